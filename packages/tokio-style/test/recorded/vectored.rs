use std::fmt::Display;
use std::future::{poll_fn, Future};
use std::io::{Cursor, IoSlice, Result};
use std::pin::pin;
use std::task::Poll;
use tokio::io::*;

fn l(s: impl Display) { println!("{}", s); }
fn run<F: Future<Output = Result<()>>>(name: &str, f: F) {
    println!("== {}", name);
    tokio::runtime::Builder::new_current_thread().enable_all().start_paused(true).build().unwrap().block_on(f).unwrap();
}
fn slices<'a>(words: &[&'a str]) -> Vec<IoSlice<'a>> { words.iter().map(|w| IoSlice::new(w.as_bytes())).collect() }
/// Writes slices once, and says how many bytes were taken.
async fn writes<W: AsyncWrite + Unpin>(w: &mut W, words: &[&str]) {
    let bufs = slices(words);
    let mut f = pin!(w.write_vectored(&bufs));
    l(poll_fn(|cx| Poll::Ready(match f.as_mut().poll(cx) {
        Poll::Pending => "pending".to_string(),
        Poll::Ready(Ok(n)) => n.to_string(),
        Poll::Ready(Err(e)) => format!("{:?}", e.kind()),
    })).await);
}
async fn takes<R: AsyncRead + Unpin>(r: &mut R, n: usize) {
    let mut buf = vec![0; n];
    let n = r.read(&mut buf).await.unwrap();
    l(String::from_utf8_lossy(&buf[..n]));
}
fn text(bytes: &[u8]) -> String { String::from_utf8_lossy(bytes).to_string() }

fn main() {
    run("duplex", async {
        let (mut a, mut b) = duplex(6);
        l(a.is_write_vectored());
        writes(&mut a, &["", "abc", "def"]).await;
        writes(&mut a, &[]).await;
        writes(&mut a, &["", ""]).await;
        writes(&mut a, &["defghi", "j"]).await;
        writes(&mut a, &["k"]).await;
        takes(&mut b, 4).await;
        writes(&mut a, &["k", "l"]).await;
        drop(b);
        writes(&mut a, &["m"]).await;
        Ok(())
    });
    run("cursor", async {
        let mut c = Cursor::new(vec![]);
        l(c.is_write_vectored());
        writes(&mut c, &["ab", "", "cde"]).await;
        writes(&mut c, &[]).await;
        c.set_position(1);
        writes(&mut c, &["X", "YZ"]).await;
        l(text(c.get_ref()));
        Ok(())
    });
    run("sink", async {
        let mut s = sink();
        l(s.is_write_vectored());
        writes(&mut s, &["", "ab", "cde"]).await;
        Ok(())
    });
    run("writer-over-one", async {
        let (a, mut b) = duplex(16);
        let mut w = BufWriter::with_capacity(8, a);
        l(w.is_write_vectored());
        writes(&mut w, &["", "abc", "", "de", "fgh", "i"]).await;
        l(text(w.buffer()));
        writes(&mut w, &["j", "k"]).await;
        l(text(w.buffer()));
        writes(&mut w, &["01234567", "8"]).await;
        l(text(w.buffer()));
        writes(&mut w, &["", ""]).await;
        writes(&mut w, &["much too long", "for it"]).await;
        takes(&mut b, 32).await;
        writes(&mut w, &["much too long", "for it"]).await;
        w.flush().await?;
        takes(&mut b, 32).await;
        Ok(())
    });
    run("writer-over-many", async {
        let mut w = BufWriter::with_capacity(8, Cursor::new(vec![]));
        l(w.is_write_vectored());
        writes(&mut w, &["", "abc", "de"]).await;
        l(text(w.buffer()));
        writes(&mut w, &["fgh", "i"]).await;
        l(text(w.buffer()));
        l(text(w.get_ref().get_ref()));
        writes(&mut w, &["0123", "4567", "89"]).await;
        l(text(w.buffer()));
        l(text(w.get_ref().get_ref()));
        writes(&mut w, &[""]).await;
        Ok(())
    });
    run("stream", async {
        let (a, mut b) = duplex(16);
        let mut s = BufStream::with_capacity(8, 8, a);
        l(s.is_write_vectored());
        writes(&mut s, &["ab", "cd"]).await;
        s.flush().await?;
        takes(&mut b, 32).await;
        let mut r = BufReader::new(b);
        l(r.is_write_vectored());
        writes(&mut r, &["ab", "cd"]).await;
        takes(&mut s, 32).await;
        Ok(())
    });
    run("halves", async {
        let (a, mut b) = duplex(16);
        let (_r, mut w) = split(a);
        l(w.is_write_vectored());
        writes(&mut w, &["ab", "cd"]).await;
        takes(&mut b, 32).await;
        Ok(())
    });
}
