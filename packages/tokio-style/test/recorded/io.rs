use std::cell::RefCell;
use std::future::{poll_fn, Future};
use std::io::{Cursor, ErrorKind, Result, SeekFrom};
use std::pin::{pin, Pin};
use std::task::{Context, Poll};
use std::time::Duration;
use tokio::io::*;
use tokio::task::{yield_now, LocalSet};
use tokio::time::{sleep, Instant};
use tokio::{join, select};

thread_local! { static T0: RefCell<Option<Instant>> = RefCell::new(None); }
fn l(s: impl std::fmt::Display) {
    let t = T0.with(|t| t.borrow().unwrap().elapsed());
    println!("@{} {}", t.as_millis(), s);
}
fn ms(n: u64) -> Duration {
    Duration::from_millis(n)
}
fn run<F: Future<Output = ()>>(name: &str, f: F) {
    println!("== {}", name);
    let rt = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .start_paused(true)
        .build()
        .unwrap();
    rt.block_on(async {
        T0.with(|t| *t.borrow_mut() = Some(Instant::now()));
        f.await;
    });
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

/// A stream that does what its steps say, one at each poll: a digit moves at
/// most so many bytes, `P` is pending and woken, `E` an error. When there are
/// no more steps all is moved. It logs each poll.
struct Script {
    steps: Vec<u8>,
    text: Vec<u8>,
    out: Vec<u8>,
    quiet: bool,
}
impl Script {
    fn new(steps: &str, text: &str) -> Script {
        Script { steps: steps.into(), text: text.into(), out: vec![], quiet: false }
    }
    fn quiet(steps: &str, text: &str) -> Script {
        Script { quiet: true, ..Script::new(steps, text) }
    }
    fn step(&mut self, what: &str, all: usize, cx: &mut Context<'_>) -> Poll<Result<usize>> {
        let step = if self.steps.is_empty() { b'-' } else { self.steps.remove(0) };
        if !self.quiet {
            l(format!("{} {} {}", what, all, step as char));
        }
        match step {
            b'P' => {
                cx.waker().wake_by_ref();
                Poll::Pending
            }
            b'E' => Poll::Ready(Err(ErrorKind::Other.into())),
            b'-' => Poll::Ready(Ok(all)),
            n => Poll::Ready(Ok(all.min((n - b'0') as usize))),
        }
    }
    fn rest(&self) -> String {
        format!("[{}] [{}]", text(&self.text), text(&self.out))
    }
}
impl AsyncRead for Script {
    fn poll_read(mut self: Pin<&mut Self>, cx: &mut Context<'_>, buf: &mut ReadBuf<'_>) -> Poll<Result<()>> {
        let room = buf.remaining();
        self.step("read", room, cx).map_ok(|n| {
            let n = n.min(self.text.len());
            buf.put_slice(&self.text[..n]);
            self.text.drain(..n);
        })
    }
}
impl AsyncWrite for Script {
    fn poll_write(mut self: Pin<&mut Self>, cx: &mut Context<'_>, buf: &[u8]) -> Poll<Result<usize>> {
        self.step("write", buf.len(), cx).map_ok(|n| {
            self.out.extend_from_slice(&buf[..n]);
            n
        })
    }
    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Result<()>> {
        self.step("flush", 0, cx).map_ok(|_| ())
    }
    fn poll_shutdown(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Result<()>> {
        self.step("shutdown", 0, cx).map_ok(|_| ())
    }
}

/// Polls at most k times, then drops the future.
async fn cut<T, F: Future<Output = T>>(k: u32, f: F) -> Option<T> {
    let mut f = pin!(f);
    let mut left = k;
    poll_fn(|cx| {
        if left == 0 {
            return Poll::Ready(None);
        }
        left -= 1;
        f.as_mut().poll(cx).map(Some)
    })
    .await
}
fn ended(k: u32, r: Option<String>, rest: String) -> bool {
    let over = r.is_some();
    l(format!("{}: {} {}", k, r.unwrap_or("cut".into()), rest));
    over
}
/// Cuts an operation at each poll, each time on a stream of its own.
macro_rules! cuts {
    ($name:expr, $s:ident = $make:expr, $op:expr, $rest:expr) => {
        run($name, async {
            for k in 0.. {
                #[allow(unused_mut)]
                let mut $s = $make;
                let r = cut(k, async { shown($op) }).await;
                if ended(k, r, $rest) {
                    break;
                }
            }
        });
    };
    ($name:expr, $s:ident = $make:expr, $b:ident = $buf:expr, $op:expr, $rest:expr) => {
        run($name, async {
            for k in 0.. {
                #[allow(unused_mut)]
                let mut $s = $make;
                let mut $b = $buf;
                let r = cut(k, async { shown($op) }).await;
                if ended(k, r, format!("{} <{}>", $rest, text(&$b))) {
                    break;
                }
            }
        });
    };
}
const LINES: &str = "one\ntwo\r\n\nthree";

pub fn all() {
    duplex_programs();
    buffer_programs();
    cut_reads();
    cut_writes();
    cut_copies();
    odds();
}

fn duplex_programs() {
    run("duplex-back-pressure", async {
        let (mut a, mut b) = duplex(4);
        let w = tokio::spawn(async move {
            let mut at = 0;
            while at < 10 {
                let n = a.write(&b"abcdefghij"[at..]).await.unwrap();
                l(format!("wrote {}", n));
                at += n;
            }
            l(shown(a.shutdown().await.map(|_| "shut")));
            a.write(b"x").await.map(|_| ()).unwrap_err().kind()
        });
        let mut buf = [0; 3];
        loop {
            let n = b.read(&mut buf).await.unwrap();
            l(format!("read {}", text(&buf[..n])));
            if n == 0 {
                break;
            }
        }
        l(format!("{:?}", w.await.unwrap()));
        l(b.read(&mut buf).await.unwrap());
    });
    run("duplex-drop", async {
        let (mut a, b) = duplex(2);
        let w = tokio::spawn(async move {
            let r = a.write_all(b"abcd").await;
            l(shown(r.map(|_| "all")));
            l(shown(a.read(&mut [0; 1]).await));
            l(shown(a.flush().await.map(|_| "flushed")));
        });
        yield_now().await;
        l("drop");
        drop(b);
        w.await.unwrap();
        let (mut a, mut b) = duplex(2);
        let r = tokio::spawn(async move {
            let mut buf = [0; 2];
            l(shown(b.read_exact(&mut buf).await));
            l(text(&buf));
        });
        yield_now().await;
        a.write_all(b"a").await.unwrap();
        drop(a);
        r.await.unwrap();
    });
    run("duplex-ping-pong", async {
        let (mut a, mut b) = duplex(1);
        let echo = tokio::spawn(async move {
            let mut one = [0; 1];
            while b.read(&mut one).await.unwrap() > 0 {
                l(format!("echoes {}", text(&one)));
                b.write_all(&one).await.unwrap();
            }
        });
        for c in ["x", "y", "z"] {
            a.write_all(c.as_bytes()).await.unwrap();
            l(format!("sent {}", c));
            let mut one = [0; 1];
            a.read_exact(&mut one).await.unwrap();
            l(format!("heard {}", text(&one)));
        }
        drop(a);
        echo.await.unwrap();
    });
    run("duplex-stale-waker", async {
        let (mut a, mut b) = duplex(1);
        let t = tokio::spawn(async move {
            select! { biased; _ = async { b.read(&mut [0; 1]).await } => l("read"), _ = sleep(ms(1)) => l("timeout") }
            let mut polls = 0;
            let mut nap = pin!(sleep(ms(9)));
            poll_fn(|cx| { polls += 1; l(format!("poll {}", polls)); nap.as_mut().poll(cx) }).await;
            b
        });
        sleep(ms(5)).await;
        l(shown(a.write(b"q").await));
        let mut b = t.await.unwrap();
        l(shown(b.read(&mut [0; 1]).await));
    });
    run("duplex-budget", async {
        let (mut a, mut b) = duplex(1000);
        let t = tokio::spawn(async move {
            for i in 0..300 {
                a.write_u8(1).await.unwrap();
                if i % 64 == 0 { l(format!("w {}", i)); }
            }
        });
        let u = tokio::spawn(async move {
            for i in 0..300 {
                b.read_u8().await.unwrap();
                if i % 64 == 0 { l(format!("r {}", i)); }
            }
            for i in 0..300 {
                empty().read(&mut [0; 1]).await.unwrap();
                if i % 64 == 0 { l(format!("e {}", i)); }
            }
        });
        let v = tokio::spawn(async { for i in 0..6 { l(format!("y {}", i)); yield_now().await; } });
        t.await.unwrap();
        u.await.unwrap();
        v.await.unwrap();
    });
    run("duplex-read-to-end", async {
        let (mut a, mut b) = duplex(1000);
        let w = tokio::spawn(async move {
            for _ in 0..3 {
                let n = a.write(&[b'x'; 700]).await.unwrap();
                l(format!("wrote {}", n));
            }
        });
        let mut v = vec![];
        l(shown(b.read_to_end(&mut v).await));
        w.await.unwrap();
    });
    run("split-halves", async {
        let (a, b) = duplex(3);
        let (mut ar, mut aw) = split(a);
        let (mut br, mut bw) = split(b);
        let local = LocalSet::new();
        local
            .run_until(async {
                let e = tokio::task::spawn_local(async move {
                    l(shown(copy(&mut br, &mut bw).await));
                    bw.shutdown().await.unwrap();
                });
                join!(
                    async {
                        aw.write_all(b"hello world").await.unwrap();
                        l("written");
                        aw.shutdown().await.unwrap();
                    },
                    async {
                        let mut s = String::new();
                        l(shown(ar.read_to_string(&mut s).await));
                        l(s);
                    }
                );
                e.await.unwrap();
                l(ar.is_pair_of(&aw));
            })
            .await;
    });
}

fn buffer_programs() {
    run("buf-reader", async {
        let mut r = BufReader::with_capacity(4, Script::new("3P9", "abcdefghijklmnop"));
        let mut two = [0; 2];
        for _ in 0..3 {
            l(shown(r.read(&mut two).await));
            l(format!("{} [{}]", text(&two), text(r.buffer())));
        }
        let mut many = [0; 6];
        l(shown(r.read(&mut many).await));
        l(format!("{} [{}]", text(&many), text(r.buffer())));
        l(shown(r.read(&mut many).await));
        l(text(&many));
        l(shown(r.fill_buf().await.map(text)));
        r.consume(1);
        l(text(r.buffer()));
        r.consume(9);
        l(text(r.buffer()));
        l(shown(r.write(b"thru").await));
        l(shown(r.flush().await.map(|_| "ok")));
    });
    run("buf-writer", async {
        let mut w = BufWriter::with_capacity(4, Script::new("2P1-P", ""));
        for part in ["ab", "cd", "e", "fghij", "k", "lmn"] {
            l(shown(w.write(part.as_bytes()).await));
            l(format!("[{}] [{}]", text(w.buffer()), text(&w.get_ref().out)));
        }
        l(shown(w.flush().await.map(|_| "ok")));
        l(shown(w.write(b"z").await));
        l(shown(w.shutdown().await.map(|_| "ok")));
        l(text(&w.into_inner().out));
    });
    run("buf-writer-errors", async {
        let mut w = BufWriter::with_capacity(8, Script::new("2E0-", ""));
        w.write_all(b"abcdef").await.unwrap();
        l(shown(w.flush().await.map(|_| "ok")));
        l(text(w.buffer()));
        l(shown(w.flush().await.map(|_| "ok")));
        l(text(w.buffer()));
        l(shown(w.flush().await.map(|_| "ok")));
        l(text(&w.into_inner().out));
    });
    run("buf-stream", async {
        let mut s = BufStream::with_capacity(4, 4, Script::new("", LINES));
        s.write_all(b"xy").await.unwrap();
        let mut line = String::new();
        l(shown(s.read_line(&mut line).await));
        l(text(line.as_bytes()));
        s.flush().await.unwrap();
    });
    run("buf-seek", async {
        let mut r = BufReader::with_capacity(4, Cursor::new(b"0123456789".to_vec()));
        let mut one = [0; 1];
        r.read_exact(&mut one).await.unwrap();
        l(text(r.buffer()));
        l(shown(r.seek(SeekFrom::Current(1)).await));
        l(text(r.buffer()));
        r.read_exact(&mut one).await.unwrap();
        l(text(&one));
        l(shown(r.seek(SeekFrom::End(-3)).await));
        r.read_exact(&mut one).await.unwrap();
        l(text(&one));
        l(shown(r.seek(SeekFrom::Current(-99)).await));
        l(shown(r.stream_position().await));
        l(shown(r.rewind().await.map(|_| "start")));
        let mut w = BufWriter::with_capacity(4, Cursor::new(b"0123456789".to_vec()));
        w.write_all(b"ab").await.unwrap();
        l(shown(w.seek(SeekFrom::Start(5)).await));
        w.write_all(b"cd").await.unwrap();
        w.flush().await.unwrap();
        l(text(w.get_ref().get_ref()));
    });
    run("lines", async {
        let mut r = BufReader::with_capacity(4, Script::quiet("", LINES)).lines();
        while let Some(line) = r.next_line().await.unwrap() {
            l(format!("[{}]", line));
        }
        l(r.next_line().await.unwrap().is_none());
        let mut r = BufReader::new(&b"a\n\xff\nb\n"[..]).lines();
        for _ in 0..4 {
            l(shown(r.next_line().await.map(|x| format!("{:?}", x))));
        }
        let mut r = BufReader::with_capacity(3, Script::quiet("2E9", "ab\ncd")).lines();
        for _ in 0..4 {
            l(shown(r.next_line().await.map(|x| format!("{:?}", x))));
        }
        let mut r = BufReader::new(&b",a,,b"[..]).split(b',');
        while let Some(part) = r.next_segment().await.unwrap() {
            l(format!("[{}]", text(&part)));
        }
        let mut r = BufReader::new(&b"a,b"[..]);
        for _ in 0..3 {
            let mut v = vec![];
            l(shown(r.read_until(b',', &mut v).await));
            l(text(&v));
        }
    });
}

fn cut_reads() {
    cuts!("cut-read", s = Script::new("PP3", "abcdef"), b = [0u8; 4], s.read(&mut b).await, s.rest());
    cuts!("cut-read-exact", s = Script::new("2P1PP", "abcdefgh"), b = [0u8; 6], s.read_exact(&mut b).await, s.rest());
    cuts!("cut-read-exact-eof", s = Script::new("2P", "abc"), b = [0u8; 6], s.read_exact(&mut b).await, s.rest());
    cuts!("cut-read-exact-error", s = Script::new("2PE", "abc"), b = [0u8; 6], s.read_exact(&mut b).await, s.rest());
    cuts!("cut-read-buf", s = Script::new("P", "abcdef"), b = Vec::<u8>::with_capacity(4), s.read_buf(&mut b).await, s.rest());
    cuts!("cut-read-to-end", s = Script::new("2P1PP", "abcdefgh"), b = vec![b'<'], s.read_to_end(&mut b).await, s.rest());
    cuts!("cut-read-to-end-error", s = Script::new("2PE", "abcdefgh"), b = vec![], s.read_to_end(&mut b).await, s.rest());
    cuts!("cut-read-to-string", s = Script::new("2P1P", "abcdefgh"), {
        let mut t = String::new();
        s.read_to_string(&mut t).await.map(|_| t)
    }, s.rest());
    cuts!("cut-read-u8", s = Script::new("PP", "abc"), s.read_u8().await, s.rest());
    cuts!("cut-read-u32", s = Script::new("1P2P", "abcdef"), s.read_u32().await, s.rest());
    cuts!("cut-read-u16-eof", s = Script::new("P", "a"), s.read_u16().await, s.rest());
    cuts!("cut-take", s = Script::new("1P3P", "abcdefgh"), b = vec![], (&mut s).take(5).read_to_end(&mut b).await, s.rest());
    cuts!("cut-chain", s = Script::new("1PP", "ab"), b = vec![], (&mut s).chain(&b"xyz"[..]).read_to_end(&mut b).await, s.rest());
    cuts!("cut-fill-buf", s = BufReader::with_capacity(4, Script::new("PP3", "abcdef")), s.fill_buf().await.map(text), format!("{} {}", text(s.buffer()), s.get_ref().rest()));
    cuts!("cut-read-until", s = BufReader::with_capacity(4, Script::new("2PP", "abcde,fg")), b = vec![], s.read_until(b',', &mut b).await, format!("{} {}", text(s.buffer()), s.get_ref().rest()));
    cuts!("cut-read-line", s = BufReader::with_capacity(4, Script::new("2PP", "abcde\nfg")), {
        let mut t = String::new();
        s.read_line(&mut t).await.map(|_| text(t.as_bytes()))
    }, format!("{} {}", text(s.buffer()), s.get_ref().rest()));
    run("cut-lines", async {
        let mut lines = BufReader::with_capacity(4, Script::quiet("2PP1P3PPP", "abcde\nfg\nh")).lines();
        for k in 0..5 {
            let r = cut(k, async { shown(lines.next_line().await.map(|x| format!("{:?}", x))) }).await;
            l(format!("{}: {}", k, r.unwrap_or("cut".into())));
        }
    });
    run("cut-split", async {
        let mut parts = BufReader::with_capacity(4, Script::quiet("2PP1P3PPP", "abcde,fg,h")).split(b',');
        for k in 0..5 {
            let r = cut(k, async { shown(parts.next_segment().await.map(|x| x.map(|x| text(&x)).unwrap_or("None".into()))) }).await;
            l(format!("{}: {}", k, r.unwrap_or("cut".into())));
        }
    });
}

fn cut_writes() {
    cuts!("cut-write", s = Script::new("PP3", ""), s.write(b"abcdef").await, s.rest());
    cuts!("cut-write-all", s = Script::new("2P1PP", ""), s.write_all(b"abcdef").await.map(|_| "ok"), s.rest());
    cuts!("cut-write-all-zero", s = Script::new("2P0", ""), s.write_all(b"abcdef").await.map(|_| "ok"), s.rest());
    cuts!("cut-write-all-error", s = Script::new("2PE", ""), s.write_all(b"abcdef").await.map(|_| "ok"), s.rest());
    cuts!("cut-write-buf", s = (Script::new("P3", ""), Cursor::new(b"abcdef".to_vec())), s.0.write_buf(&mut s.1).await, format!("{} {}", s.0.rest(), s.1.position()));
    cuts!("cut-write-all-buf", s = (Script::new("2P3P", ""), Cursor::new(b"abcdef".to_vec())), s.0.write_all_buf(&mut s.1).await.map(|_| "ok"), format!("{} {}", s.0.rest(), s.1.position()));
    cuts!("cut-write-u32", s = Script::new("1P2P", ""), s.write_u32(0x61626364).await.map(|_| "ok"), s.rest());
    cuts!("cut-write-u16-zero", s = Script::new("1P0", ""), s.write_u16(0x6162).await.map(|_| "ok"), s.rest());
    cuts!("cut-flush", s = Script::new("PP", ""), s.flush().await.map(|_| "ok"), s.rest());
    cuts!("cut-shutdown", s = Script::new("PE", ""), s.shutdown().await.map(|_| "ok"), s.rest());
    cuts!("cut-buf-writer", s = {
        let mut w = BufWriter::with_capacity(4, Script::new("1P1PP", ""));
        w.write_all(b"abc").await.unwrap();
        w
    }, s.write_all(b"defg").await.map(|_| "ok"), format!("{} {}", text(s.buffer()), s.get_ref().rest()));
    cuts!("cut-buf-flush", s = {
        let mut w = BufWriter::with_capacity(4, Script::new("1P1PP", ""));
        w.write_all(b"abc").await.unwrap();
        w
    }, s.flush().await.map(|_| "ok"), format!("{} {}", text(s.buffer()), s.get_ref().rest()));
}

fn cut_copies() {
    cuts!("cut-copy", s = (Script::new("3P2P", "abcdefgh"), Script::new("1P9P-P", "")), copy(&mut s.0, &mut s.1).await, format!("{} {}", s.0.rest(), s.1.rest()));
    cuts!("cut-copy-zero", s = (Script::new("", "abc"), Script::new("10", "")), copy(&mut s.0, &mut s.1).await, format!("{} {}", s.0.rest(), s.1.rest()));
    cuts!("cut-copy-buf", s = (BufReader::with_capacity(4, Script::new("3P2P", "abcdefgh")), Script::new("1P9P-P", "")), copy_buf(&mut s.0, &mut s.1).await, format!("{} {} {}", text(s.0.buffer()), s.0.get_ref().rest(), s.1.rest()));
    cuts!("cut-copy-bidirectional", s = (Script::new("3P2PP", "abcde"), Script::new("P2PP1P", "uvw")), copy_bidirectional(&mut s.0, &mut s.1).await.map(|r| format!("{:?}", r)), format!("{} {}", s.0.rest(), s.1.rest()));
    cuts!("cut-copy-bidirectional-error", s = (Script::new("3P", "abcde"), Script::new("PPE", "uvw")), copy_bidirectional(&mut s.0, &mut s.1).await.map(|r| format!("{:?}", r)), format!("{} {}", s.0.rest(), s.1.rest()));
}

fn odds() {
    run("numbers", async {
        let mut w = Cursor::new(vec![]);
        w.write_u8(200).await.unwrap();
        w.write_i8(-3).await.unwrap();
        w.write_u16(0x0102).await.unwrap();
        w.write_u16_le(0x0102).await.unwrap();
        w.write_i16(-2).await.unwrap();
        w.write_i32_le(-70000).await.unwrap();
        w.write_u64(1 << 60).await.unwrap();
        w.write_i64_le(-5).await.unwrap();
        w.write_u128(1 << 100).await.unwrap();
        w.write_i128_le(-(1 << 90)).await.unwrap();
        w.write_f32(1.5).await.unwrap();
        w.write_f64_le(-0.1).await.unwrap();
        let v = w.into_inner();
        l(format!("{:?}", v));
        let mut r = &v[..];
        l(r.read_u8().await.unwrap());
        l(r.read_i8().await.unwrap());
        l(r.read_u16().await.unwrap());
        l(r.read_u16_le().await.unwrap());
        l(r.read_i16().await.unwrap());
        l(r.read_i32_le().await.unwrap());
        l(r.read_u64().await.unwrap());
        l(r.read_i64_le().await.unwrap());
        l(r.read_u128().await.unwrap());
        l(r.read_i128_le().await.unwrap());
        l(r.read_f32().await.unwrap());
        l(r.read_f64_le().await.unwrap());
        l(shown(r.read_f64_le().await));
    });
    run("simple", async {
        let mut buf = [1u8; 3];
        l(shown(empty().read(&mut buf).await));
        l(shown(repeat(b'r').read(&mut buf).await));
        l(text(&buf));
        l(shown(sink().write(b"abc").await));
        l(shown(copy(&mut repeat(b'r').take(20000), &mut sink()).await));
        let mut t = (&b"abcdef"[..]).take(4);
        l(shown(t.fill_buf().await.map(text)));
        t.consume(3);
        l(t.limit());
        t.set_limit(2);
        l(shown(t.read(&mut buf).await));
        l(shown(t.read(&mut buf).await));
        let mut c = (&b"ab\n"[..]).chain(&b"cd"[..]);
        let mut line = String::new();
        l(shown(c.read_line(&mut line).await));
        l(shown(c.read_line(&mut line).await));
        l(shown(c.read_line(&mut line).await));
        l(text(line.as_bytes()));
    });
}
