use scenario::{log, log_value, TemporaryFile};
use std::io;
use tokio::fs;

#[tokio::main(flavor = "current_thread", start_paused = true)]
async fn main() -> io::Result<()> {
    let a = TemporaryFile::write("a", "alpha");
    let b = TemporaryFile::write("b", "beta");

    // 1. a.txt is read
    log("a", "is read");
    let content1 = fs::read_to_string(&a).await?;
    log_value("a", "has", &content1);

    // 2. b.txt is read when a.txt has been
    log("b", "is read");
    let content2 = fs::read_to_string(&b).await?;
    log_value("b", "has", &content2);

    // 3. both are read at once
    log("main", "reads both");
    let (c1, c2) =
        tokio::try_join!(fs::read_to_string(&a), fs::read_to_string(&b))?;
    log_value("main", "has both", [&c1, &c2]);

    // 4. the contents are printed
    // On standard error: standard output has the trace and nothing else.
    eprintln!("{c1} {c2}");
    Ok(())
}
