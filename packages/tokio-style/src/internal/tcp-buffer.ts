import { Buffer } from "node:buffer";

/** Bytes that have arrived and that nobody has taken yet, first in first out. */
export class ByteQueue {
  #chunks: Buffer[] = [];
  /** Chunks before this one are taken, and forgotten at the next tidy-up. */
  #head = 0;
  #length = 0;
  /** No newline is among the first `#scanned` bytes. */
  #scanned = 0;

  get length(): number {
    return this.#length;
  }

  push(chunk: Buffer): void {
    this.#chunks.push(chunk);
    this.#length += chunk.length;
  }

  /** Takes the first `n` bytes, or all if there are fewer. */
  take(n: number): Buffer {
    const first = this.#chunks[this.#head];
    if (first === undefined || n <= 0) return Buffer.alloc(0);
    if (n <= first.length) return this.#takeFrom(first, n);
    const size = Math.min(n, this.#length);
    const out = Buffer.allocUnsafe(size);
    for (let at = 0; at < size;) {
      const chunk = this.#chunks[this.#head] as Buffer;
      const part = this.#takeFrom(chunk, Math.min(chunk.length, size - at));
      part.copy(out, at);
      at += part.length;
    }
    return out;
  }

  /** Counts the bytes up to the first newline and with it; 0 if there is none. */
  lineLength(): number {
    let start = 0;
    for (let i = this.#head; i < this.#chunks.length; i++) {
      const chunk = this.#chunks[i] as Buffer;
      const end = start + chunk.length;
      if (end > this.#scanned) {
        const at = chunk.indexOf(0x0a, Math.max(0, this.#scanned - start));
        if (at >= 0) return start + at + 1;
        this.#scanned = end;
      }
      start = end;
    }
    return 0;
  }

  clear(): void {
    this.#chunks = [];
    this.#head = this.#length = this.#scanned = 0;
  }

  #takeFrom(chunk: Buffer, n: number): Buffer {
    if (n < chunk.length) {
      this.#chunks[this.#head] = chunk.subarray(n);
    } else {
      this.#head++;
      if (this.#head === this.#chunks.length || this.#head >= 1024) {
        this.#chunks = this.#chunks.slice(this.#head);
        this.#head = 0;
      }
    }
    this.#length -= n;
    this.#scanned = Math.max(0, this.#scanned - n);
    return chunk.subarray(0, n);
  }
}
