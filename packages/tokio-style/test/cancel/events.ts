/** Cancel safety of `sync`: waits for what happens once or again. */
import { Effect } from "effect";
import { spawn, sync } from "../../src/index.js";
import type { Rows } from "./row.js";
import { Gate, type Make, type Notes, start } from "./scene.js";

export const served = (notes: Notes) =>
  !notes.order.includes("behind") && "who waited behind was not served";

const notifiedOne =
  (enabled: boolean): Make =>
  (notes) => {
    const notify = new sync.Notify();
    const next = Effect.map(
      notify.notified(),
      () => void notes.order.push("behind"),
    );
    return {
      op: () => {
        const notified = notify.notified();
        if (enabled) notified.enable();
        return notified;
      },
      got: () => notes.order.push("it"),
      moves: [
        () => start(next),
        () => notify.notifyOne(),
        () => notify.notifyOne(),
      ],
      wrong: () => [served(notes)],
    };
  };

const notifiedAll: Make = () => {
  const notify = new sync.Notify();
  return {
    op: () => notify.notified(),
    moves: [() => notify.notifyWaiters()],
  };
};

export const barrier: Make = () => {
  const wall = new sync.Barrier(3);
  const others: Array<() => boolean> = [];
  const come = () => {
    const handle = spawn(wall.wait());
    others.push(() => handle.isFinished());
  };
  come();
  return {
    op: () => wall.wait(),
    moves: [come],
    facts: () => others.map((it) => it()),
  };
};

type Cell = sync.OnceCell<string>;
type Init = (
  cell: Cell,
  make: () => Effect.Effect<string>,
) => Effect.Effect<string>;

/** One calls for the value, and another behind it. */
const initializing =
  (
    init: Init,
    begin: (cell: Cell) => {
      readonly make: Effect.Effect<string>;
      readonly end: () => void;
    },
  ): Make =>
  (notes) => {
    const cell: Cell = new sync.OnceCell();
    const { make, end } = begin(cell);
    const call = () => init(cell, () => make);
    return {
      op: call,
      got: () => notes.order.push("it"),
      moves: [
        () => start(Effect.map(call(), () => void notes.order.push("behind"))),
        end,
      ],
      facts: () => cell.get(),
      wrong: () => [
        served(notes),
        cell.get() === undefined && "nobody has made the value",
      ],
    };
  };

/** It makes the value. */
const making = (init: Init) =>
  initializing(init, () => {
    const gate = new Gate();
    return { make: Effect.as(gate.wait, "value"), end: () => gate.open() };
  });

/** It waits for one that gives up. */
const takingOver = (init: Init) =>
  initializing(init, (cell) => {
    const first = spawn(init(cell, () => Effect.as(new Gate().wait, "first")));
    return { make: Effect.succeed("value"), end: () => first.abort() };
  });

const getOrInit: Init = (cell, make) => cell.getOrInit(make);
const getOrTryInit: Init = (cell, make) => cell.getOrTryInit(make);

export const events: Rows = {
  "sync.Notify.notified": {
    at: "sync/notify.ts#Notify.notified",
    cases: [
      {
        verdict: "place",
        note: "a `notifyOne` that was meant for it goes to the next",
        scenes: [notifiedOne(false), notifiedOne(true)],
      },
      {
        when: "woken by `notifyWaiters`",
        verdict: "unsafe",
        note: "that notification is lost, and the next call waits for another",
        scenes: [notifiedAll],
      },
    ],
    said: "place",
    why: "Tokio's docs speak of the queue only; its `notify_waiters` is lost in the same way",
  },
  "sync.Notified": {
    at: "sync/notify.ts#Notified",
    as: "sync.Notify.notified",
    scenes: [notifiedOne(true), notifiedAll],
  },
  "sync.Barrier.wait": {
    at: "sync/barrier.ts#Barrier.wait",
    cases: [
      {
        verdict: "unsafe",
        note: "one that is dropped while it waits still counts as having come",
        scenes: [barrier],
      },
    ],
    said: "nothing",
  },
  "sync.OnceCell.getOrInit": {
    at: "sync/once-cell.ts#OnceCell.getOrInit",
    cases: [
      {
        verdict: "place",
        note: "when the one that is at work is dropped, or `make` panics, the first that waits takes over, with its own `make`",
        scenes: [making(getOrInit), takingOver(getOrInit)],
      },
    ],
    said: "nothing",
  },
  "sync.OnceCell.getOrTryInit": {
    at: "sync/once-cell.ts#OnceCell.getOrTryInit",
    as: "sync.OnceCell.getOrInit",
    scenes: [making(getOrTryInit), takingOver(getOrTryInit)],
  },
};
