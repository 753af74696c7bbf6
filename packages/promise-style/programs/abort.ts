import { pause, sleep } from "promise-style";
import type { ProgramOf } from "spec";

const program: ProgramOf<"abort"> = async (io) => {
  const work = async (lane: string, ms: number, signal: AbortSignal) => {
    io.log(lane, "starts");
    try {
      await sleep(ms, { signal });
      io.log(lane, "ends");
      return lane;
    } finally {
      io.log(lane, "is finalised");
    }
  };
  // A call runs to its first wait: this one lets go of the thread first.
  const spawn = (lane: string, ms: number) => {
    const controller = new AbortController();
    const { signal } = controller;
    const start = async () => {
      await pause({ signal });
      return work(lane, ms, signal);
    };
    // Handled at once: whoever waits for it comes too late for a rejection.
    const ended = start().catch((error: unknown) => {
      if (!signal.aborted) throw error;
      return "cancelled";
    });
    return { ended, abort: () => controller.abort() };
  };
  const outcome = async (lane: string, ended: Promise<string>) => {
    const value = await ended;
    io.log("main", `has ${lane}`, value);
    return value;
  };

  // 1. main aborts early before its first step
  const early = spawn("early", 5);
  io.log("main", "aborts early");
  early.abort();

  // 2. main aborts waiting while it waits
  const waiting = spawn("waiting", 1000);
  const done = spawn("done", 5);
  await sleep(10);
  io.log("main", "aborts waiting");
  waiting.abort();

  // 3. main aborts done after its end
  io.log("main", "aborts done");
  done.abort();
  io.log("main", "goes on");

  // 4. early has never started, waiting is cancelled, done keeps its value
  return {
    early: await outcome("early", early.ended),
    waiting: await outcome("waiting", waiting.ended),
    done: await outcome("done", done.ended),
  };
};

export default program;
