import { run } from "effection";
import type { Operation } from "effection";
import type { ProgramOf } from "spec";

class ParseError extends Error {
  override readonly name = "ParseError";
  constructor(readonly text: string) {
    super(`no number: ${text}`);
  }
}

const program: ProgramOf<"error-propagation"> = (io) => {
  function* pipeline(
    lane: string,
    text: string,
    ran: string[],
  ): Operation<number> {
    function* read(): Operation<string> {
      ran.push("read");
      io.log(lane, "reads", text);
      return text;
    }
    function* parse(from: string): Operation<number> {
      ran.push("parse");
      const value = Number(from);
      io.log(lane, Number.isNaN(value) ? "fails" : "parses", from);
      if (Number.isNaN(value)) throw new ParseError(from);
      return value;
    }
    function* save(value: number): Operation<number> {
      ran.push("save");
      io.log(lane, "saves", value);
      return value;
    }
    return yield* save(yield* parse(yield* read()));
  }

  return run(function* () {
    // 1. a good text is read, parsed and saved
    const good: string[] = [];
    const value = yield* pipeline("good", "42", good);

    // 2. a bad text is read and its parse fails
    const bad: string[] = [];
    let failed: unknown;
    try {
      yield* pipeline("bad", "4x2", bad);
    } catch (error) {
      failed = error;
    }

    // 3. the step after the error does not run
    if (!(failed instanceof ParseError)) throw failed;
    const error = { kind: failed.name, text: failed.text } as const;

    // 4. main has the typed error
    io.log("main", "has the error", error.kind);
    return { good: { value, ran: good }, bad: { error, ran: bad } };
  });
};

export default program;
