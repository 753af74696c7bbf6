/** Buffers that a read fills. */

/**
 * A slice of memory, and how much of it is filled.
 *
 * Original: `tokio::io::ReadBuf`, whose bytes may be uninitialized; here they
 * are zero.
 */
export class ReadBuf {
  readonly #bytes: Uint8Array;
  #filled = 0;

  /** Fills `bytes` from its start. */
  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  /** How many bytes there are in all. */
  capacity(): number {
    return this.#bytes.length;
  }

  /** How many bytes can still be filled. */
  remaining(): number {
    return this.#bytes.length - this.#filled;
  }

  /** The bytes that are filled: a view, not a copy. */
  filled(): Uint8Array {
    return this.#bytes.subarray(0, this.#filled);
  }

  /** The bytes that are not: write there, then {@link advance}. */
  unfilled(): Uint8Array {
    return this.#bytes.subarray(this.#filled);
  }

  /**
   * Returns the first `n` of {@link unfilled}. Original:
   * `initialize_unfilled_to`
   */
  initializeUnfilledTo(n: number): Uint8Array {
    return this.take(n).unfilled();
  }

  /**
   * Returns a buffer of the first `n` bytes that are not filled. What is filled
   * there is not here, before {@link advance} says so.
   *
   * Original: `ReadBuf::take`
   */
  take(n: number): ReadBuf {
    if (!(n >= 0 && n <= this.remaining())) {
      throw new RangeError(
        `there is room for ${this.remaining()} bytes, not for ${n}`,
      );
    }
    return new ReadBuf(this.unfilled().subarray(0, n));
  }

  /** All bytes there are: all are initialized. Original: `initialized` */
  initialized(): Uint8Array {
    return this.#bytes;
  }

  /** Says that so many more bytes are filled. */
  advance(n: number): void {
    this.setFilled(this.#filled + n);
  }

  /** Says how many bytes are filled. */
  setFilled(n: number): void {
    if (!(n >= 0 && n <= this.#bytes.length)) {
      throw new RangeError(
        `a buffer of ${this.#bytes.length} bytes cannot have ${n} filled`,
      );
    }
    this.#filled = n;
  }

  /** Says that nothing is filled. */
  clear(): void {
    this.#filled = 0;
  }

  /** Copies bytes to the unfilled part, which must have room for them. */
  putSlice(bytes: Uint8Array): void {
    if (bytes.length > this.remaining()) {
      throw new RangeError(
        `there is room for ${this.remaining()} bytes, not for ${bytes.length}`,
      );
    }
    this.#bytes.set(bytes, this.#filled);
    this.#filled += bytes.length;
  }
}

/** What a vector has room for at least, once it has room for anything. */
const LEAST = 8;

/**
 * Bytes that grow: what a read appends to, and what is left when it is
 * dropped half-way.
 *
 * It grows as Rust's vectors do, by doubling: how much one read can take, and
 * with it who is woken when, depends on the room that there is.
 *
 * Original: `Vec<u8>`, and `bytes::BytesMut` for {@link advance}.
 */
export class ByteVec {
  #bytes: Uint8Array;
  #length = 0;

  /** Has room for so many bytes from the start. */
  constructor(capacity = 0) {
    this.#bytes = new Uint8Array(capacity);
  }

  /** How many bytes are in it. */
  get length(): number {
    return this.#length;
  }

  /** How many bytes it has room for. */
  capacity(): number {
    return this.#bytes.length;
  }

  /** The bytes in it: a view, good until it grows. */
  asSlice(): Uint8Array {
    return this.#bytes.subarray(0, this.#length);
  }

  /** Makes room for so many more bytes. */
  reserve(more: number): void {
    const needed = this.#length + more;
    const room = this.#bytes.length;
    if (room >= needed) return;
    const bytes = new Uint8Array(Math.max(room * 2, needed, LEAST));
    bytes.set(this.asSlice());
    this.#bytes = bytes;
  }

  /** Appends bytes. */
  extendFromSlice(bytes: Uint8Array): void {
    this.reserve(bytes.length);
    this.#bytes.set(bytes, this.#length);
    this.#length += bytes.length;
  }

  /** Takes so many bytes off the front. */
  advance(n: number): void {
    if (!(n >= 0 && n <= this.#length)) {
      throw new RangeError(`there are ${this.#length} bytes, not ${n}`);
    }
    this.#bytes.copyWithin(0, n, this.#length);
    this.#length -= n;
  }

  /** Keeps the first `n` bytes, if there are more. */
  truncate(n: number): void {
    this.#length = Math.min(this.#length, n);
  }

  /** Forgets all bytes. */
  clear(): void {
    this.#length = 0;
  }

  /** Returns the bytes, and is empty afterwards. */
  take(): Uint8Array {
    const bytes = this.asSlice();
    this.#bytes = new Uint8Array(0);
    this.#length = 0;
    return bytes;
  }

  /** @internal A buffer that fills the room behind the bytes. */
  spare(): ReadBuf {
    return new ReadBuf(this.#bytes.subarray(this.#length));
  }

  /** @internal Says that so many bytes of the spare room are filled. */
  grow(n: number): void {
    this.#length += n;
  }
}
