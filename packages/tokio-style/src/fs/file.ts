/**
 * An open file.
 *
 * As in Tokio a file does one thing at a time, on a thread of the host's: a
 * *job*. A read has a job fill a buffer and then takes from that; a write puts
 * its bytes into a job and returns at once, and the next operation waits for
 * it. So a read that is dropped loses nothing, and a write may fail later: at
 * the next write, or at `flush`.
 */
import type { FileHandle } from "node:fs/promises";
import { type Effect, Exit } from "effect";
import { orDie } from "effect/Effect";
import type { Path } from "../internal/fs-operation.js";
import type { Context } from "../internal/context.js";
import { HostJob } from "../internal/host-job.js";
import { FileCursor } from "../internal/file-cursor.js";
import { inFlight } from "../internal/in-flight.js";
import { ioOp, pass } from "../internal/io-op.js";
import { systemError } from "../internal/system-error.js";
import { IoError } from "../io-error.js";
import { AsyncIo } from "../io/ext.js";
import type { ReadBuf } from "../io/read-buf.js";
import type {
  AsyncRead,
  AsyncSeek,
  AsyncWrite,
  PollIo,
  SeekFrom,
} from "../io/traits.js";
import { Metadata, type Permissions } from "./metadata.js";
import { OpenOptions } from "./open-options.js";

/** Bytes that one read or write moves at most. */
const MAX = 16 * 1024;
const nothing = new Uint8Array(0);

type Job =
  | { readonly kind: "read"; readonly job: HostJob<Uint8Array> }
  | { readonly kind: "write"; readonly job: HostJob<void> }
  | { readonly kind: "seek"; readonly job: HostJob<number> };

/**
 * A file that is open: a stream with a place in it.
 *
 * JavaScript has no destructors: {@link drop} it, or declare it with `using`.
 *
 * Original: `tokio::fs::File`
 */
