/**
 * Jobs: calls of the system that cannot be interrupted.
 *
 * As in Lwt a cancel does nothing to the promise of a job. `abortJobs` rejects
 * the promises of all jobs; what a job gives after that is dropped.
 */
import type { TaskEither } from "fp-ts/lib/TaskEither.js";
import * as Lwt from "../../Lwt.js";
import { ended, started } from "../io.js";

class Job<A> {
  readonly p: Lwt.Promise<A>;
  private readonly r: Lwt.Resolver<A>;

  constructor(
    /** Gives back what nobody is there to take. */
    private readonly drop: (value: A) => void,
  ) {
    [this.p, this.r] = Lwt.wait<A>();
    jobs.add(this);
    started();
  }

  succeed(value: A): void {
    ended(() => {
      jobs.delete(this);
      if (Lwt.isSleeping(this.p)) Lwt.wakeup(this.r, value);
      else this.drop(value);
    });
  }

  fail(exn: unknown): void {
    ended(() => {
      jobs.delete(this);
      this.abort(exn);
    });
  }

  abort(exn: unknown): void {
    if (Lwt.isSleeping(this.p)) Lwt.wakeupExn(this.r, exn);
  }
}

const jobs = new Set<Job<any>>();

const ignore = (): void => {};

/** Starts a job. */
export function runJob<A>(
  work: TaskEither<unknown, A>,
  drop: (value: A) => void = ignore,
): Lwt.Promise<A> {
  const job = new Job<A>(drop);
  work().then(
    (result) => {
      if (result._tag === "Right") job.succeed(result.right);
      else job.fail(result.left);
    },
    (exn: unknown) => job.fail(exn),
  );
  return job.p;
}

/**
 * Rejects the promises of all jobs that are under way.
 *
 * Behaviour: the jobs themselves go on; what they give is dropped, and what
 * they open is closed.
 *
 * Original: `Lwt_unix.abort_jobs`
 */
export function abortJobs(exn: unknown): void {
  const pending = [...jobs].toReversed();
  jobs.clear();
  for (const job of pending) job.abort(exn);
}

/** As `abortJobs`, with `Lwt.Canceled`. Original: `Lwt_unix.cancel_jobs` */
export const cancelJobs = (): void => abortJobs(Lwt.Canceled);

/**
 * Waits until all jobs that are under way now have ended.
 *
 * Errors: rejected with what the first of them failed with.
 *
 * Original: `Lwt_unix.wait_for_jobs`
 */
export const waitForJobs = (): Lwt.Promise<void> =>
  Lwt.join([...jobs].map(({ p }) => Lwt.map(ignore, p)));
