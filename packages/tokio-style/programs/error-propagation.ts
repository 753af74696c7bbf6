import { Data, Effect } from "effect";
import type { ProgramOf } from "spec";
import { fn, gen, runtime } from "tokio-style";

class ParseError extends Data.TaggedError("ParseError")<{
  readonly text: string;
}> {}

const program: ProgramOf<"error-propagation"> = (io) => {
  const rt = runtime.Builder.newCurrentThread()
    .enableAll()
    .startPaused(io.clock === "virtual")
    .build();
  const pipeline = fn(function* (lane: string, text: string, ran: string[]) {
    const read = fn(function* () {
      ran.push("read");
      io.log(lane, "reads", text);
      return text;
    });
    const parse = fn(function* (from: string) {
      ran.push("parse");
      const value = Number(from);
      io.log(lane, Number.isNaN(value) ? "fails" : "parses", from);
      if (Number.isNaN(value)) return yield* new ParseError({ text: from });
      return value;
    });
    const save = fn(function* (value: number) {
      ran.push("save");
      io.log(lane, "saves", value);
      return value;
    });
    return yield* save(yield* parse(yield* read()));
  });

  const main = gen(function* () {
    // 1. a good text is read, parsed and saved
    const good: string[] = [];
    const value = yield* pipeline("good", "42", good);

    // 2. a bad text is read and its parse fails
    const bad: string[] = [];
    const failed = yield* Effect.flip(pipeline("bad", "4x2", bad));

    // 3. the step after the error does not run
    const error = { kind: failed._tag, text: failed.text };

    // 4. main has the typed error
    io.log("main", "has the error", error.kind);
    return { good: { value, ran: good }, bad: { error, ran: bad } };
  });

  return rt.blockOn(main);
};

export default program;
