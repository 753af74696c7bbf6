use scenario::log_value;

#[derive(Debug)]
struct ParseError {
    text: String,
}

type Ran = Vec<&'static str>;

async fn pipeline(
    lane: &str,
    text: &str,
    ran: &mut Ran,
) -> Result<i64, ParseError> {
    let text = read(lane, text, ran).await;
    let value = parse(lane, text, ran).await?;
    Ok(save(lane, value, ran).await)
}

async fn read(lane: &str, text: &str, ran: &mut Ran) -> String {
    ran.push("read");
    log_value(lane, "reads", text);
    text.to_string()
}

async fn parse(
    lane: &str,
    text: String,
    ran: &mut Ran,
) -> Result<i64, ParseError> {
    ran.push("parse");
    let parsed = text.parse();
    let event = if parsed.is_ok() { "parses" } else { "fails" };
    log_value(lane, event, &text);
    parsed.map_err(|_| ParseError { text })
}

async fn save(lane: &str, value: i64, ran: &mut Ran) -> i64 {
    ran.push("save");
    log_value(lane, "saves", value);
    value
}

#[tokio::main(flavor = "current_thread", start_paused = true)]
async fn main() {
    // 1. a good text is read, parsed and saved
    let mut good = vec![];
    let value = pipeline("good", "42", &mut good).await.unwrap();

    // 2. a bad text is read and its parse fails
    let mut bad = vec![];
    let error = pipeline("bad", "4x2", &mut bad).await.unwrap_err();

    // 3. the step after the error does not run
    assert_eq!((value, good), (42, vec!["read", "parse", "save"]));
    assert_eq!(bad, ["read", "parse"]);

    // 4. main has the typed error
    let ParseError { text } = &error;
    assert_eq!(text, "4x2");
    log_value("main", "has the error", "ParseError");
}
