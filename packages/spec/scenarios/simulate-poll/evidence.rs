//! Runs the page's tests in Rust, then polls four times by hand.

const PAGE: &str = include_str!("page.rs");

const POLLS: &str = r#"
fn main() {
    let mut counter = 0;
    for _ in 0..4 {
        match simulate_poll(&mut counter) {
            PollResult::Ready(value) => println!("Ready {value:?}"),
            PollResult::Pending => println!("Pending"),
        }
    }
    println!("{counter}");
}
"#;

fn output(source: &str, flags: &[&str]) -> Vec<String> {
    let output = fact::compile_and_run(source, flags).unwrap();
    let text = String::from_utf8(output.stdout).unwrap();
    text.lines().map(String::from).collect()
}

fn main() {
    let tests = output(PAGE, &["--test"]);
    let passed = |line: &&String| line.ends_with("... ok");
    let test_poll = tests
        .iter()
        .filter(passed)
        .any(|line| line.contains("test_poll"));
    fact::text(
        "test_poll",
        if test_poll { "passes" } else { "fails" },
    );
    fact::count(
        "the page's tests that pass",
        tests.iter().filter(passed).count(),
        "of 3",
    );
    let polls = output(&[PAGE, POLLS].concat(), &[]);
    fact::text("third poll", &polls[2]);
    fact::text("fourth poll", &polls[3]);
    fact::count("counter afterwards", polls[4].parse().unwrap(), "");
}
