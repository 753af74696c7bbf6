/** Tasks that are known by a key, and awaited in the order of their ends. */
import { type Effect, type Exit, Exit as E } from "effect";
import { fn } from "./gen.js";
import { dropGuards, HOLDS } from "./guards.js";
import type { Handle } from "./handle.js";
import type { AbortHandle, JoinError } from "./join-handle.js";
import { endOf, JoinSet, pollEnded } from "./join-set.js";
import { Leaf, type Slot } from "./leaf.js";
import type { LocalSet } from "./local-set.js";

/** The end of a task of a {@link JoinMap}, with its key. */
export class JoinedKey<K, A, Err> {
  /** @internal */
  constructor(
    readonly key: K,
    /** Its value, its typed error, or a {@link JoinError}. */
    readonly exit: Exit.Exit<A, Err | JoinError>,
  ) {}

  /** @internal */
  get [HOLDS](): unknown {
    return this.exit;
  }
}

type Next<K, A, Err> = Exit.Exit<JoinedKey<K, A, Err> | undefined>;

class JoinNext<K, A, Err> extends Leaf<JoinedKey<K, A, Err> | undefined> {
  constructor(readonly poll: (slot: Slot) => Next<K, A, Err> | undefined) {
    super();
  }
  pollFirst(slot: Slot): Next<K, A, Err> | undefined {
    return this.poll(slot);
  }
  pollAgain(slot: Slot): Next<K, A, Err> | undefined {
    return this.poll(slot);
  }
  release(): void {}
  waitsFor(): string {
    return "the next task of a JoinMap";
  }
}

/** Stops all tasks of a map. */
const stopped = fn(function* (map: JoinMap<any, any, any>) {
  map.abortAll();
  for (;;) {
    const next = yield* map.joinNext();
    if (next === undefined) return;
    dropGuards(next);
  }
});

/**
 * A set of tasks, each with a key of its own. Keys are told apart as those of
 * a `Map`.
 *
 * Dropping the map (`using`) aborts what is in it.
 *
 * Original: `tokio_util::task::JoinMap`, which in 0.7.3 needs
 * `--cfg tokio_unstable`.
 */
export class JoinMap<K, A, Err = never> {
  readonly #tasks = new JoinSet<A, Err>();
  readonly #byKey = new Map<K, AbortHandle>();
  readonly #keys = new Map<number, K>();
  readonly #next = new JoinNext<K, A, Err>((slot) => this.#poll(slot));

  /** How many keys are in the map, those of ended tasks included. */
  get length(): number {
    return this.#byKey.size;
  }

  /** Returns whether there is no key. */
  isEmpty(): boolean {
    return this.#byKey.size === 0;
  }

  /** Lists the keys. Original: `JoinMap::keys`, of 0.7.10 and later. */
  keys(): IterableIterator<K> {
    return this.#byKey.keys();
  }

  /**
   * Spawns a task under a key.
   *
   * Behaviour: a task that has the key is aborted, and never given by
   * {@link joinNext}.
   *
   * Errors: throws when no runtime is running.
   *
   * Original: `JoinMap::spawn`.
   */
  spawn(key: K, future: Effect.Effect<A, Err>): void {
    this.#add(key, this.#tasks.spawn(future));
  }

  /** Spawns a task of another runtime. Original: `JoinMap::spawn_on`. */
  spawnOn(key: K, future: Effect.Effect<A, Err>, handle: Handle): void {
    this.#add(key, this.#tasks.spawnOn(future, handle));
  }

  /** Spawns a task of the present LocalSet. Original: `spawn_local`. */
  spawnLocal(key: K, future: Effect.Effect<A, Err>): void {
    this.#add(key, this.#tasks.spawnLocal(future));
  }

  /** Spawns a task of a LocalSet. Original: `JoinMap::spawn_local_on`. */
  spawnLocalOn(key: K, future: Effect.Effect<A, Err>, local: LocalSet): void {
    this.#add(key, this.#tasks.spawnLocalOn(future, local));
  }

  #add(key: K, handle: AbortHandle): void {
    const before = this.#byKey.get(key);
    if (before !== undefined) {
      before.abort();
      this.#keys.delete(before.id);
    }
    this.#byKey.set(key, handle);
    this.#keys.set(handle.id, key);
  }

  /**
   * Waits for a task to end; `undefined` when no task is left.
   *
   * Behaviour: a task whose key was given to another is passed over. Release
   * 0.7.3 gives `None` for it, as if the map were empty.
   *
   * Cancellation: cancel safe; no result is lost.
   *
   * Original: `JoinMap::join_next`, which 0.7.3 calls `join_one`.
   */
  joinNext(): Effect.Effect<JoinedKey<K, A, Err> | undefined> {
    return this.#next;
  }

  #poll(slot: Slot): Next<K, A, Err> | undefined {
    for (;;) {
      const task = pollEnded(this.#tasks, slot);
      if (task === undefined) return undefined;
      if (task === "none") return E.succeed(undefined);
      if (!this.#keys.has(task.id)) {
        task.discard();
        continue;
      }
      const key = this.#keys.get(task.id) as K;
      this.#keys.delete(task.id);
      this.#byKey.delete(key);
      return E.succeed(new JoinedKey(key, endOf(task)));
    }
  }

  /** Asks the task of a key to stop; returns whether there is one. */
  abort(key: K): boolean {
    const handle = this.#byKey.get(key);
    handle?.abort();
    return handle !== undefined;
  }

  /** Asks the tasks of some keys to stop. Original: `abort_matching`. */
  abortMatching(matches: (key: K) => boolean): void {
    for (const [key, handle] of this.#byKey) if (matches(key)) handle.abort();
  }

  /** Asks all tasks to stop; they stay in the map until they are joined. */
  abortAll(): void {
    this.#tasks.abortAll();
  }

  /**
   * Asks all tasks to stop, and waits until they have.
   *
   * Cancellation: cancel safe; once it was polled the tasks stop all the same.
   *
   * Original: `JoinMap::shutdown`.
   */
  shutdown(): Effect.Effect<void> {
    return stopped(this);
  }

  /** Takes all tasks out of the map; they go on. Original: `detach_all`. */
  detachAll(): void {
    this.#tasks.detachAll();
    this.#byKey.clear();
    this.#keys.clear();
  }

  /** Returns whether a key is in the map. */
  containsKey(key: K): boolean {
    return this.#byKey.has(key);
  }

  /** Returns whether the task of a number has a key in the map. */
  containsTask(id: number): boolean {
    return this.#keys.has(id);
  }

  [Symbol.dispose](): void {
    this.#tasks[Symbol.dispose]();
    this.#byKey.clear();
    this.#keys.clear();
  }
}
