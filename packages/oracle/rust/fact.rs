//! What evidence programs say, one JSON object a line on standard output,
//! and what the Rust compiler says about a text.

use std::fmt::Write;
use std::process::{Command, Output};

pub fn text(label: &str, value: &str) {
    say(label, &quote(value), "");
}

pub fn flag(label: &str, value: bool) {
    say(label, if value { "true" } else { "false" }, "");
}

pub fn count(label: &str, value: usize, unit: &str) {
    say(label, &value.to_string(), unit);
}

/// Rounds to hundredths: a figure must come out the same on every run.
pub fn figure(label: &str, value: f64, unit: &str) {
    say(label, &((value * 100.0).round() / 100.0).to_string(), unit);
}

/// Compiles a text with the standard library alone, and runs what comes out.
///
/// `Err` has the first error of the compiler.
pub fn compile_and_run(source: &str, flags: &[&str]) -> Result<Output, String> {
    std::fs::write("attempt.rs", source).expect("attempt.rs can be written");
    let compiled = Command::new("rustc")
        .args(["--edition", "2021", "attempt.rs", "-o", "attempt"])
        .args(flags)
        .output()
        .expect("rustc starts");
    if !compiled.status.success() {
        let said = String::from_utf8_lossy(&compiled.stderr).into_owned();
        let error = said.lines().find(|line| line.starts_with("error"));
        return Err(error.unwrap_or(&said).to_string());
    }
    Ok(Command::new("./attempt").output().expect("it starts"))
}

fn say(label: &str, value: &str, unit: &str) {
    let (label, unit) = (quote(label), quote(unit));
    println!("{{\"label\":{label},\"value\":{value},\"unit\":{unit}}}");
}

fn quote(text: &str) -> String {
    let mut quoted = String::from("\"");
    for c in text.chars() {
        match c {
            '"' | '\\' => quoted.extend(['\\', c]),
            c if c < ' ' => write!(quoted, "\\u{:04x}", c as u32).unwrap(),
            c => quoted.push(c),
        }
    }
    quoted + "\""
}
