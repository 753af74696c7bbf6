/** The core, as a user's program has it: tasks, a channel, a race with a limit. */
import { gen, join, runtime, select, spawn, sync, time } from "tokio-style";

const main = gen(function* () {
  const [tx, rx] = sync.mpsc.channel<number>(8);
  const sender = spawn(
    gen(function* () {
      yield* tx.send(1);
    }),
  );
  const first = yield* select({ item: rx.recv(), late: time.sleep(1000) });
  yield* join(sender, time.sleep(1));
  return first;
});

export const result = runtime.Builder.newCurrentThread()
  .enableAll()
  .build()
  .blockOn(main);
