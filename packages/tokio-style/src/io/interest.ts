/** What a socket is asked to be ready for, and what it is ready for. */

/** Bits, as both are made of. */
const READABLE = 1;
const WRITABLE = 2;
const READ_CLOSED = 4;
const WRITE_CLOSED = 8;

/** What somebody waits for. Original: `tokio::io::Interest` */
export class Interest {
  /** To read. */
  static readonly READABLE = new Interest(READABLE);
  /** To write. */
  static readonly WRITABLE = new Interest(WRITABLE);

  readonly #bits: number;

  private constructor(bits: number) {
    this.#bits = bits;
  }

  /** Whether it is to read. */
  isReadable(): boolean {
    return (this.#bits & READABLE) !== 0;
  }

  /** Whether it is to write. */
  isWritable(): boolean {
    return (this.#bits & WRITABLE) !== 0;
  }

  /** Both this and another one: `READABLE | WRITABLE` in Rust. */
  add(other: Interest): Interest {
    return new Interest(this.#bits | other.#bits);
  }
}

/** What can be done without waiting. Original: `tokio::io::Ready` */
export class Ready {
  /** Nothing. */
  static readonly EMPTY = new Ready(0);
  /** There is something to read. */
  static readonly READABLE = new Ready(READABLE);
  /** There is room to write. */
  static readonly WRITABLE = new Ready(WRITABLE);
  /** Nothing more will come to be read. */
  static readonly READ_CLOSED = new Ready(READ_CLOSED);
  /** Nothing more can be written. */
  static readonly WRITE_CLOSED = new Ready(WRITE_CLOSED);
  /** All of it. */
  static readonly ALL = new Ready(
    READABLE | WRITABLE | READ_CLOSED | WRITE_CLOSED,
  );

  readonly #bits: number;

  private constructor(bits: number) {
    this.#bits = bits;
  }

  /** @internal What is true, as far as somebody waits for it. */
  static of(
    interest: Interest,
    now: {
      readonly readable: boolean;
      readonly writable: boolean;
      readonly readClosed: boolean;
      readonly writeClosed: boolean;
    },
  ): Ready {
    let bits = 0;
    if (interest.isReadable()) {
      if (now.readable) bits |= READABLE;
      if (now.readClosed) bits |= READ_CLOSED;
    }
    if (interest.isWritable()) {
      if (now.writable) bits |= WRITABLE;
      if (now.writeClosed) bits |= WRITE_CLOSED;
    }
    return new Ready(bits);
  }

  /** Whether nothing can be done. */
  isEmpty(): boolean {
    return this.#bits === 0;
  }

  /** Whether a read would not wait: there are bytes, or none will come. */
  isReadable(): boolean {
    return (this.#bits & (READABLE | READ_CLOSED)) !== 0;
  }

  /** Whether a write would not wait: there is room, or none can be written. */
  isWritable(): boolean {
    return (this.#bits & (WRITABLE | WRITE_CLOSED)) !== 0;
  }

  /** Whether nothing more will come to be read. */
  isReadClosed(): boolean {
    return (this.#bits & READ_CLOSED) !== 0;
  }

  /** Whether nothing more can be written. */
  isWriteClosed(): boolean {
    return (this.#bits & WRITE_CLOSED) !== 0;
  }
}
