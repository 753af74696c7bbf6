//! What the scenarios' programs share: the trace, one event a line on standard
//! output, and the files and jobs that a scenario hands to its programs.

use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::task::Poll;
use std::thread::{self, ThreadId};
use std::time::Duration;
use std::{env, fs, process};
use tokio::time::Instant;

/// Notes that something happened now, on the runtime's clock.
///
/// That clock has no beginning that a program could ask for: the first event
/// is at 0 ms.
pub fn log(lane: &str, event: &str) {
    println!("@{}ms  {lane}  {event}", now());
}

/// Notes that something happened now, with plain data.
pub fn log_value(lane: &str, event: &str, value: impl Json) {
    println!("@{}ms  {lane}  {event}  {}", now(), value.json());
}

/// Milliseconds, to a tenth: 10 is written as `10`.
fn now() -> f64 {
    static STARTED: Mutex<Option<Instant>> = Mutex::new(None);
    let now = Instant::now();
    let started = *STARTED.lock().unwrap().get_or_insert(now);
    ((now - started).as_secs_f64() * 10_000.0).round() / 10.0
}

/// Plain data, written as JavaScript writes it: traces compare as texts.
pub trait Json {
    fn json(&self) -> String;
}

impl<T: Json + ?Sized> Json for &T {
    fn json(&self) -> String {
        (*self).json()
    }
}

impl Json for str {
    fn json(&self) -> String {
        let mut quoted = String::from("\"");
        for c in self.chars() {
            match c {
                '"' | '\\' => quoted.extend(['\\', c]),
                '\u{8}' => quoted.push_str("\\b"),
                '\t' => quoted.push_str("\\t"),
                '\n' => quoted.push_str("\\n"),
                '\u{c}' => quoted.push_str("\\f"),
                '\r' => quoted.push_str("\\r"),
                c if c < ' ' => quoted += &format!("\\u{:04x}", c as u32),
                c => quoted.push(c),
            }
        }
        quoted + "\""
    }
}

impl Json for String {
    fn json(&self) -> String {
        self.as_str().json()
    }
}

macro_rules! as_displayed {
    ($($type:ty)*) => {$(
        impl Json for $type {
            fn json(&self) -> String {
                self.to_string()
            }
        }
    )*};
}

as_displayed!(bool i32 i64 u32 u64 usize f64);

/// A poll by its name alone: `"Pending"` or `"Ready"`.
impl<T> Json for Poll<T> {
    fn json(&self) -> String {
        let name = if self.is_ready() { "Ready" } else { "Pending" };
        name.json()
    }
}

impl<T: Json> Json for Option<T> {
    fn json(&self) -> String {
        self.as_ref().map_or_else(|| "null".to_string(), T::json)
    }
}

impl<T: Json> Json for [T] {
    fn json(&self) -> String {
        let items: Vec<_> = self.iter().map(T::json).collect();
        format!("[{}]", items.join(","))
    }
}

impl<T: Json, const N: usize> Json for [T; N] {
    fn json(&self) -> String {
        self.as_slice().json()
    }
}

impl<T: Json> Json for Vec<T> {
    fn json(&self) -> String {
        self.as_slice().json()
    }
}

/// A file that is gone when this is dropped.
pub struct TemporaryFile(PathBuf);

impl TemporaryFile {
    /// Writes `<name>.txt`, in the folder for temporary files.
    pub fn write(name: &str, content: &str) -> Self {
        let name = format!("async-styles-{}-{name}.txt", process::id());
        let path = env::temp_dir().join(name);
        fs::write(&path, content).expect("a temporary file can be written");
        Self(path)
    }
}

impl AsRef<Path> for TemporaryFile {
    fn as_ref(&self) -> &Path {
        &self.0
    }
}

impl Drop for TemporaryFile {
    fn drop(&mut self) {
        let _ = fs::remove_file(&self.0);
    }
}

/// What a job found, and on which thread.
pub struct Finding {
    pub primes: usize,
    pub thread: ThreadId,
}

/// Counts the primes below `limit` by trial division: nothing but work.
pub fn count_primes(limit: u32) -> Finding {
    Finding {
        primes: (2..limit).filter(|&n| is_prime(n)).count(),
        thread: thread::current().id(),
    }
}

fn is_prime(n: u32) -> bool {
    (2..).take_while(|d| d * d <= n).all(|d| n % d != 0)
}

/// Blocks the thread that calls it, on the wall clock.
pub fn block_for(milliseconds: u64) -> ThreadId {
    thread::sleep(Duration::from_millis(milliseconds));
    thread::current().id()
}
