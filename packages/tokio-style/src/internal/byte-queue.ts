import type { ReadBuf } from "../io/read-buf.js";

const nothing = new Uint8Array(0);

/** Bytes that have arrived and that nobody has taken yet, first in first out. */
export class ByteQueue {
  #chunks: Array<Uint8Array> = [];
  /** Chunks before this one are taken, and forgotten at the next tidy-up. */
  #head = 0;
  #length = 0;

  get length(): number {
    return this.#length;
  }

  push(chunk: Uint8Array): void {
    this.#chunks.push(chunk);
    this.#length += chunk.length;
  }

  /** The first bytes: a view, of as many as came together. */
  first(): Uint8Array {
    return this.#chunks[this.#head] ?? nothing;
  }

  /** Copies the first bytes, as many as there is room for; takes none. */
  peek(buf: ReadBuf): void {
    for (let i = this.#head; i < this.#chunks.length; i++) {
      const chunk = this.#chunks[i]!.subarray(0, buf.remaining());
      if (chunk.length === 0) return;
      buf.putSlice(chunk);
    }
  }

  /** Takes the first bytes, as many as there is room for. */
  take(buf: ReadBuf): void {
    while (this.#length > 0 && buf.remaining() > 0) {
      const first = this.first();
      const room = buf.remaining();
      const chunk = first.length <= room ? first : first.subarray(0, room);
      buf.putSlice(chunk);
      this.consume(chunk.length);
    }
  }

  /** Takes so many of {@link first}. */
  consume(amount: number): void {
    const first = this.first();
    const n = Math.min(amount, first.length);
    this.#length -= n;
    if (n < first.length) {
      this.#chunks[this.#head] = first.subarray(n);
      return;
    }
    if (this.#length === 0) this.clear();
    else if (++this.#head >= 1024) {
      this.#chunks = this.#chunks.slice(this.#head);
      this.#head = 0;
    }
  }

  clear(): void {
    this.#chunks.length = 0;
    this.#head = this.#length = 0;
  }
}
