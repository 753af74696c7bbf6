//! Programs as they are read.

use std::iter::Peekable;
use std::rc::Rc;
use std::str::Split;

/// An operation: its name, and its operands by their kind.
pub struct Op {
    pub name: String,
    numbers: Vec<u32>,
    pub futures: Vec<Op>,
    bodies: Vec<Rc<Body>>,
}

impl Op {
    pub fn number(&self, index: usize) -> u32 {
        self.numbers[index]
    }

    /// A number that names one of so many slots.
    pub fn slot(&self, index: usize, of: usize) -> usize {
        self.numbers[index] as usize % of
    }

    pub fn body(&self) -> Rc<Body> {
        self.bodies[0].clone()
    }

    pub fn future(&self) -> &Op {
        &self.futures[0]
    }
}

/// An async block. Bodies are numbered as they begin in the text.
pub struct Body {
    pub label: u32,
    pub ops: Vec<Op>,
    pub is_ok: bool,
    pub value: u32,
}

struct Reader<'a> {
    words: Peekable<Split<'a, char>>,
    labels: u32,
}

/// Reads a program from a line.
pub fn parse(line: &str) -> Body {
    let words = line.split(' ').peekable();
    let mut reader = Reader { words, labels: 1 };
    let mut ops = vec![];
    while reader.words.peek().is_some() {
        ops.push(reader.op());
    }
    Body {
        label: 0,
        ops,
        is_ok: true,
        value: 0,
    }
}

impl<'a> Reader<'a> {
    fn word(&mut self) -> &'a str {
        self.words.next().expect("the program goes on")
    }

    fn number(&mut self) -> u32 {
        self.word().parse().expect("a number")
    }

    fn op(&mut self) -> Op {
        let mut op = Op {
            name: self.word().to_string(),
            numbers: vec![],
            futures: vec![],
            bodies: vec![],
        };
        while let Some(&word) = self.words.peek() {
            match word {
                "{" => op.bodies.push(Rc::new(self.body())),
                "[" => op.futures = self.futures(),
                _ => match word.parse() {
                    Ok(number) => {
                        op.numbers.push(number);
                        self.word();
                    }
                    Err(_) => break,
                },
            }
        }
        op
    }

    fn futures(&mut self) -> Vec<Op> {
        self.word();
        let mut futures = vec![];
        while self.words.peek() != Some(&"]") {
            futures.push(self.op());
        }
        self.word();
        futures
    }

    fn body(&mut self) -> Body {
        self.word();
        let label = self.labels;
        self.labels += 1;
        let mut ops = vec![];
        while !matches!(self.words.peek(), Some(&"ok" | &"err")) {
            ops.push(self.op());
        }
        let is_ok = self.word() == "ok";
        let value = self.number();
        self.word();
        Body {
            label,
            ops,
            is_ok,
            value,
        }
    }
}