export class File
  extends AsyncIo
  implements AsyncRead, AsyncWrite, AsyncSeek, Disposable
{
  readonly #handle: FileHandle;
  readonly #path: string;
  readonly #cursor: FileCursor;
  /** What was read ahead and nobody has taken. */
  #ahead: Uint8Array = nothing;
  #job: Job | undefined = undefined;
  #lastSeek = 0;
  #writeError: IoError | undefined = undefined;
  #dropped = false;

  /** @internal */
  constructor(handle: FileHandle, path: string, append: boolean) {
    super();
    this.#handle = handle;
    this.#path = path;
    this.#cursor = new FileCursor(handle, append);
  }

  /**
   * Opens a file for reading.
   *
   * Original: `File::open`
   */
  static open(path: Path): Effect.Effect<File, IoError> {
    return new OpenOptions().read(true).open(path);
  }

  /**
   * Opens a file for writing, made if it is missing and emptied if it is not.
   *
   * Original: `File::create`
   */
  static create(path: Path): Effect.Effect<File, IoError> {
    return new OpenOptions().write(true).create(true).truncate(true).open(path);
  }

  /**
   * Makes a file of an open handle of Node's, from its start on.
   *
   * Original: `File::from_std`
   */
  static fromStd(handle: FileHandle): File {
    return new File(handle, `file ${handle.fd}`, false);
  }

  /**
   * Gives the handle of Node's away, when what is under way has ended; the file
   * is dropped then. The handle has a place of its own, which is not this one's.
   *
   * Original: `File::into_std`
   */
  intoStd(): Effect.Effect<FileHandle> {
    return orDie(
      this.#after("give away", () => {
        this.#dropped = true;
        return Promise.resolve(this.#handle);
      }),
    );
  }

  /**
   * Gives the handle away as {@link intoStd}, if nothing is under way; the file
   * comes back otherwise. Original: `File::try_into_std`
   */
  tryIntoStd(): Exit.Exit<FileHandle, File> {
    if (this.#job !== undefined) return Exit.fail(this);
    this.#dropped = true;
    return Exit.succeed(this.#handle);
  }

  /** Returns options to set and to open with. Original: `File::options` */
  static options(): OpenOptions {
    return new OpenOptions();
  }

  override label(): string {
    return `"${this.#path}"`;
  }

  /**
   * Waits until all bytes and what is known of the file are on the disk.
   *
   * Original: `File::sync_all`
   */
  syncAll(): Effect.Effect<void, IoError> {
    return this.#after("sync", () => this.#handle.sync());
  }

  /** As {@link syncAll}, of the bytes alone. Original: `File::sync_data` */
  syncData(): Effect.Effect<void, IoError> {
    return this.#after("sync", () => this.#handle.datasync());
  }

  /**
   * Cuts the file off, or fills it up with zeros. The place stays.
   *
   * Original: `File::set_len`
   */
  setLen(size: number): Effect.Effect<void, IoError> {
    return this.#after("set the length of", () => {
      this.#discard();
      return this.#handle.truncate(size);
    });
  }

  /** Tells about the file. Original: `File::metadata` */
  metadata(): Effect.Effect<Metadata, IoError> {
    return this.#after("look at", async () =>
      Metadata.of(await this.#handle.stat()),
    );
  }

  /** Sets who may do what with it. Original: `File::set_permissions` */
  setPermissions(permissions: Permissions): Effect.Effect<void, IoError> {
    return this.#after("set the permissions of", () =>
      this.#handle.chmod(permissions.mode()),
    );
  }

  pollRead(cx: Context, buf: ReadBuf): PollIo<void> {
    for (;;) {
      if (this.#ahead.length > 0) {
        const part = this.#ahead.subarray(0, buf.remaining());
        buf.putSlice(part);
        this.#ahead = this.#ahead.subarray(part.length);
        return Exit.void;
      }
      if (this.#job === undefined) {
        const size = Math.min(buf.remaining(), MAX);
        this.#begin("read", () => this.#cursor.read(size));
      }
      const kind = this.#job?.kind;
      const exit = this.#settle(cx);
      if (exit === undefined) return undefined;
      if (kind !== "read") {
        if (exit._tag === "Failure" && kind === "write") this.#keepError(exit);
        continue;
      }
      if (exit._tag === "Failure") return pass(exit);
      if (this.#ahead.length === 0) return Exit.void;
    }
  }

  pollWrite(cx: Context, bytes: Uint8Array): PollIo<number> {
    const early = this.#takeError();
    if (early !== undefined) return early;
    while (this.#job !== undefined) {
      const { kind } = this.#job;
      const exit = this.#settle(cx);
      if (exit === undefined) return undefined;
      if (exit._tag === "Failure" && kind === "write") return pass(exit);
    }
    this.#discard();
    const part = Uint8Array.from(bytes.subarray(0, MAX));
    this.#begin("write", () => this.#cursor.write(part));
    return Exit.succeed(part.length);
  }

  pollFlush(cx: Context): PollIo<void> {
    const early = this.#takeError();
    if (early !== undefined) return early;
    if (this.#job === undefined) return Exit.void;
    const { kind } = this.#job;
    const exit = this.#settle(cx);
    return exit === undefined || kind === "write" ? exit : Exit.void;
  }

  pollShutdown(cx: Context): PollIo<void> {
    return this.pollFlush(cx);
  }

  startSeek(position: SeekFrom): Exit.Exit<void, IoError> {
    if (this.#job !== undefined) {
      const reason = "another operation is under way";
      const action = `seek in ${this.label()}`;
      return Exit.fail(IoError.because(action, "Other", "", reason));
    }
    this.#discard();
    this.#begin("seek", () => this.#cursor.seek(position));
    return Exit.void;
  }

  pollComplete(cx: Context): PollIo<number> {
    if (this.#job === undefined) return Exit.succeed(this.#lastSeek);
    const { kind } = this.#job;
    const exit = this.#settle(cx);
    if (exit === undefined) return undefined;
    if (exit._tag === "Failure") {
      if (kind === "seek") return pass(exit);
      if (kind === "write") this.#keepError(exit);
    }
    return Exit.succeed(this.#lastSeek);
  }

  /**
   * Closes the file, when what is under way has ended. A second drop does
   * nothing. An error of a write that nobody has flushed is not told.
   */
  drop(): void {
    if (this.#dropped) return;
    this.#dropped = true;
    const close = (): Promise<void> => this.#handle.close();
    const under = this.#job?.job.ended ?? Promise.resolve();
    inFlight(under.then(close)).catch(() => {});
  }

  /** The same as {@link drop}. */
  close(): void {
    this.drop();
  }

  [Symbol.dispose](): void {
    this.drop();
  }

  #begin(kind: Job["kind"], work: () => Promise<any>): void {
    this.#job = { kind, job: new HostJob(work) } as Job;
  }

  /** Waits for the job, and takes what it gives. */
  #settle(cx: Context): PollIo<void> {
    const { kind, job } = this.#job!;
    const settled = job.poll(cx);
    if (settled === undefined) return undefined;
    this.#job = undefined;
    if (!settled.ok)
      return Exit.fail(this.#errorOf(kind, settled.error)) as never;
    if (kind === "read") this.#ahead = settled.value as Uint8Array;
    if (kind === "seek") this.#lastSeek = settled.value as number;
    return Exit.void;
  }

  #errorOf(action: string, error: unknown): IoError {
    const where = { path: this.#path };
    return systemError(`${action} "${this.#path}"`, error, where);
  }

  #keepError(exit: Exit.Failure<unknown, IoError>): void {
    const reason = exit.cause.reasons.find((it) => it._tag === "Fail");
    this.#writeError = reason?.error;
  }

  #takeError(): Exit.Failure<never, IoError> | undefined {
    const error = this.#writeError;
    this.#writeError = undefined;
    return error && (Exit.fail(error) as Exit.Failure<never, IoError>);
  }

  /** Forgets what was read ahead: the place is where the reader stands. */
  #discard(): void {
    this.#cursor.back(this.#ahead.length);
    this.#ahead = nothing;
  }

  /** Runs once the file is idle, and waits. What has begun ends. */
  #after<A>(verb: string, work: () => Promise<A>): Effect.Effect<A, IoError> {
    return ioOp(
      `to ${verb} ${this.label()}`,
      () => {
        let own: HostJob<A> | undefined;
        return (cx) => {
          if (own === undefined) {
            while (this.#job !== undefined) {
              const { kind } = this.#job;
              const exit = this.#settle(cx);
              if (exit === undefined) return undefined;
              if (exit._tag === "Failure" && kind === "write") {
                this.#keepError(exit);
              }
            }
            own = new HostJob(work);
          }
          const settled = own.poll(cx);
          if (settled === undefined) return undefined;
          return settled.ok
            ? Exit.succeed(settled.value)
            : Exit.fail(this.#errorOf(verb, settled.error));
        };
      },
      () => {},
    );
  }
}
