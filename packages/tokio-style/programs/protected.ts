import { Effect } from "effect";
import type { ProgramOf } from "spec";
import { fn, gen, runtime, spawn, sync, time } from "tokio-style";

const program: ProgramOf<"protected"> = (io) => {
  const rt = runtime.Builder.newCurrentThread()
    .enableAll()
    .startPaused(io.clock === "virtual")
    .build();
  const finished: string[] = [];
  const work = fn(function* (lane: string) {
    io.log(lane, "starts");
    try {
      yield* time.sleep(20);
      io.log(lane, "ends");
      finished.push(lane);
      return lane;
    } finally {
      if (!finished.includes(lane)) io.log(lane, "is stopped");
    }
  });
  // Work that is a task of its own, and an answer for each of two who wait.
  const share = (lane: string) => {
    const [tx, rx] = sync.broadcast.channel<string>(1);
    const other = tx.subscribe();
    const answer = gen(function* () {
      try {
        tx.send(yield* work(lane));
      } finally {
        tx.drop();
      }
    });
    return [spawn(answer), rx.recv(), other.recv()] as const;
  };
  const wait = fn(function* (
    lane: string,
    answer: Effect.Effect<string, sync.broadcast.RecvError>,
  ) {
    io.log(lane, "waits");
    let value = "cancelled";
    try {
      value = yield* answer;
      io.log(lane, "has an answer");
    } finally {
      if (value === "cancelled") io.log(lane, "is cancelled");
    }
    return value;
  });
  const outcome = Effect.orElseSucceed(() => "cancelled");

  const main = gen(function* () {
    // 1. first and second wait for the same work
    const [, one, two] = share("shared");
    const first = spawn(wait("first", one));
    const second = spawn(wait("second", two));
    yield* time.sleep(10);

    // 2. main cancels first, and it alone stops
    io.log("main", "cancels first");
    first.abort();

    // 3. the work goes on, and second has its answer
    const sharers = [yield* outcome(first), yield* outcome(second)];

    // 4. main cancels third, which owns its work: both stop
    const third = spawn(wait("third", work("owned")));
    yield* time.sleep(10);
    io.log("main", "cancels third");
    third.abort();
    const owner = yield* outcome(third);

    // 5. main cancels the work of fourth and fifth: all three stop
    const [doomed, three, four] = share("doomed");
    const fourth = spawn(wait("fourth", three));
    const fifth = spawn(wait("fifth", four));
    yield* time.sleep(10);
    io.log("main", "cancels the work");
    doomed.abort();
    const losers = [yield* outcome(fourth), yield* outcome(fifth)];
    io.log("main", "is done");
    return { sharers, owner, losers, finished };
  });

  return rt.blockOn(main);
};

export default program;
