import { readFile } from "node:fs/promises";
import type { ProgramOf } from "spec";

const program: ProgramOf<"read-files"> = async (io) => {
  const { a, b } = io.inputs;
  const read = (path: string) => readFile(path, "utf8");

  // 1. a.txt is read
  io.log("a", "is read");
  const content1 = await read(a);
  io.log("a", "has", content1);

  // 2. b.txt is read when a.txt has been
  io.log("b", "is read");
  const content2 = await read(b);
  io.log("b", "has", content2);

  // 3. both are read at once
  io.log("main", "reads both");
  const [c1, c2] = await Promise.all([read(a), read(b)]);
  io.log("main", "has both", [c1, c2]);

  // 4. the contents are printed
  console.log("%s %s", c1, c2);
  return {
    oneAfterTheOther: [content1, content2],
    bothAtOnce: [c1, c2],
  };
};

export default program;
