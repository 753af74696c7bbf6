import type { ProgramOf } from "spec";
import { gen, runtime, tryJoin } from "tokio-style";
import * as fs from "tokio-style/fs";

const program: ProgramOf<"read-files"> = (io) => {
  const rt = runtime.Builder.newCurrentThread()
    .enableAll()
    .startPaused(io.clock === "virtual")
    .build();
  const { a, b } = io.inputs;

  const main = gen(function* () {
    // 1. a.txt is read
    io.log("a", "is read");
    const content1 = yield* fs.readToString(a);
    io.log("a", "has", content1);

    // 2. b.txt is read when a.txt has been
    io.log("b", "is read");
    const content2 = yield* fs.readToString(b);
    io.log("b", "has", content2);

    // 3. both are read at once
    io.log("main", "reads both");
    const [c1, c2] = yield* tryJoin(fs.readToString(a), fs.readToString(b));
    io.log("main", "has both", [c1, c2]);

    // 4. the contents are printed
    console.log(`${c1} ${c2}`);
    return {
      oneAfterTheOther: [content1, content2] as const,
      bothAtOnce: [c1, c2] as const,
    };
  });

  return rt.blockOn(main);
};

export default program;
