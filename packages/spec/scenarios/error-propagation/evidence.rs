//! How many of the three steps run: read, parse, save.

use std::cell::Cell;

#[derive(Debug)]
#[allow(dead_code)]
enum Error {
    NotANumber(String),
}

struct Steps {
    ran: Cell<usize>,
}

impl Steps {
    async fn read(&self, text: &str) -> Result<String, Error> {
        self.ran.set(self.ran.get() + 1);
        Ok(text.to_string())
    }

    async fn parse(&self, text: String) -> Result<i64, Error> {
        self.ran.set(self.ran.get() + 1);
        text.parse().map_err(|_| Error::NotANumber(text))
    }

    async fn save(&self, number: i64) -> Result<i64, Error> {
        self.ran.set(self.ran.get() + 1);
        Ok(number)
    }

    async fn all(&self, text: &str) -> Result<i64, Error> {
        let text = self.read(text).await?;
        let number = self.parse(text).await?;
        self.save(number).await
    }
}

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let good = Steps { ran: Cell::new(0) };
    let _ = good.all("42").await;
    let bad = Steps { ran: Cell::new(0) };
    let result = bad.all("forty-two").await;
    fact::count("?, good text", good.ran.get(), "of 3");
    fact::count("?, bad text", bad.ran.get(), "of 3");
    fact::text("what main has in hand", &format!("{result:?}"));
}
