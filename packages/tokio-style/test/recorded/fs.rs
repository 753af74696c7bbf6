use std::future::{poll_fn, Future};
use std::io::{Result, SeekFrom};
use std::pin::pin;
use std::task::Poll;
use tokio::fs::{self, File, OpenOptions};
use tokio::io::*;

fn l(s: impl std::fmt::Display) {
    println!("@0 {}", s);
}
fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).replace('\n', "/").replace('\0', ".")
}
fn shown<T: std::fmt::Display>(r: Result<T>) -> String {
    match r {
        Ok(v) => format!("{}", v),
        Err(e) => format!("{:?}", e.kind()),
    }
}
/// Polls once, then drops the future.
async fn once<T, F: Future<Output = T>>(f: F) -> &'static str {
    let mut f = pin!(f);
    poll_fn(|cx| Poll::Ready(f.as_mut().poll(cx).is_ready())).await.then_some("ready").unwrap_or("cut")
}
/// Runs in an empty folder of its own.
fn run<F: Future<Output = Result<()>>>(name: &str, f: F) {
    println!("== {}", name);
    let dir = std::env::temp_dir().join("recorded-fs");
    let _ = std::fs::remove_dir_all(&dir);
    std::fs::create_dir(&dir).unwrap();
    std::env::set_current_dir(&dir).unwrap();
    let rt = tokio::runtime::Builder::new_current_thread().build().unwrap();
    rt.block_on(f).unwrap();
}

