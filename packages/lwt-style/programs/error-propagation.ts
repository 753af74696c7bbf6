import * as E from "fp-ts/lib/Either.js";
import { Lwt, LwtMain, LwtResult } from "lwt-style";
import type { ProgramOf } from "spec";

interface ParseError {
  readonly kind: "ParseError";
  readonly text: string;
}

const program: ProgramOf<"error-propagation"> = (io) => {
  const pipeline = (lane: string, text: string, ran: string[]) => {
    const read = (): LwtResult.Promise<string, ParseError> => {
      ran.push("read");
      io.log(lane, "reads", text);
      return LwtResult.return(text);
    };
    const parse = (from: string): LwtResult.Promise<number, ParseError> => {
      ran.push("parse");
      const value = Number(from);
      io.log(lane, Number.isNaN(value) ? "fails" : "parses", from);
      return Number.isNaN(value)
        ? LwtResult.fail({ kind: "ParseError", text: from })
        : LwtResult.return(value);
    };
    const save = (value: number): LwtResult.Promise<number, ParseError> => {
      ran.push("save");
      io.log(lane, "saves", value);
      return LwtResult.return(value);
    };
    return LwtResult.bind(LwtResult.bind(read(), parse), save);
  };

  const main = Lwt.gen(function* () {
    // 1. a good text is read, parsed and saved
    const good: string[] = [];
    const value = yield* LwtResult.getExn(pipeline("good", "42", good));

    // 2. a bad text is read and its parse fails
    const bad: string[] = [];
    const result = yield* pipeline("bad", "4x2", bad);

    // 3. the step after the error does not run
    if (E.isRight(result)) throw new Error(`${result.right} was saved`);

    // 4. main has the typed error
    const error = result.left;
    io.log("main", "has the error", error.kind);
    return { good: { value, ran: good }, bad: { error, ran: bad } };
  });

  return LwtMain.run(main)();
};

export default program;
