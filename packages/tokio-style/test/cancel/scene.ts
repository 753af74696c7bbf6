/**
 * Cutting an operation short at each of its steps: what a scene is, and the
 * ways in which a future is dropped.
 */
import type { Effect } from "effect";
import { future, gen, Poll, select, spawn, task } from "../../src/index.js";

/** What a run leaves behind, to be compared with that of another. */
export interface Notes {
  /** Who was served when: what a place in a queue decides. */
  readonly order: Array<string>;
  /** Numbers and instants that an operation counts from its own start. */
  readonly counts: Array<unknown>;
}

/** One operation, and what others do while it waits. */
interface Scene {
  /** Makes the future, anew for each call. */
  readonly op: () => Effect.Effect<any, any>;
  /** Is given what the operation gives. */
  readonly got?: (value: any) => void;
  /** What others do: one after each poll, so that each is a step. */
  readonly moves: ReadonlyArray<() => void | Effect.Effect<void>>;
  /** What is to be the same however often the operation was cut. */
  readonly facts?: () => unknown;
  /** What is never to be: a lock that is held, a message that is lost. */
  readonly wrong?: () => ReadonlyArray<string | false>;
}

export type Make = (notes: Notes) => Scene;

/** Lets everybody run who can. */
export const settled = gen(function* () {
  for (let i = 0; i < 6; i++) yield* task.yieldNow();
});

/** Has somebody else at work, who is not waited for. */
export function start(other: Effect.Effect<any, any>): void {
  spawn(other).drop();
}

/** A wait that somebody else ends, and that stays ended. */
export class Gate {
  #open = false;
  readonly #wakers: Array<future.Waker> = [];

  open(): void {
    this.#open = true;
    for (const waker of this.#wakers) waker.wake();
  }

  readonly wait: Effect.Effect<void> = future.pollFn((cx) => {
    if (this.#open) return Poll.Ready(undefined);
    this.#wakers.push(cx.waker);
    return Poll.Pending;
  });
}

/** One call of the operation, under way. */
export interface Attempt {
  readonly finished: () => boolean;
  /** Polls, where nobody else does. */
  readonly poll?: () => void;
  /** Drops the future where it stands. */
  readonly cut: () => void;
  /** How often its task was polled for nothing after it was cut. */
  readonly woken?: () => number;
}

export type Way = (scene: Scene) => Attempt;

const awaited = (scene: Scene, done: () => void) =>
  gen(function* () {
    const value = yield* scene.op();
    scene.got?.(value);
    done();
  });

/** Calls the operation in a task; `abort` cuts it. */
export const asTask: Way = (scene) => {
  let over = false;
  const handle = spawn(awaited(scene, () => (over = true)));
  return { finished: () => over, cut: () => handle.abort() };
};

/** In a task that is nothing but the operation. */
const asBareTask: Way = (scene) => {
  let over = false;
  const handle = spawn(scene.op());
  spawn(
    gen(function* () {
      const value = yield* handle;
      scene.got?.(value);
      over = true;
    }),
  );
  return { finished: () => over, cut: () => handle.abort() };
};

const losing =
  (branch: (scene: Scene, done: () => void) => Effect.Effect<any, any>): Way =>
  (scene) => {
    const stop = new Gate();
    let over = false;
    const handle = spawn(
      gen(function* () {
        const op = branch(scene, () => (over = true));
        const won = yield* select({ stop: stop.wait, op }, { biased: true });
        if (won._tag !== "op" || over) return;
        scene.got?.(won.value);
        over = true;
      }),
    );
    return {
      finished: () => over || handle.isFinished(),
      cut: () => stop.open(),
    };
  };

/** As a loser, in a task that lives on and counts how often it is polled. */
const livingOn: Way = (scene) => {
  const stop = new Gate();
  let over = false;
  let polls = 0;
  spawn(
    gen(function* () {
      const op = awaited(scene, () => (over = true));
      yield* select({ stop: stop.wait, op }, { biased: true });
      if (over) return;
      yield* future.pollFn(() => {
        polls++;
        return Poll.Pending;
      });
    }),
  );
  return {
    finished: () => over,
    cut: () => stop.open(),
    woken: () => Math.max(0, polls - 1),
  };
};

/** Polled by hand, whenever it was woken, and dropped by hand. */
const byHand =
  (what: (scene: Scene, done: () => void) => Effect.Effect<any, any>): Way =>
  (scene) => {
    let over = false;
    let woken = true;
    const pinned = future.pin(what(scene, () => (over = true)));
    const cx = future.Context.fromWaker(
      future.Waker.from(() => {
        woken = true;
      }),
    );
    return {
      finished: () => over,
      poll: () => {
        if (!woken || over) return;
        woken = false;
        const poll = pinned.poll(cx);
        if (over || Poll.isPending(poll)) return;
        scene.got?.(poll.value);
        over = true;
      },
      cut: () => pinned.drop(),
    };
  };

/** How a future comes to be dropped. */
export const ways: Record<string, Way> = {
  abort: asTask,
  "abort of the bare future": asBareTask,
  select: losing(awaited),
  "select on the bare future": losing((scene) => scene.op()),
  lives: livingOn,
  drop: byHand(awaited),
  "drop of the bare future": byHand((scene) => scene.op()),
};