pub fn all() {
    run("file-write-read", async {
        let mut f = File::create("a").await?;
        l(f.write(&[b'x'; 40000]).await?);
        l(f.write(b"tail").await?);
        f.flush().await?;
        l(f.metadata().await?.len());
        l(shown(f.read(&mut [0; 4]).await));
        let mut f = File::open("a").await?;
        let mut v = vec![];
        l(f.read_to_end(&mut v).await?);
        l(text(&v[v.len() - 6..]));
        l(f.read(&mut [0; 4]).await?);
        Ok(())
    });
    run("file-place", async {
        let mut f = OpenOptions::new().read(true).write(true).create(true).open("a").await?;
        f.write_all(b"0123456789").await?;
        l(f.seek(SeekFrom::Start(2)).await?);
        let mut two = [0; 2];
        f.read_exact(&mut two).await?;
        l(text(&two));
        l(f.stream_position().await?);
        f.write_all(b"AB").await?;
        l(f.stream_position().await?);
        l(f.seek(SeekFrom::Current(-1)).await?);
        f.read_exact(&mut two).await?;
        l(text(&two));
        l(f.seek(SeekFrom::End(-1)).await?);
        l(f.read(&mut two).await?);
        l(text(&two));
        l(shown(f.seek(SeekFrom::Current(-99)).await));
        l(f.seek(SeekFrom::End(3)).await?);
        f.write_all(b"!").await?;
        f.flush().await?;
        f.rewind().await?;
        let mut s = String::new();
        f.read_to_string(&mut s).await?;
        l(text(s.as_bytes()));
        f.set_len(4).await?;
        l(f.stream_position().await?);
        f.sync_all().await?;
        f.sync_data().await?;
        l(fs::read_to_string("a").await?);
        Ok(())
    });
    run("file-read-ahead", async {
        fs::write("a", "abcdefghij").await?;
        let mut f = OpenOptions::new().read(true).write(true).open("a").await?;
        let mut two = [0; 2];
        l(once(f.read(&mut [0; 6])).await);
        f.read_exact(&mut two).await?;
        l(text(&two));
        l(once(f.read(&mut two)).await);
        f.read_exact(&mut two).await?;
        l(text(&two));
        l(f.write(b"XY").await?);
        f.flush().await?;
        f.read_exact(&mut two).await?;
        l(text(&two));
        l(fs::read_to_string("a").await?);
        f.seek(SeekFrom::Start(0)).await?;
        l(once(f.read(&mut [0; 6])).await);
        f.read_exact(&mut two).await?;
        l(f.seek(SeekFrom::Current(1)).await?);
        f.read_exact(&mut two).await?;
        l(text(&two));
        Ok(())
    });
    run("file-append", async {
        fs::write("a", "one\n").await?;
        let mut f = OpenOptions::new().append(true).read(true).open("a").await?;
        f.write_all(b"two\n").await?;
        l(f.stream_position().await?);
        f.seek(SeekFrom::Start(1)).await?;
        f.write_all(b"three\n").await?;
        f.flush().await?;
        l(f.read(&mut [0; 4]).await?);
        l(text(fs::read_to_string("a").await?.as_bytes()));
        Ok(())
    });
    run("file-errors", async {
        fs::write("a", "abc").await?;
        let mut f = File::open("a").await?;
        l(shown(f.write(b"x").await));
        l(shown(f.write(b"x").await));
        l(shown(f.write(b"x").await));
        l(shown(f.flush().await.map(|_| "ok")));
        l(shown(f.flush().await.map(|_| "ok")));
        l(shown(f.write(b"x").await));
        let mut two = [0; 2];
        l(shown(f.read(&mut two).await));
        l(shown(f.write(b"x").await));
        l(shown(f.write(b"x").await));
        l(once(f.seek(SeekFrom::Start(1))).await);
        l(shown(f.read(&mut two).await));
        l(text(&two));
        let mut d = File::open(".").await?;
        l(shown(d.read(&mut two).await));
        Ok(())
    });
    run("open-options", async {
        let o = OpenOptions::new;
        l(shown(o().open("a").await.map(|_| "open")));
        l(shown(o().read(true).open("a").await.map(|_| "open")));
        l(shown(o().create(true).open("a").await.map(|_| "open")));
        l(shown(o().read(true).create(true).open("a").await.map(|_| "open")));
        l(shown(o().read(true).truncate(true).open("a").await.map(|_| "open")));
        l(shown(o().append(true).truncate(true).open("a").await.map(|_| "open")));
        l(shown(o().write(true).create_new(true).open("a").await.map(|_| "open")));
        l(shown(o().write(true).create_new(true).open("a").await.map(|_| "open")));
        l(shown(o().append(true).create_new(true).truncate(true).open("b").await.map(|_| "open")));
        l(shown(o().write(true).create(true).mode(0o600).open("c").await.map(|_| "open")));
        use std::os::unix::fs::PermissionsExt;
        l(format!("{:o}", fs::metadata("c").await?.permissions().mode() & 0o777));
        Ok(())
    });
    run("paths", async {
        l(shown(fs::create_dir("d/e").await.map(|_| "made")));
        l(shown(fs::create_dir_all("d/e").await.map(|_| "made")));
        l(shown(fs::create_dir("d").await.map(|_| "made")));
        fs::write("d/a", "12345").await?;
        l(fs::copy("d/a", "d/b").await?);
        l(shown(fs::copy("d", "d/b").await));
        l(shown(fs::hard_link("d/a", "d/h").await.map(|_| "linked")));
        l(shown(fs::hard_link("d/a", "d/h").await.map(|_| "linked")));
        l(shown(fs::symlink("a", "d/s").await.map(|_| "linked")));
        l(shown(fs::symlink("nowhere", "d/n").await.map(|_| "linked")));
        l(fs::read_link("d/s").await?.display());
        l(shown(fs::read_link("d/a").await.map(|p| p.display().to_string())));
        for name in ["d", "d/a", "d/s", "d/n"] {
            l(match fs::metadata(name).await {
                Ok(m) => format!("{} {} {} {}", name, m.is_dir(), m.is_file(), m.file_type().is_symlink()),
                Err(e) => format!("{} {:?}", name, e.kind()),
            });
            let m = fs::symlink_metadata(name).await?;
            l(format!("{} {} {}", m.is_dir(), m.is_file(), m.file_type().is_symlink()));
        }
        let mut p = fs::metadata("d/a").await?.permissions();
        l(p.readonly());
        p.set_readonly(true);
        fs::set_permissions("d/a", p).await?;
        l(fs::metadata("d/a").await?.permissions().readonly());
        let mut names = vec![];
        let mut dir = fs::read_dir("d").await?;
        while let Some(e) = dir.next_entry().await? {
            let t = e.file_type().await?;
            names.push(format!("{} {} {} {}", e.path().display(), t.is_dir(), t.is_file(), t.is_symlink()));
        }
        names.sort();
        names.iter().for_each(l);
        l(dir.next_entry().await?.is_none());
        l(shown(fs::read_dir("d/a").await.map(|_| "read")));
        l(shown(fs::read_dir("x").await.map(|_| "read")));
        l(shown(fs::rename("d/b", "d/e/b").await.map(|_| "renamed")));
        l(shown(fs::rename("d/b", "d/e/b").await.map(|_| "renamed")));
        l(shown(fs::remove_dir("d").await.map(|_| "removed")));
        l(shown(fs::remove_dir("d/a").await.map(|_| "removed")));
        l(shown(fs::remove_file("d/b").await.map(|_| "removed")));
        l(shown(fs::remove_file("d/e/b").await.map(|_| "removed")));
        l(shown(fs::remove_dir("d/e").await.map(|_| "removed")));
        l(shown(fs::remove_dir_all("d").await.map(|_| "removed")));
        l(shown(fs::remove_dir_all("d").await.map(|_| "removed")));
        l(shown(fs::canonicalize("x").await.map(|_| "found")));
        l(shown(fs::read("x").await.map(|_| "read")));
        fs::write("u", [0xff]).await?;
        l(shown(fs::read_to_string("u").await));
        Ok(())
    });
    run("vanished", async {
        fs::write("a", "still here").await?;
        let mut f = File::open("a").await?;
        fs::remove_file("a").await?;
        let mut s = String::new();
        l(f.read_to_string(&mut s).await?);
        l(s);
        l(f.metadata().await?.len());
        l(shown(File::open("a").await.map(|_| "open")));
        let dir = fs::create_dir("d").await;
        l(shown(dir.map(|_| "made")));
        fs::write("d/a", "").await?;
        let mut entries = fs::read_dir("d").await?;
        fs::remove_dir_all("d").await?;
        l(shown(entries.next_entry().await.map(|e| e.is_some())));
        Ok(())
    });
}
