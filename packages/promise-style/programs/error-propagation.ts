import type { ProgramOf } from "spec";

class ParseError extends Error {
  override readonly name = "ParseError";
  constructor(readonly text: string) {
    super(`"${text}" is no number`);
  }
}

const program: ProgramOf<"error-propagation"> = async (io) => {
  const pipeline = async (lane: string, text: string, ran: string[]) => {
    const read = async () => {
      ran.push("read");
      io.log(lane, "reads", text);
      return text;
    };
    const parse = async (from: string) => {
      ran.push("parse");
      const value = Number(from);
      io.log(lane, Number.isNaN(value) ? "fails" : "parses", from);
      if (Number.isNaN(value)) throw new ParseError(from);
      return value;
    };
    const save = async (value: number) => {
      ran.push("save");
      io.log(lane, "saves", value);
      return value;
    };
    return save(await parse(await read()));
  };

  // 1. a good text is read, parsed and saved
  const good: string[] = [];
  const value = await pipeline("good", "42", good);

  // 2. a bad text is read and its parse fails
  const bad: string[] = [];
  try {
    const saved = await pipeline("bad", "4x2", bad);

    // 3. the step after the error does not run
    throw new Error(`${saved} was saved`);
  } catch (exn) {
    // 4. main has the typed error
    if (!(exn instanceof ParseError)) throw exn;
    const error = { kind: exn.name, text: exn.text } as const;
    io.log("main", "has the error", error.kind);
    return { good: { value, ran: good }, bad: { error, ran: bad } };
  }
};

export default program;
