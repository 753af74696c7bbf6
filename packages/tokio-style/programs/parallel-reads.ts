import type { ProgramOf } from "spec";
import { fn, gen, runtime, spawn, sync, time } from "tokio-style";

const program: ProgramOf<"parallel-reads"> = (io) => {
  const rt = runtime.Builder.newCurrentThread()
    .enableAll()
    .startPaused(io.clock === "virtual")
    .build();
  const main = gen(function* () {
    // 1. main opens a channel
    io.log("main", "opens a channel");
    const [tx1, rx] = sync.mpsc.channel<string>(2);
    const tx2 = tx1.clone();

    // 2. both readers start
    const reader = fn(function* (n: number, tx: sync.mpsc.Sender<string>) {
      io.log(`reader${n}`, "starts");

      // 3. each reader waits 10 ms and sends its result
      yield* time.sleep(10);
      io.log(`reader${n}`, "sends", `result${n}`);
      yield* tx.send(`result${n}`);
    });
    spawn(reader(1, tx1));
    spawn(reader(2, tx2));

    // 4. main receives twice
    const results: string[] = [];
    while (results.length < 2) {
      const result = (yield* rx.recv())!;
      io.log("main", "receives", result);
      results.push(result);
    }
    io.log("main", "has both");
    return results;
  });

  return rt.blockOn(main);
};

export default program;
