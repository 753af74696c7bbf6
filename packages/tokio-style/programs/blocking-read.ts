import type { ProgramOf } from "spec";
import { blockFor } from "spec/jobs";
import { gen, runtime } from "tokio-style";

const program: ProgramOf<"blocking-read"> = (io) => {
  const rt = runtime.Builder.newCurrentThread()
    .enableAll()
    .startPaused(io.clock === "virtual")
    .build();
  const main = gen(function* () {
    // 1. main asks for the data
    io.log("main", "asks");

    // 2. the read blocks its thread for 10 ms
    const blockingRead = (): string => {
      blockFor(10);
      return "data from blocking read";
    };
    const data = blockingRead();

    // 3. main has the data
    io.log("main", "has the data", data);
    return data;
  });

  return rt.blockOn(main);
};

export default program;
