import { readFile } from "node:fs/promises";
import { all, run, until } from "effection";
import type { Operation } from "effection";
import type { ProgramOf } from "spec";

function* read(path: string): Operation<string> {
  return yield* until(readFile(path, "utf8"));
}

const program: ProgramOf<"read-files"> = (io) => {
  const { a, b } = io.inputs;

  return run(function* () {
    // 1. a.txt is read
    io.log("a", "is read");
    const content1 = yield* read(a);
    io.log("a", "has", content1);

    // 2. b.txt is read when a.txt has been
    io.log("b", "is read");
    const content2 = yield* read(b);
    io.log("b", "has", content2);

    // 3. both are read at once
    io.log("main", "reads both");
    const [c1, c2] = yield* all([read(a), read(b)]);
    io.log("main", "has both", [c1, c2]);

    // 4. the contents are printed
    console.log(`${c1} ${c2}`);
    return {
      oneAfterTheOther: [content1, content2] as const,
      bothAtOnce: [c1, c2] as const,
    };
  });
};

export default program;
