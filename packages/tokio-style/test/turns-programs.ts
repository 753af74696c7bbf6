/** Programs of recorded/turns.rs, under the same names. */
import { Effect } from "effect";
import {
  branch,
  fn,
  gen,
  join,
  type runtime,
  select,
  spawn,
  sync,
  task,
  time,
} from "../src/index.js";
import { isOk, log } from "./support.js";

const { sleep, timeout } = time;
const { consumeBudget, unconstrained, yieldNow } = task;

const steps = fn(function* (name: string, count: number) {
  for (let i = 0; i < count; i++) {
    log(`${name} ${i}`);
    yield* yieldNow();
  }
});

const naps = fn(function* (name: string, count: number) {
  for (let i = 0; i < count; i++) {
    yield* sleep(0);
    if (i % 64 === 0 || i % 64 === 63) log(`${name} ${i}`);
  }
});

const spends = fn(function* (name: string, count: number) {
  for (let i = 0; i < count; i++) {
    yield* consumeBudget();
    if (i % 64 === 0) log(`${name} ${i}`);
  }
});

const says = (event: unknown) => Effect.sync(() => log(event));

/** A program, what its runtime is built with, and what is done before it. */
interface Program {
  readonly build?: (builder: runtime.Builder) => runtime.Builder;
  readonly before?: (rt: runtime.Runtime) => void;
  readonly main: () => Effect.Effect<unknown, unknown>;
}

const programs: Record<string, Program> = {
  unconstrained: {
    main: () =>
      gen(function* () {
        const h = spawn(unconstrained(naps("free", 300)));
        const g = spawn(naps("held", 300));
        spawn(steps("x", 4));
        yield* h;
        yield* g;
      }),
  },
  "unconstrained-inside": {
    main: () =>
      gen(function* () {
        spawn(steps("x", 4));
        yield* naps("before", 100);
        yield* unconstrained(naps("free", 300));
        yield* naps("after", 40);
      }),
  },
  "unconstrained-branch": {
    main: () =>
      gen(function* () {
        spawn(steps("x", 5));
        const free = unconstrained(naps("b", 200));
        yield* join(naps("a", 200), free, naps("c", 200));
      }),
  },
  "unconstrained-select": {
    main: () =>
      gen(function* () {
        const [tx, rx] = sync.mpsc.unboundedChannel<number>();
        for (let i = 0; i < 300; i++) tx.send(i);
        tx.drop();
        spawn(steps("x", 5));
        let n = 0;
        for (let open = true; open;) {
          open = yield* select(
            {
              message: branch(unconstrained(rx.recv()), {
                handler: (v) => {
                  if (v !== undefined) n++;
                  return v !== undefined;
                },
              }),
              late: branch(sleep(1), {
                handler: () => {
                  log(`a millisecond, ${n}`);
                  return true;
                },
              }),
            },
            { biased: true },
          );
        }
        log(n);
      }),
  },
  "unconstrained-timeout": {
    main: () =>
      gen(function* () {
        spawn(steps("x", 3));
        log(yield* isOk(timeout(5, unconstrained(naps("a", 200)))));
        const always = gen(function* () {
          for (;;) {
            yield* sleep(2);
            log("again");
          }
        });
        log(yield* isOk(timeout(5, unconstrained(always))));
        log(yield* isOk(unconstrained(timeout(5, naps("b", 200)))));
      }),
  },
  "unconstrained-nested": {
    main: () =>
      gen(function* () {
        spawn(steps("x", 3));
        yield* unconstrained(
          gen(function* () {
            yield* naps("out", 130);
            const h = spawn(naps("task", 130));
            yield* unconstrained(naps("in", 130));
            yield* naps("out again", 130);
            yield* h;
          }),
        );
      }),
  },
  "consume-budget": {
    main: () =>
      gen(function* () {
        const h = spawn(spends("a", 300));
        spawn(steps("x", 4));
        yield* spends("main", 300);
        yield* h;
        yield* unconstrained(
          gen(function* () {
            for (let i = 0; i < 300; i++) yield* consumeBudget();
          }),
        );
        log("free");
      }),
  },
  "consume-budget-shared": {
    main: () =>
      gen(function* () {
        spawn(steps("x", 3));
        yield* join(
          gen(function* () {
            for (let i = 0; i < 130; i++) {
              yield* consumeBudget();
              if (i > 120) log(`a ${i}`);
            }
          }),
          gen(function* () {
            for (let i = 0; i < 4; i++) {
              yield* sleep(0);
              log(`b ${i}`);
            }
          }),
        );
      }),
  },
  "event-interval-main": {
    build: (builder) => builder.eventInterval(3),
    main: () =>
      gen(function* () {
        const [tx, rx] = sync.mpsc.channel<number>(1);
        spawn(
          gen(function* () {
            using _ = tx;
            for (let i = 0; i < 6; i++) {
              yield* tx.send(i);
              log(`sent ${i}`);
            }
          }),
        );
        for (let i = 0; i < 8; i++) spawn(says(`task ${i}`));
        for (let v; (v = yield* rx.recv()) !== undefined;) log(`got ${v}`);
      }),
  },
  "both-intervals": {
    build: (builder) => builder.eventInterval(2).globalQueueInterval(3),
    before: (rt) => {
      for (let i = 0; i < 6; i++) rt.spawn(says(`outside ${i}`));
    },
    main: () =>
      gen(function* () {
        for (let i = 0; i < 6; i++) spawn(says(`inside ${i}`));
        yield* steps("main", 6);
      }),
  },
  park: {
    build: (builder) =>
      builder
        .onThreadPark(() => log("park"))
        .onThreadUnpark(() => log("unpark")),
    main: () =>
      gen(function* () {
        log("main");
        spawn(steps("x", 2));
        yield* yieldNow();
        yield* sleep(5);
        log("slept");
        const h = spawn(
          gen(function* () {
            yield* sleep(2);
            yield* sleep(2);
            log("task");
          }),
        );
        const n = new sync.Notify();
        spawn(
          Effect.sync(() => {
            log("notifies");
            n.notifyOne();
          }),
        );
        yield* n.notified();
        log("notified");
        yield* h;
        yield* yieldNow();
        log("end");
      }),
  },
  "park-spawns": {
    build: (builder) => {
      let left = 2;
      const park = () => {
        log("park");
        if (left-- > 0) spawn(says("spawned by a park"));
      };
      return builder.onThreadPark(park).onThreadUnpark(() => log("unpark"));
    },
    main: () =>
      gen(function* () {
        log("main");
        yield* sleep(5);
        log("slept");
        yield* sleep(5);
        log("end");
      }),
  },
};

