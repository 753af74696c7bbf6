/** The run queue: first in, first out, linked through its elements. */
import type { Runnable } from "./task.js";

/** A queue of runnables; one stands in it at most once. */
export class RunQueue {
  length = 0;
  #head: Runnable | undefined = undefined;
  #tail: Runnable | undefined = undefined;

  push(item: Runnable): void {
    this.length++;
    if (this.#tail === undefined) this.#head = item;
    else this.#tail.behind = item;
    this.#tail = item;
  }

  shift(): Runnable | undefined {
    const item = this.#head;
    if (item === undefined) return undefined;
    this.length--;
    this.#head = item.behind;
    if (this.#head === undefined) this.#tail = undefined;
    item.behind = undefined;
    return item;
  }

  get isEmpty(): boolean {
    return this.#head === undefined;
  }
}
