//! What direct style takes: the compiler alone, with no crate beside it.

const DIRECT: &str = "
async fn step(value: u32) -> u32 {
    value + 1
}

async fn steps() -> u32 {
    let one = step(0).await;
    let two = step(one).await;
    step(two).await
}

fn main() {
    let _ = steps();
}
";

async fn step(value: u32) -> u32 {
    value + 1
}

async fn steps() -> u32 {
    let one = step(0).await;
    let two = step(one).await;
    step(two).await
}

#[tokio::main(flavor = "current_thread")]
async fn main() {
    fact::flag(
        "rustc alone compiles it",
        fact::compile_and_run(DIRECT, &[]).is_ok(),
    );
    fact::flag(".await runs its three steps", steps().await == 3);
}
