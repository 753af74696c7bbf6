import type { ProgramOf } from "spec";
import { blockFor } from "spec/jobs";

const program: ProgramOf<"blocking-read"> = async (io) => {
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
};

export default program;