for (const interval of [1, 2, 7, 61]) {
  programs[`event-interval-${interval}`] = {
    build: (builder) => builder.eventInterval(interval),
    main: () =>
      gen(function* () {
        for (let i = 0; i < 20; i++) {
          spawn(Effect.sync(() => i % 3 === 0 && log(i)));
        }
        for (const name of ["x", "y"]) spawn(steps(name, 3));
        yield* steps("main", 4);
        yield* sleep(1);
        const n = new sync.Notify();
        for (let i = 0; i < 10; i++) {
          spawn(
            gen(function* () {
              log(i);
              if (i === 2) n.notifyOne();
              if (i === 4) {
                yield* yieldNow();
                log("4 again");
              }
            }),
          );
        }
        yield* n.notified();
        log("main is notified");
        yield* yieldNow();
        log("end");
      }),
  };
}

for (const interval of [1, 2, 5, 31]) {
  programs[`global-queue-interval-${interval}`] = {
    build: (builder) => builder.globalQueueInterval(interval),
    before: (rt) => {
      for (let i = 0; i < 4; i++) {
        rt.spawn(
          gen(function* () {
            log(`outside ${i}`);
            yield* yieldNow();
            log(`outside ${i} again`);
          }),
        );
      }
    },
    main: () =>
      gen(function* () {
        for (let i = 0; i < 12; i++) spawn(says(`inside ${i}`));
        spawn(steps("x", 3));
        yield* yieldNow();
        log("main");
        yield* yieldNow();
        yield* yieldNow();
        log("end");
      }),
  };
}

export { programs };
