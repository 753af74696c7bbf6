/**
 * What a style provides in `bench/costs.ts`, as `costs`: the programs that
 * `compare tasks` and `compare c10k` measure, its own and its rivals'.
 */

/**
 * How the tasks of a run are had: as futures that are joined in one place, or
 * as tasks that are started one by one and whose handles are joined.
 */
export type TaskShape = "awaited" | "spawned";

/** Counts the tasks of a run: how many wait at once is seen, not believed. */
export interface Count {
  /** How long each task is to sleep, in milliseconds. */
  readonly milliseconds: number;
  /** Called by each task right before it sleeps. */
  starts(): void;
  /** Called by each task right after it has slept. */
  ends(): void;
}

/**
 * Has so many tasks at once, each of which starts, sleeps and ends; resolves
 * when all of them are joined.
 */
export type ManyTasks = (n: number, count: Count) => Promise<unknown>;

/**
 * Serves an echo on 127.0.0.1: each byte that a connection sends goes back on
 * it. Tells its port, and goes on until its process is ended.
 */
export type Serve = (listening: (port: number) => void) => Promise<unknown>;

/** Arguments for the original's program. */
export type Arguments = readonly string[];

/** How many of something there may be at most here, and why no more. */
export interface Bound {
  readonly count: number;
  readonly because: string;
}

interface Contender {
  readonly name: string;
  /** The most that is tried; nothing if there is no bound. */
  readonly most?: () => Bound;
}

export interface TaskContender extends Contender {
  readonly runs: Readonly<Partial<Record<TaskShape, ManyTasks | Arguments>>>;
  /** Whether each task has a heap of its own, which this one does not show. */
  readonly ownHeaps?: boolean;
  /** About how long one takes to start, in milliseconds; 0.01 if left out. */
  readonly startMs?: number;
  /** What it is held to: at most so many times a rival's heap and CPU time. */
  readonly reach?: { readonly rival: string; readonly times: number };
}

export interface ServerContender extends Contender {
  readonly serve: Serve | Arguments;
  /** At least so many times a rival's throughput, at most its bytes. */
  readonly reach?: {
    readonly rival: string;
    readonly throughput: number;
    readonly bytes: number;
  };
}

export interface ConcurrencyCosts {
  readonly tasks: readonly TaskContender[];
  readonly servers: readonly ServerContender[];
  /** Which servers are not there to compare with, and why. */
  readonly missingServers?: readonly string[];
  /** Builds the original's program; a string says what is missing. */
  original?(): Promise<{ readonly command: string } | string>;
}
