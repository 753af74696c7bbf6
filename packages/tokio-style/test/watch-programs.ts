/** Programs of recorded/shared.rs on watch, under the same names. */
import { Effect, Exit } from "effect";
import { fn, gen, select, spawn, sync, task, time } from "../src/index.js";
import { errorOf, isOk, log, valueOf } from "./support.js";

const { sleep } = time;
const { yieldNow } = task;
const { watch } = sync;

const follow = fn(function* (
  name: string,
  receiver: sync.watch.Receiver<number>,
) {
  using rx = receiver;
  while (yield* isOk(rx.changed())) log(`${name} sees ${rx.borrow().value}`);
  log(`${name} ends`);
});

const names = ["a", "b", "c"];

const aborts = (aborted: number) =>
  gen(function* () {
    const [tx, rx] = watch.channel(0);
    const v = names.map((name) => spawn(follow(name, rx.clone())));
    rx.drop();
    yield* yieldNow();
    v[aborted]!.abort();
    tx.send(1);
    log(tx.receiverCount());
    yield* yieldNow();
    tx.send(2);
    v[(aborted + 1) % 3]!.abort();
    yield* yieldNow();
    log(tx.receiverCount());
    tx.drop();
    for (const h of v) log(yield* isOk(h));
  });

export const programs: Record<string, () => Effect.Effect<any, any>> = {
  watch: () =>
    gen(function* () {
      const [tx, rx] = watch.channel(0);
      log(`${rx.borrow().value} ${valueOf(rx.hasChanged())}`);
      tx.send(1);
      tx.send(2);
      log(`${tx.borrow().value} ${tx.borrow().hasChanged()}`);
      log(`${rx.borrow().value} ${rx.borrow().hasChanged()}`);
      const copy = rx.clone();
      yield* rx.changed();
      log(`${valueOf(rx.hasChanged())} ${valueOf(copy.hasChanged())}`);
      const r = copy.borrowAndUpdate();
      log(`${r.value} ${r.hasChanged()}`);
      log(copy.borrowAndUpdate().hasChanged());
      const fresh = tx.subscribe();
      log(`${valueOf(fresh.hasChanged())} ${tx.receiverCount()}`);
      log(fresh.sameChannel(rx));
      tx.send(3);
      tx.drop();
      log(Exit.isFailure(fresh.hasChanged()));
      log(yield* isOk(rx.changed()));
      log((yield* Effect.flip(rx.changed())).message);
      log(fresh.borrow().value);
    }),
  "watch-waiters": () =>
    gen(function* () {
      const [tx, rx] = watch.channel(0);
      const v = names.map((name) => spawn(follow(name, rx.clone())));
      yield* yieldNow();
      tx.send(1);
      log("sent 1");
      tx.send(2);
      log("sent 2");
      yield* yieldNow();
      tx.send(3);
      tx.drop();
      log("dropped");
      for (const h of v) yield* h;
    }),
  "watch-40": () =>
    gen(function* () {
      const [tx, rx] = watch.channel(0);
      const waits = fn(function* (i: number, own: typeof rx) {
        yield* own.changed();
        if (i < 2 || i > 29) log(i);
        const open = yield* isOk(own.changed());
        if (i < 2 || i > 29) log(`${i} ${open}`);
      });
      const v = Array.from({ length: 40 }, (_, i) =>
        spawn(waits(i, rx.clone())),
      );
      yield* yieldNow();
      tx.send(1);
      yield* yieldNow();
      tx.drop();
      for (const h of v) yield* h;
    }),
  "watch-abort-0": () => aborts(0),
  "watch-abort-1": () => aborts(1),
  "watch-abort-2": () => aborts(2),
  "watch-closed": () =>
    gen(function* () {
      const [tx, rx] = watch.channel(0);
      const copy = rx.clone();
      const waits = fn(function* (name: string) {
        yield* tx.closed();
        log(name);
      });
      const v = names.map((name) => spawn(waits(name)));
      yield* yieldNow();
      rx.drop();
      log(tx.isClosed());
      yield* yieldNow();
      copy.drop();
      log(tx.isClosed());
      const fresh = tx.subscribe();
      yield* yieldNow();
      log("open again");
      fresh.drop();
      for (const h of v) yield* h;
      yield* tx.closed();
      log(errorOf(tx.send(1)).value);
      log(tx.borrow().value);
      log(`${tx.sendReplace(2)} ${tx.borrow().value}`);
      log(tx.subscribe().borrow().value);
    }),
  "watch-closed-abort": () =>
    gen(function* () {
      const [tx, rx] = watch.channel(0);
      const waits = fn(function* (name: string) {
        yield* tx.closed();
        log(name);
      });
      const v = names.map((name) => spawn(waits(name)));
      yield* yieldNow();
      v[1]!.abort();
      yield* yieldNow();
      rx.drop();
      v[0]!.abort();
      for (const h of v) log(yield* isOk(h));
    }),
  "watch-modify": () =>
    gen(function* () {
      const [tx, rx] = watch.channel(0);
      const h = spawn(follow("a", rx.clone()));
      yield* yieldNow();
      log(
        tx.sendIfModified((ref) => {
          ref.value += 1;
          return false;
        }),
      );
      yield* yieldNow();
      log(`${rx.borrow().value} ${valueOf(rx.hasChanged())}`);
      log(
        tx.sendIfModified((ref) => {
          ref.value += 1;
          return true;
        }),
      );
      yield* yieldNow();
      tx.sendModify((ref) => (ref.value *= 10));
      yield* yieldNow();
      log(tx.sendReplace(7));
      yield* yieldNow();
      let threw = false;
      try {
        tx.sendModify((ref) => {
          ref.value = 9;
          throw new Error("panic");
        });
      } catch {
        threw = true;
      }
      log(threw);
      yield* yieldNow();
      log(tx.borrow().value);
      tx.drop();
      yield* h;
    }),
  "watch-budget": () =>
    gen(function* () {
      const [tx, rx] = watch.channel(0);
      const h = spawn(
        gen(function* () {
          for (let i = 1; i < 300; i++) {
            tx.send(i);
            yield* rx.changed();
          }
          log("end");
        }),
      );
      const o = spawn(Effect.sync(() => log("other")));
      yield* h;
      yield* o;
    }),
  "watch-select": () =>
    gen(function* () {
      const [tx, rx] = watch.channel(0);
      const receivers = { first: rx, second: rx.clone() };
      const h = spawn(
        gen(function* () {
          using sender = tx;
          for (let i = 1; i < 4; i++) {
            yield* sleep(5);
            sender.send(i);
          }
        }),
      );
      for (;;) {
        const next = yield* select(
          {
            first: isOk(receivers.first.changed()),
            second: isOk(receivers.second.changed()),
            idle: sleep(3),
          },
          { biased: true },
        );
        if (next._tag === "idle") {
          log("idle");
          continue;
        }
        log(`${next._tag} ${receivers[next._tag].borrow().value}`);
        if (!next.value) break;
      }
      yield* h;
    }),
};
