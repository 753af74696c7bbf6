/**
 * The place in a file. Node cannot move a file's own, so it is kept here, and
 * each read and write names it.
 */
import type { FileHandle } from "node:fs/promises";
import { beforeStart } from "../io/simple.js";
import type { SeekFrom } from "../io/traits.js";

export class FileCursor {
  readonly #handle: FileHandle;
  readonly #append: boolean;
  /** Where to read or write next; nothing for what has no places. */
  #place: number | undefined = 0;

  constructor(handle: FileHandle, append: boolean) {
    this.#handle = handle;
    this.#append = append;
  }

  /** Goes back by what was read and not taken. */
  back(n: number): void {
    this.#moved(-n);
  }

  async read(size: number): Promise<Uint8Array> {
    const bytes = new Uint8Array(size);
    const { bytesRead } = await this.#at((place) =>
      this.#handle.read(bytes, 0, size, place),
    );
    this.#moved(bytesRead);
    return bytes.subarray(0, bytesRead);
  }

  async write(bytes: Uint8Array): Promise<void> {
    for (let done = 0; done < bytes.length;) {
      const left = bytes.length - done;
      const { bytesWritten } = await this.#at((place) =>
        this.#handle.write(bytes, done, left, this.#append ? null : place),
      );
      done += bytesWritten;
      this.#moved(bytesWritten);
    }
    if (this.#append && this.#place !== undefined) {
      this.#place = (await this.#handle.stat()).size;
    }
  }

  async seek({ _tag, offset }: SeekFrom): Promise<number> {
    const stats = await this.#handle.stat();
    if (this.#place === undefined || stats.isFIFO() || stats.isSocket()) {
      throw Object.assign(new Error("illegal seek"), { code: "ESPIPE" });
    }
    const base =
      _tag === "Start" ? 0 : _tag === "End" ? stats.size : this.#place;
    if (base + offset < 0) throw beforeStart();
    return (this.#place = base + offset);
  }

  /** Reads or writes at the place; what has no places is told so once. */
  async #at<A>(run: (place: number | null) => Promise<A>): Promise<A> {
    if (this.#place === undefined) return run(null);
    try {
      return await run(this.#place);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "ESPIPE") throw error;
      this.#place = undefined;
      return run(null);
    }
  }

  #moved(n: number): void {
    if (this.#place !== undefined) this.#place += n;
  }
}
