/** Programs of recorded/shared.rs on broadcast, under the same names. */
import { Effect, Exit } from "effect";
import {
  fn,
  gen,
  join,
  select,
  spawn,
  sync,
  task,
  time,
} from "../src/index.js";
import { errorOf, isOk, log, valueOf } from "./support.js";

const { sleep } = time;
const { yieldNow } = task;
const { broadcast } = sync;

const listen = fn(function* (
  name: string,
  receiver: sync.broadcast.Receiver<number>,
) {
  using rx = receiver;
  for (;;) {
    const got = yield* Effect.exit(rx.recv());
    if (Exit.isSuccess(got)) {
      log(`${name} got ${got.value}`);
      continue;
    }
    const error = errorOf(got);
    log(`${name}: ${error.message}`);
    if (error.kind === "Closed") return;
  }
});

const aborts = (aborted: number) =>
  gen(function* () {
    const [tx, rx] = broadcast.channel<number>(4);
    const v = ["a", "b", "c"].map((name) =>
      spawn(listen(name, tx.subscribe())),
    );
    rx.drop();
    yield* yieldNow();
    v[aborted]!.abort();
    log(valueOf(tx.send(1)));
    yield* yieldNow();
    log(valueOf(tx.send(2)));
    v[(aborted + 1) % 3]!.abort();
    log(tx.receiverCount());
    yield* yieldNow();
    log(tx.receiverCount());
    tx.drop();
    for (const h of v) log(yield* isOk(h));
  });

