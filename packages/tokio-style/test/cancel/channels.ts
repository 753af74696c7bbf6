/** Cancel safety of `sync`: channels. */
import { Effect } from "effect";
import { sync } from "../../src/index.js";
import { errorOf, valueOf } from "../support.js";
import type { Rows } from "./row.js";
import type { Make } from "./scene.js";

const oneshot: Make = () => {
  const [tx, rx] = sync.oneshot.channel<string>();
  const got: Array<string> = [];
  return {
    op: () => rx,
    got: (value) => got.push(value),
    moves: [() => valueOf(tx.send("message"))],
    wrong: () => {
      const rest = got.length === 0 ? rx.tryRecv() : undefined;
      if (rest !== undefined) got.push(valueOf(rest));
      return [got.join() !== "message" && `received ${got.join()}`];
    },
    facts: () => got,
  };
};

const oneshotClosed: Make = () => {
  const [tx, rx] = sync.oneshot.channel<string>();
  return { op: () => tx.closed(), moves: [() => rx.close()] };
};

/** It waits for the first of two, or has lagged behind before it looks. */
const broadcast =
  (capacity: number): Make =>
  () => {
    const [tx, rx] = sync.broadcast.channel<number>(capacity);
    const got: Array<unknown> = [];
    const send = (n: number) => () => void valueOf(tx.send(n));
    const all = () => {
      send(1)();
      send(2)();
    };
    return {
      op: () =>
        Effect.match(rx.recv(), {
          onSuccess: (value): unknown => value,
          onFailure: ({ kind, missed }): unknown => `${kind} ${missed}`,
        }),
      got: (it) => got.push(it),
      moves: [all, send(3)],
      wrong: () => {
        for (let i = 0; i < 4; i++) {
          const exit = rx.tryRecv();
          if (exit._tag === "Success") got.push(exit.value);
          else if (errorOf(exit).kind === "Lagged") {
            got.push(`Lagged ${errorOf(exit).missed}`);
          }
        }
        // Some came too late to be kept; those that did not are all here.
        const rest = got.filter((it) => typeof it === "number");
        return [rest.at(-1) !== 3 && `received ${got.join()}`];
      },
      facts: () => got,
    };
  };

const changed: Make = () => {
  const [tx, rx] = sync.watch.channel(0);
  const seen: Array<number> = [];
  const look = () => seen.push(rx.borrowAndUpdate().value);
  return {
    op: () => rx.changed(),
    got: look,
    moves: [() => valueOf(tx.send(1)), () => valueOf(tx.send(2))],
    wrong: () => {
      if (valueOf(rx.hasChanged())) look();
      return [seen.at(-1) !== 2 && `saw ${seen.join()} of 1,2`];
    },
    facts: () => seen,
  };
};

const unwatched: Make = () => {
  const [tx, rx] = sync.watch.channel(0);
  return { op: () => tx.closed(), moves: [() => rx.drop()] };
};

const staysClosed = "what is closed stays closed";

export const channels: Rows = {
  "sync.oneshot.Receiver": {
    at: "sync/oneshot.ts#Receiver",
    cases: [
      {
        verdict: "safe",
        note: "losing a `select` does not close the channel",
        scenes: [oneshot],
      },
    ],
    said: "nothing",
  },
  "sync.oneshot.Sender.closed": {
    at: "sync/oneshot.ts#Sender.closed",
    cases: [{ verdict: "safe", note: staysClosed, scenes: [oneshotClosed] }],
    said: "nothing",
  },
  "sync.broadcast.Receiver.recv": {
    at: "sync/broadcast.ts#Receiver.recv",
    cases: [
      {
        verdict: "safe",
        note: "no message is lost",
        scenes: [broadcast(4), broadcast(1)],
      },
    ],
    said: "safe",
  },
  "sync.watch.Receiver.changed": {
    at: "sync/watch.ts#Receiver.changed",
    cases: [{ verdict: "safe", note: "no change is lost", scenes: [changed] }],
    said: "safe",
  },
  "sync.watch.Sender.closed": {
    at: "sync/watch.ts#Sender.closed",
    cases: [{ verdict: "safe", scenes: [unwatched] }],
    said: "safe",
  },
};
