use scenario::{block_for, log, log_value};

fn blocking_read() -> &'static str {
    block_for(10);
    "data from blocking read"
}

#[tokio::main(flavor = "current_thread", start_paused = true)]
async fn main() {
    // 1. main asks for the data
    log("main", "asks");

    // 2. the read blocks its thread for 10 ms
    let data = blocking_read();

    // 3. main has the data
    log_value("main", "has the data", data);
}
