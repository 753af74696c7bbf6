use std::future::{poll_fn, Future};
use std::io::Result;
use std::os::unix::process::ExitStatusExt;
use std::pin::pin;
use std::process::{ExitStatus, Stdio};
use std::task::Poll;
use std::time::Duration;
use tokio::io::*;
use tokio::process::Command;
use tokio::signal::unix::{signal, SignalKind};
use tokio::time::timeout;

fn l(s: impl std::fmt::Display) {
    println!("@0 {}", s);
}
fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).replace('\n', "/")
}
fn shown<T: std::fmt::Display>(r: Result<T>) -> String {
    match r {
        Ok(v) => format!("{}", v),
        Err(e) => format!("{:?}", e.kind()),
    }
}
fn status(s: ExitStatus) -> String {
    format!("{} {:?} {:?}", s.success(), s.code(), s.signal())
}
async fn once<T, F: Future<Output = T>>(f: F) -> &'static str {
    let mut f = pin!(f);
    poll_fn(|cx| Poll::Ready(f.as_mut().poll(cx).is_ready())).await.then_some("ready").unwrap_or("cut")
}
fn sh(script: &str) -> Command {
    let mut c = Command::new("sh");
    c.arg("-c").arg(script);
    c
}
fn run<F: Future<Output = Result<()>>>(name: &str, f: F) {
    println!("== {}", name);
    let rt = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    rt.block_on(f).unwrap();
}

pub fn all() {
    run("output", async {
        let o = sh("echo out; echo err >&2; exit 3").output().await?;
        l(format!("{} {} {}", text(&o.stdout), text(&o.stderr), status(o.status)));
        l(status(sh("kill -9 $$").status().await?));
        l(shown(Command::new("/nowhere/at/all").spawn().map(|_| "spawned")));
        l(shown(Command::new("sh").current_dir("/nowhere").spawn().map(|_| "spawned")));
        let mut c = sh("echo $A $B; pwd");
        c.env_clear().env("PATH", "/bin:/usr/bin").env("A", "1").envs([("B", "2"), ("C", "3")]).env_remove("B").current_dir("/");
        l(text(&c.output().await?.stdout));
        let o = sh("head -c 300000 /dev/zero; head -c 300000 /dev/zero >&2").output().await?;
        l(format!("{} {}", o.stdout.len(), o.stderr.len()));
        Ok(())
    });
    run("child-pipes", async {
        let mut c = Command::new("cat").stdin(Stdio::piped()).stdout(Stdio::piped()).spawn()?;
        let mut i = c.stdin.take().unwrap();
        let mut o = c.stdout.take().unwrap();
        l(c.stderr.is_none());
        i.write_all(b"ping").await?;
        let mut four = [0; 4];
        o.read_exact(&mut four).await?;
        l(text(&four));
        l(shown(i.shutdown().await.map(|_| "ok")));
        l(timeout(Duration::from_millis(50), o.read(&mut four)).await.is_err());
        i.write_all(b"more").await?;
        o.read_exact(&mut four).await?;
        l(text(&four));
        l(c.id().is_some());
        l(shown(c.try_wait().map(|s| s.is_none())));
        drop(i);
        l(o.read(&mut four).await?);
        l(status(c.wait().await?));
        l(c.id().is_none());
        l(status(c.wait().await?));
        l(c.try_wait()?.map(status).unwrap());
        l(shown(c.start_kill().map(|_| "killed")));
        l(shown(c.kill().await.map(|_| "killed")));
        Ok(())
    });
    run("wait-closes-stdin", async {
        let mut c = Command::new("cat").stdin(Stdio::piped()).stdout(Stdio::piped()).spawn()?;
        c.stdin.as_mut().unwrap().write_all(b"all of it").await?;
        let o = c.wait_with_output().await?;
        l(format!("{} {}", text(&o.stdout), status(o.status)));
        let mut c = Command::new("cat").stdin(Stdio::piped()).stdout(Stdio::null()).spawn()?;
        l(status(c.wait().await?));
        l(c.stdin.is_none());
        Ok(())
    });
    run("kill", async {
        let mut c = sh("exec sleep 100").spawn()?;
        l(once(c.wait()).await);
        l(shown(c.start_kill().map(|_| "killed")));
        l(status(c.wait().await?));
        let mut c = sh("exec sleep 100").spawn()?;
        l(shown(c.kill().await.map(|_| "killed")));
        l(status(c.wait().await?));
        Ok(())
    });
    run("child-dies", async {
        let mut c = sh("exec 0<&-; echo closed; exit 0").stdin(Stdio::piped()).stdout(Stdio::piped()).spawn()?;
        let mut i = c.stdin.take().unwrap();
        let mut s = String::new();
        c.stdout.take().unwrap().read_to_string(&mut s).await?;
        l(text(s.as_bytes()));
        l(status(c.wait().await?));
        l(shown(i.write_all(&[0; 10]).await.map(|_| "written")));
        l(shown(i.write_all(&[0; 10]).await.map(|_| "written")));
        let mut c = sh("read x; kill -TERM $$").stdin(Stdio::piped()).stdout(Stdio::piped()).spawn()?;
        let mut o = c.stdout.take().unwrap();
        l(once(o.read(&mut [0; 1])).await);
        c.stdin.as_mut().unwrap().write_all(b"go\n").await?;
        l(o.read(&mut [0; 1]).await?);
        l(status(c.wait().await?));
        Ok(())
    });
    run("signals", async {
        let me = std::process::id();
        let send = |name: &'static str| sh(&format!("kill -{} {}", name, me)).status();
        let mut one = signal(SignalKind::user_defined1())?;
        let mut two = signal(SignalKind::user_defined1())?;
        let mut other = signal(SignalKind::hangup())?;
        l(once(one.recv()).await);
        send("USR1").await?;
        send("USR1").await?;
        l(one.recv().await.is_some());
        l(two.recv().await.is_some());
        l(timeout(Duration::from_millis(20), one.recv()).await.is_err());
        let mut late = signal(SignalKind::user_defined1())?;
        l(timeout(Duration::from_millis(20), late.recv()).await.is_err());
        l(timeout(Duration::from_millis(20), other.recv()).await.is_err());
        drop(one);
        send("USR1").await?;
        l(late.recv().await.is_some());
        let mut c = Box::pin(tokio::signal::ctrl_c());
        l(once(&mut c).await);
        send("INT").await?;
        l(shown(c.await.map(|_| "ctrl-c")));
        l(shown(signal(SignalKind::from_raw(9)).map(|_| "signal")));
        l(format!("{} {}", SignalKind::terminate().as_raw_value(), SignalKind::interrupt() == SignalKind::from_raw(2)));
        Ok(())
    });
}