export const programs: Record<string, () => Effect.Effect<any, any>> = {
  broadcast: () =>
    gen(function* () {
      const [tx, rx] = broadcast.channel<number>(4);
      const a = spawn(listen("a", rx));
      const b = spawn(listen("b", tx.subscribe()));
      yield* yieldNow();
      const c = spawn(listen("c", tx.subscribe()));
      log(`to ${valueOf(tx.send(1))}`);
      log(`to ${valueOf(tx.send(2))}`);
      yield* yieldNow();
      log(`to ${valueOf(tx.send(3))}`);
      const tx2 = tx.clone();
      tx.drop();
      yield* yieldNow();
      log(tx2.receiverCount());
      tx2.drop();
      for (const h of [c, b, a]) yield* h;
    }),
  "broadcast-lag": () =>
    gen(function* () {
      const [tx, rx] = broadcast.channel<number>(3);
      for (let i = 0; i < 4; i++) tx.send(i);
      const late = tx.subscribe();
      log(rx.len());
      log(yield* rx.recv());
      for (let i = 4; i < 11; i++) tx.send(i);
      log(`${rx.len()} ${late.len()}`);
      log((yield* Effect.flip(rx.recv())).message);
      log(`${rx.len()} ${rx.isEmpty()}`);
      log(errorOf(late.tryRecv()).message);
      log(valueOf(late.tryRecv()));
      tx.send(11);
      log(errorOf(rx.tryRecv()).message);
      tx.drop();
      for (
        let got = yield* Effect.exit(rx.recv());
        Exit.isSuccess(got);
        got = yield* Effect.exit(rx.recv())
      ) {
        log(`rx ${got.value}`);
      }
      log(`${(yield* Effect.flip(rx.recv())).message} ${rx.isEmpty()}`);
      yield* listen("late", late);
    }),
  "broadcast-lag-waiting": () =>
    gen(function* () {
      const [tx, rx] = broadcast.channel<number>(2);
      const a = spawn(listen("a", rx));
      const b = spawn(listen("b", tx.subscribe()));
      yield* yieldNow();
      for (let i = 0; i < 5; i++) tx.send(i);
      yield* yieldNow();
      for (let i = 5; i < 7; i++) tx.send(i);
      tx.drop();
      yield* a;
      yield* b;
    }),
  "broadcast-one": () =>
    gen(function* () {
      const [tx, rx] = broadcast.channel<number>(1);
      tx.send(1);
      tx.send(2);
      log(errorOf(rx.tryRecv()).message);
      log(valueOf(rx.tryRecv()));
      log(errorOf(rx.tryRecv()).message);
      tx.send(3);
      tx.drop();
      log(valueOf(rx.tryRecv()));
      log(errorOf(rx.tryRecv()).message);
      log((yield* Effect.flip(rx.recv())).message);
      log((yield* Effect.flip(rx.resubscribe().recv())).message);
    }),
  "broadcast-receivers": () =>
    gen(function* () {
      const [tx, rx] = broadcast.channel<number>(2);
      tx.send(1);
      const again = rx.resubscribe();
      log(`${tx.receiverCount()} ${rx.len()} ${again.len()}`);
      rx.drop();
      log(errorOf(again.tryRecv()).message);
      tx.send(2);
      tx.send(3);
      again.drop();
      log(`${tx.receiverCount()} ${errorOf(tx.send(4)).value}`);
      const fresh = tx.subscribe();
      log(valueOf(tx.send(5)));
      log(yield* fresh.recv());
      log(errorOf(fresh.tryRecv()).message);
    }),
  "broadcast-abort-0": () => aborts(0),
  "broadcast-abort-1": () => aborts(1),
  "broadcast-abort-2": () => aborts(2),
  "broadcast-40": () =>
    gen(function* () {
      const [tx, rx] = broadcast.channel<string>(2);
      const waits = fn(function* (
        i: number,
        receiver: sync.broadcast.Receiver<string>,
      ) {
        const v = yield* receiver.recv();
        if (i < 2 || i > 29) log(`${i} ${v}`);
        const closed = !(yield* isOk(receiver.recv()));
        if (i < 2 || i > 29) log(`${i} ${closed}`);
      });
      const v = Array.from({ length: 40 }, (_, i) =>
        spawn(waits(i, tx.subscribe())),
      );
      rx.drop();
      yield* yieldNow();
      tx.send("x");
      yield* yieldNow();
      tx.drop();
      for (const h of v) yield* h;
    }),
  "broadcast-budget": () =>
    gen(function* () {
      const [tx, rx] = broadcast.channel<number>(512);
      for (let i = 0; i < 300; i++) tx.send(i);
      const h = spawn(
        gen(function* () {
          for (let i = 0; i < 300; i++) {
            const v = yield* rx.recv();
            if (v % 100 === 0) log(v);
          }
          log("end");
        }),
      );
      const o = spawn(Effect.sync(() => log("other")));
      yield* h;
      yield* o;
    }),
  "broadcast-select": () =>
    gen(function* () {
      const [tx, first] = broadcast.channel<number>(4);
      const second = tx.subscribe();
      const h = spawn(
        gen(function* () {
          using sender = tx;
          for (let i = 0; i < 4; i++) {
            yield* sleep(5);
            log(`to ${valueOf(sender.send(i))}`);
          }
        }),
      );
      const received = (rx: typeof first) => Effect.exit(rx.recv());
      for (;;) {
        const next = yield* select(
          {
            first: received(first),
            second: received(second),
            idle: sleep(3),
          },
          { biased: true },
        );
        if (next._tag === "idle") log("idle");
        else if (Exit.isSuccess(next.value)) {
          log(`${next._tag} ${next.value.value}`);
        } else {
          log(errorOf(next.value).message);
          break;
        }
      }
      yield* h;
      log(yield* second.recv());
      log((yield* Effect.flip(second.recv())).message);
    }),
  "broadcast-join": () =>
    gen(function* () {
      const [tx, a] = broadcast.channel<number>(4);
      const b = tx.subscribe();
      const twice = fn(function* (name: string, rx: typeof a) {
        const v = yield* rx.recv();
        log(name);
        return v + (yield* rx.recv());
      });
      const h = spawn(
        gen(function* () {
          const [x, y] = yield* join(twice("a", a), twice("b", b));
          log(x + y);
        }),
      );
      yield* yieldNow();
      tx.send(1);
      yield* yieldNow();
      tx.send(2);
      yield* h;
    }),
};
