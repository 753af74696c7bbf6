import { Lwt, LwtMain } from "lwt-style";
import { LwtIo } from "lwt-style/unix";
import type { ProgramOf } from "spec";

const program: ProgramOf<"read-files"> = (io) => {
  const { a, b } = io.inputs;

  const main = Lwt.gen(function* () {
    // 1. a.txt is read
    io.log("a", "is read");
    const content1 = yield* LwtIo.readFile(a);
    io.log("a", "has", content1);

    // 2. b.txt is read when a.txt has been
    io.log("b", "is read");
    const content2 = yield* LwtIo.readFile(b);
    io.log("b", "has", content2);

    // 3. both are read at once
    io.log("main", "reads both");
    const [c1, c2] = yield* Lwt.both(LwtIo.readFile(a), LwtIo.readFile(b));
    io.log("main", "has both", [c1, c2]);

    // 4. the contents are printed
    yield* LwtIo.printf("%s %s\n", c1, c2);
    return {
      oneAfterTheOther: [content1, content2] as const,
      bothAtOnce: [c1, c2] as const,
    };
  });

  return LwtMain.run(main)();
};

export default program;
