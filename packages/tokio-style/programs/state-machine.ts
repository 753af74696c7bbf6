import type { ProgramOf } from "spec";
import { future, gen, runtime, sync } from "tokio-style";

const program: ProgramOf<"state-machine"> = (io) => {
  const rt = runtime.Builder.newCurrentThread()
    .enableAll()
    .startPaused(io.clock === "virtual")
    .build();
  const main = gen(function* () {
    const [giveFirst, first] = sync.oneshot.channel<number>();
    const [giveSecond, second] = sync.oneshot.channel<number>();
    const cx = future.Context.fromWaker(future.Waker.noop());
    const states: string[] = [];
    const see = (polled: future.Poll<number>): void => {
      io.log("main", "sees", polled._tag);
      states.push(polled._tag);
    };

    // 1. the function is called
    io.log("main", "calls");
    const machine = future.pin(
      gen(function* () {
        // 2. it waits for its first value
        io.log("machine", "waits for the first");
        const one = yield* first;
        io.log("machine", "waits for the second");
        const two = yield* second;
        io.log("machine", "returns");
        return one + two;
      }),
    );
    see(machine.poll(cx));

    // 3. the first value arrives, and it waits for the second
    io.log("main", "gives the first");
    giveFirst.send(1);
    see(machine.poll(cx));

    // 4. the second value arrives, and it is done
    io.log("main", "gives the second");
    giveSecond.send(2);
    const last = machine.poll(cx);
    see(last);

    return { states, value: last._tag === "Ready" ? last.value : 0 };
  });

  return rt.blockOn(main);
};

export default program;
