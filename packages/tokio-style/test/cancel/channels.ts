/** Cancel safety of `sync`: channels. */
import { Effect } from "effect";
import { fn, sync } from "../../src/index.js";
import { errorOf, valueOf } from "../support.js";
import type { Rows } from "./row.js";
import { type Make, type Notes, start } from "./scene.js";

const { mpsc } = sync;

/** Takes all that is in a channel. */
function drained<T>(rx: sync.mpsc.Receiver<T>): Array<T> {
  const all: Array<T> = [];
  for (let exit = rx.tryRecv(); exit._tag === "Success"; exit = rx.tryRecv()) {
    all.push(exit.value);
  }
  return all;
}

const sends = fn(function* (tx: sync.mpsc.Sender<string>, notes: Notes) {
  yield* tx.send("behind");
  notes.counts.push("behind");
});

/** A full channel: the operation wants a place, and one more behind it. */
const wantsPlace =
  (
    op: (tx: sync.mpsc.Sender<string>) => Effect.Effect<any, any>,
    use: (result: any) => void,
  ): Make =>
  ({ order }) => {
    const [tx, rx] = mpsc.channel<string>(1);
    valueOf(tx.trySend("first"));
    const sent = ["first"];
    const behind: Notes = { order: [], counts: sent };
    const receive = () => void order.push(...drained(rx));
    return {
      op: () => op(tx),
      got: (result) => {
        use(result);
        sent.push("it");
      },
      moves: [() => start(sends(tx, behind)), receive, receive, receive],
      wrong: () => [
        order.toSorted().join() !== sent.toSorted().join() &&
          `sent ${sent.join()}, received ${order.join()}`,
        !sent.includes("behind") && "who waited behind has not sent",
        tx.capacity() !== 1 && "a place is held",
      ],
    };
  };

export const bounded = () => mpsc.channel<number>(2);
const unbounded = () => mpsc.unboundedChannel<number>();

/** Two messages; it wants the first. */
export const receives =
  (make: typeof bounded | typeof unbounded): Make =>
  () => {
    const [tx, rx] = make();
    const got: Array<number | undefined> = [];
    const send = (n: number) => () =>
      void ("trySend" in tx ? tx.trySend(n) : tx.send(n));
    const wrong = () => {
      got.push(...drained(rx));
      const places = "capacity" in tx ? tx.capacity() : 2;
      return [
        got.join() !== "1,2" && `sent 1,2, received ${got.join()}`,
        places !== 2 && "a place is held",
      ];
    };
    return {
      op: () => rx.recv(),
      got: (value) => got.push(value),
      moves: [send(1), send(2)],
      wrong,
      facts: () => got,
    };
  };

const end = (close: (rx: sync.mpsc.Receiver<number>) => void) =>
  [bounded, unbounded].map((make): Make => () => {
    const [tx, rx] = make();
    return { op: () => tx.closed(), moves: [() => close(rx)] };
  });

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
  "sync.mpsc.Sender.send": {
    at: "internal/sender.ts#Sender.send",
    cases: [
      {
        verdict: "place",
        note: "what is dropped while it waits was not sent, and the message is still with the caller",
        scenes: [
          wantsPlace(
            (tx) => tx.send("it"),
            () => {},
          ),
        ],
      },
    ],
    said: "place",
  },
  "sync.mpsc.Sender.reserve": {
    at: "internal/sender.ts#Sender.reserve",
    cases: [
      {
        verdict: "place",
        note: "a place that was handed over goes to the next",
        scenes: [
          wantsPlace(
            (tx) => tx.reserve(),
            (permit: sync.mpsc.Permit<string>) => permit.send("it"),
          ),
        ],
      },
    ],
    said: "place",
  },
  "sync.mpsc.Sender.closed": {
    at: "internal/sender.ts#AnySender.closed",
    cases: [
      {
        verdict: "safe",
        note: staysClosed,
        scenes: [...end((rx) => rx.close()), ...end((rx) => rx.drop())],
      },
    ],
    said: "safe",
  },
  "sync.mpsc.Receiver.recv": {
    at: "internal/receiver.ts#Receiver.recv",
    cases: [
      {
        verdict: "safe",
        note: "no message is lost",
        scenes: [receives(bounded), receives(unbounded)],
      },
    ],
    said: "safe",
  },
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
