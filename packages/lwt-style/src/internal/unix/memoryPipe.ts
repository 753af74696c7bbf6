/**
 * A pipe inside of this program.
 *
 * Node cannot make a pipe of the system. This one holds as much as Linux's does,
 * and behaves like one: a full pipe holds its writers, an empty one its readers;
 * the end comes when the writing end is closed, `EPIPE` when the reading end is.
 */
import * as Lwt from "../../Lwt.js";
import { arrived } from "../io.js";
import { Actions, uncounted } from "./actions.js";
import { UnixError } from "./error.js";
import { type Device, FileDescr } from "./fileDescr.js";

/** In bytes. */
const CAPACITY = 64 * 1024;

class MemoryPipe {
  private readonly bytes = new Uint8Array(CAPACITY);
  private start = 0;
  private size = 0;
  readingEndIsOpen = true;
  writingEndIsOpen = true;
  readonly readers = new Actions("LwtUnix.read", uncounted);
  readonly writers = new Actions("LwtUnix.write", uncounted);

  take(buffer: Uint8Array, at: number, length: number): number | undefined {
    if (length === 0) return 0;
    if (this.size === 0) return this.writingEndIsOpen ? undefined : 0;
    const count = Math.min(length, this.size);
    const first = Math.min(count, CAPACITY - this.start);
    const { bytes, start } = this;
    buffer.set(bytes.subarray(start, start + first), at);
    buffer.set(bytes.subarray(0, count - first), at + first);
    this.start = (start + count) % CAPACITY;
    this.size -= count;
    this.changed(this.writers);
    return count;
  }

  put(buffer: Uint8Array, at: number, length: number): number | undefined {
    if (!this.readingEndIsOpen) throw new UnixError("EPIPE", "write");
    if (length === 0) return 0;
    if (this.size === CAPACITY) return undefined;
    const count = Math.min(length, CAPACITY - this.size);
    const end = (this.start + this.size) % CAPACITY;
    const first = Math.min(count, CAPACITY - end);
    this.bytes.set(buffer.subarray(at, at + first), end);
    this.bytes.set(buffer.subarray(at + first, at + count), 0);
    this.size += count;
    this.changed(this.readers);
    return count;
  }

  /** The other end sees it in the next turn of main, as with a system's. */
  changed(actions: Actions): void {
    if (!actions.isEmpty()) arrived(() => actions.retry());
  }
}

const closedEnd = new UnixError("EBADF", "check_descriptor");

class ReadingEnd implements Device {
  constructor(private readonly line: MemoryPipe) {}

  read(buffer: Uint8Array, at: number, length: number): Lwt.Promise<number> {
    const { line } = this;
    return line.readers.perform(() => line.take(buffer, at, length));
  }

  write(): Lwt.Promise<number> {
    return Lwt.fail(new UnixError("EBADF", "write"));
  }

  abort(exn: unknown): void {
    this.line.readers.endAll(exn);
  }

  close(): Lwt.Promise<void> {
    this.line.readers.endAll(closedEnd);
    this.line.readingEndIsOpen = false;
    this.line.changed(this.line.writers);
    return Lwt.returnUnit;
  }
}

class WritingEnd implements Device {
  constructor(private readonly line: MemoryPipe) {}

  read(): Lwt.Promise<number> {
    return Lwt.fail(new UnixError("EBADF", "read"));
  }

  write(buffer: Uint8Array, at: number, length: number): Lwt.Promise<number> {
    const { line } = this;
    return line.writers.perform(() => line.put(buffer, at, length));
  }

  abort(exn: unknown): void {
    this.line.writers.endAll(exn);
  }

  close(): Lwt.Promise<void> {
    this.line.writers.endAll(closedEnd);
    this.line.writingEndIsOpen = false;
    this.line.changed(this.line.readers);
    return Lwt.returnUnit;
  }
}

/**
 * Makes a pipe: what is written to the second descriptor is read from the
 * first.
 *
 * Behaviour: it holds 65536 bytes. It lives inside of this program, so it
 * cannot be handed to a process.
 *
 * Original: `Lwt_unix.pipe`
 */
export function pipe(): readonly [reading: FileDescr, writing: FileDescr] {
  const made = new MemoryPipe();
  return [
    new FileDescr(new ReadingEnd(made)),
    new FileDescr(new WritingEnd(made)),
  ];
}
