/**
 * Waking several waiters at once: in batches of 32, each from its last to
 * its first. That is how Tokio 1.24.2 does it, and it can be observed.
 */
import type { Pollable } from "./leaf.js";

const CAPACITY = 32;

/** A batch of tasks that are about to be woken. */
export class WakeList {
  #tasks: Array<Pollable> = [];

  canPush(): boolean {
    return this.#tasks.length < CAPACITY;
  }

  push(task: Pollable): void {
    this.#tasks.push(task);
  }

  wakeAll(): void {
    for (let task = this.#tasks.pop(); task; task = this.#tasks.pop()) {
      task.wake();
    }
  }
}
