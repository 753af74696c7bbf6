import { run } from "effection";
import type { ProgramOf } from "spec";
import { blockFor } from "spec/jobs";

const program: ProgramOf<"blocking-read"> = (io) =>
  run(function* () {
    // 1. main asks for the data
    io.log("main", "asks");

    // 2. the read blocks its thread for 10 ms
    blockFor(10);
    const data = "data from blocking read";

    // 3. main has the data
    io.log("main", "has the data", data);
    return data;
  });

export default program;
