/** Cancel safety of `sync.mpsc`. */
import { Effect } from "effect";
import { fn, sync, time } from "../../src/index.js";
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
        (tx.drop(), errorOf(rx.tryRecv()).kind) !== "Disconnected" &&
          "a sender is held",
        order.toSorted().join() !== sent.toSorted().join() &&
          `sent ${sent.join()}, received ${order.join()}`,
        !sent.includes("behind") && "who waited behind has not sent",
        tx.capacity() !== 1 && "a place is held",
      ],
    };
  };

type Owned = sync.mpsc.OwnedPermit<string, sync.mpsc.Sender<string>>;

/** A channel that stays full for longer than it is waited. */
const findsNoPlace: Make = ({ counts }) => {
  const [tx] = mpsc.channel<number>(1);
  valueOf(tx.trySend(1));
  return {
    op: () => Effect.flip(tx.sendTimeout(2, 10)),
    got: ({ kind }: sync.mpsc.SendTimeoutError<number>) =>
      counts.push(`${kind} at ${time.Instant.now().millis}`),
    moves: [4, 6, 20].map((millis) => () => time.advance(millis)),
    wrong: () => [tx.capacity() !== 0 && "a place has come free"],
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

const staysClosed = "what is closed stays closed";

export const mpscRows: Rows = {
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
  "sync.mpsc.Sender.reserveOwned": {
    at: "internal/sender.ts#Sender.reserveOwned",
    cases: [
      {
        verdict: "place",
        note: "a place that was handed over goes to the next, and the sender is dropped",
        scenes: [
          wantsPlace(
            (tx) => tx.clone().reserveOwned(),
            (permit: Owned) => permit.send("it").drop(),
          ),
        ],
      },
    ],
    said: "place",
  },
  "sync.mpsc.Sender.sendTimeout": {
    at: "internal/sender.ts#Sender.sendTimeout",
    cases: [
      {
        when: "that finds a place",
        verdict: "place",
        scenes: [
          wantsPlace(
            (tx) => tx.sendTimeout("it", 10),
            () => {},
          ),
        ],
      },
      {
        when: "that finds none",
        verdict: "anew",
        scenes: [findsNoPlace],
      },
    ],
    said: "nothing",
    line: "cancel safe, but the place in the queue is lost, and the next call counts its time anew; what is dropped while it waits was not sent, and the message is still with the caller.",
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
};
