/**
 * A descriptor of the system that is read and written by jobs.
 *
 * The system keeps the position, so that a child process that shares the
 * descriptor goes on where this one stopped. Node has no `lseek`: after one, the
 * position is kept here instead, until it is where the system's is again.
 */
import * as FS from "node:fs";
import type { Task } from "fp-ts/lib/Task.js";
import { type TaskEither, taskify } from "fp-ts/lib/TaskEither.js";
import * as Lwt from "../../Lwt.js";
import * as LwtMutex from "../../LwtMutex.js";
import { UnixError } from "./error.js";
import type { Device } from "./fileDescr.js";
import { runJob } from "./jobs.js";

/** What Node calls with the outcome. */
export type Done<A> = (error?: NodeJS.ErrnoException | null, value?: A) => void;

/** A call of Node's, as a TaskEither. */
export const calling = <A = void>(f: (done: Done<A>) => void) =>
  taskify<NodeJS.ErrnoException, A>(f)();

export type SeekCommand = "SEEK_SET" | "SEEK_CUR" | "SEEK_END";

type Transfer = (position: number | null, done: Done<number>) => void;

export class DiskFile implements Device {
  /** Where the system's position is, as far as it was moved from here. */
  private moved = 0;
  /** The position that is kept here, after a seek. */
  private sought: number | undefined;
  /** One at a time while the position is kept here. */
  private readonly mutex = LwtMutex.create();
  private users = 0;
  private whenUnused: (() => void) | undefined;

  constructor(
    /** The number of the descriptor. */
    readonly number: number,
  ) {}

  read(buffer: Uint8Array, at: number, length: number): Lwt.Promise<number> {
    return this.transfer((position, done) =>
      FS.read(this.number, buffer, at, length, position, done),
    );
  }

  write(buffer: Uint8Array, at: number, length: number): Lwt.Promise<number> {
    // The job reads the bytes later, when the buffer may have others.
    const copy = Buffer.from(buffer.subarray(at, at + length));
    return this.transfer((position, done) =>
      FS.write(this.number, copy, 0, length, position, done),
    );
  }

  /** Runs a job that uses the number: it is not given back before that ends. */
  job<A>(f: (done: Done<A>) => void): Lwt.Promise<A> {
    this.users += 1;
    return runJob(
      calling<A>((done) =>
        f((error, value) => {
          this.users -= 1;
          if (this.users === 0) this.whenUnused?.();
          done(error, value);
        }),
      ),
    );
  }

  private transfer(f: Transfer): Lwt.Promise<number> {
    if (this.sought === undefined) {
      const p = this.job<number>((done) => f(null, done));
      return Lwt.map((count) => {
        this.moved += count;
        return count;
      }, p);
    }
    return LwtMutex.withLock(this.mutex, () => {
      const from = this.sought ?? this.moved;
      const p = this.job<number>((done) => f(from, done));
      return Lwt.map((count) => {
        this.sought = from + count;
        return count;
      }, p);
    });
  }

  seek(offset: number, command: SeekCommand): Lwt.Promise<number> {
    const p = this.job<FS.Stats>((done) => FS.fstat(this.number, done));
    return Lwt.map((stats) => {
      if (stats.isFIFO() || stats.isSocket()) {
        throw new UnixError("ESPIPE", "lseek");
      }
      const here = this.sought ?? this.moved;
      const from = { SEEK_SET: 0, SEEK_CUR: here, SEEK_END: stats.size };
      const position = from[command] + offset;
      if (position < 0) throw new UnixError("EINVAL", "lseek");
      this.sought = position === this.moved ? undefined : position;
      return position;
    }, p);
  }

  abort(): void {
    // As in Lwt: a job that is under way cannot be stopped.
  }

  close(): Lwt.Promise<void> {
    const closing = calling((done) => FS.close(this.number, done));
    return runJob(this.users === 0 ? closing : this.after(closing));
  }

  private readonly after =
    <E>(closing: TaskEither<E, void>): TaskEither<E, void> =>
    () =>
      this.unused().then(closing);

  private readonly unused: Task<void> = () =>
    new Promise((succeed) => {
      this.whenUnused = succeed;
    });
}
