/** Programs of recorded/sync.rs on channels, under the same names. */
import { Effect, Exit } from "effect";
import {
  branch,
  CancellationToken,
  fn,
  future,
  gen,
  select,
  spawn,
  sync,
  task,
  time,
} from "../src/index.js";
import { isOk, log } from "./support.js";

const { sleep } = time;
const { yieldNow } = task;
const { mpsc, oneshot } = sync;

const orMessage = <A>(exit: Exit.Exit<A, Error>): unknown =>
  Exit.match(exit, {
    onSuccess: (value) => value,
    onFailure: (cause) =>
      cause.reasons.map((r) => "error" in r && r.error.message),
  });
const some = (value: number | undefined) =>
  value === undefined ? "None" : `Some(${value})`;

export const programs: Record<string, () => Effect.Effect<any, any>> = {
  "mpsc-bounded": () =>
    gen(function* () {
      const [tx, rx] = mpsc.channel<number>(2);
      const p = spawn(
        gen(function* () {
          using sender = tx;
          for (let i = 0; i < 6; i++) {
            log(`send ${i}`);
            yield* sender.send(i);
          }
          log("sent all");
        }),
      );
      for (let v; (v = yield* rx.recv()) !== undefined;) {
        log(`got ${v}`);
        if (v === 2) yield* yieldNow();
      }
      log("closed");
      yield* p;
    }),
  "mpsc-senders": () =>
    gen(function* () {
      const [tx, rx] = mpsc.channel<string>(1);
      const sends = fn(function* (
        name: string,
        sender: sync.mpsc.Sender<string>,
      ) {
        using own = sender;
        for (let i = 0; i < 3; i++) {
          log(`${name} sends`);
          yield* own.send(name);
        }
        log(`${name} done`);
      });
      for (const name of ["a", "b", "c"]) spawn(sends(name, tx.clone()));
      tx.drop();
      for (let v; (v = yield* rx.recv()) !== undefined;) log(`got ${v}`);
      log("end");
    }),
  "mpsc-try": () =>
    gen(function* () {
      const [tx, rx] = mpsc.channel<number>(1);
      log(Exit.isFailure(rx.tryRecv()));
      log(Exit.isSuccess(tx.trySend(1)));
      log(orMessage(tx.trySend(2)));
      log(orMessage(rx.tryRecv()));
      const h = spawn(
        gen(function* () {
          yield* tx.send(5);
          log("5 sent");
          yield* tx.send(6);
          log("6 sent");
          log(!(yield* isOk(tx.send(7))));
        }),
      );
      yield* yieldNow();
      log(orMessage(tx.trySend(9)));
      log(some(yield* rx.recv()));
      log(orMessage(tx.trySend(9)));
      yield* yieldNow();
      rx.close();
      log(some(yield* rx.recv()));
      log(some(yield* rx.recv()));
      yield* h;
    }),
  "mpsc-unbounded": () =>
    gen(function* () {
      const [tx, rx] = mpsc.unboundedChannel<number>();
      const h = spawn(
        gen(function* () {
          for (let v; (v = yield* rx.recv()) !== undefined;) {
            log(v);
            if (v === 3) rx.close();
          }
          rx.drop();
          log("closed");
        }),
      );
      for (let i = 0; i < 5; i++) log(Exit.isSuccess(tx.send(i)));
      yield* tx.closed();
      log("tx closed");
      log(Exit.isFailure(tx.send(9)));
      tx.drop();
      yield* h;
    }),
  "mpsc-abort-send": () =>
    gen(function* () {
      const [tx, rx] = mpsc.channel<number>(1);
      yield* tx.send(0);
      const sends = fn(function* (n: number) {
        yield* tx.send(n);
        log(`${n} sent`);
      });
      const a = spawn(sends(1));
      const b = spawn(sends(2));
      yield* yieldNow();
      log(yield* rx.recv());
      a.abort();
      log(!(yield* isOk(a)));
      log(yield* rx.recv());
      yield* b;
    }),
  "mpsc-budget": () =>
    gen(function* () {
      const [tx, rx] = mpsc.unboundedChannel<number>();
      for (let i = 0; i < 300; i++) yield* tx.send(i);
      tx.drop();
      const h = spawn(
        gen(function* () {
          for (let v; (v = yield* rx.recv()) !== undefined;) {
            if (v % 50 === 0) log(v);
          }
          log("end");
        }),
      );
      spawn(
        gen(function* () {
          for (let i = 0; i < 5; i++) {
            log(`other ${i}`);
            yield* yieldNow();
          }
        }),
      );
      yield* h;
    }),
  oneshot: () =>
    gen(function* () {
      const [tx, rx] = oneshot.channel<number>();
      const h = spawn(Effect.map(isOk(rx), log));
      yield* yieldNow();
      log("send");
      yield* tx.send(1);
      log("sent");
      yield* h;
      const [tx2, rx2] = oneshot.channel<number>();
      tx2.drop();
      log(!(yield* isOk(rx2)));
      const [tx3, rx3] = oneshot.channel<number>();
      log(orMessage(rx3.tryRecv()));
      const h3 = spawn(
        gen(function* () {
          yield* tx3.closed();
          log("closed");
          log(Exit.isFailure(tx3.send(3)));
        }),
      );
      yield* yieldNow();
      rx3.close();
      yield* h3;
      log(orMessage(rx3.tryRecv()));
    }),
  "select-loop": () =>
    gen(function* () {
      const [tx, rx] = mpsc.channel<number>(4);
      const t = new CancellationToken();
      spawn(
        gen(function* () {
          for (let i = 0; i < 4; i++) {
            yield* sleep(3);
            yield* tx.send(i);
          }
          t.cancel();
          yield* sleep(5);
        }),
      );
      const s = future.pin(sleep(7));
      let fired = false;
      for (;;) {
        const next = yield* select(
          {
            stop: branch(t.cancelled(), {
              handler: () => {
                log("cancelled");
                return "stop";
              },
            }),
            deadline: branch(s, {
              if: !fired,
              handler: () => {
                fired = true;
                log("deadline");
              },
            }),
            message: branch(rx.recv(), {
              match: (v) => v !== undefined,
              handler: log,
            }),
          },
          { biased: true },
        );
        if (next === "stop") break;
      }
    }),
};
