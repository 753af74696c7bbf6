/** Small mistakes in the port, one at a time: each must be found. */
import type { Mutant } from "oracle/fuzz";

export const mutants: readonly Mutant[] = [
  {
    name: "polls the task that was queued last first",
    file: "internal/scheduler.ts",
    original: "this.#local.push(task);",
    mutation: `this.#local.push(task);
    for (let i = this.#local.length; i > 1; i--)
      this.#local.push(this.#local.shift());`,
  },
  {
    name: "takes a wake during a poll as part of that poll",
    file: "internal/task.ts",
    original: "if (flags & (COMPLETE | NOTIFIED)) return;",
    mutation: "if (flags & (COMPLETE | NOTIFIED | RUNNING)) return;",
  },
  {
    name: "queues at once who yields",
    file: "internal/yield-now.ts",
    original: "else runtime.defer(slot.task);",
    mutation: "else slot.task.wake();",
  },
  {
    name: "starts each poll of a join at its first branch",
    file: "internal/branches.ts",
    original: "this.#skip = start + 1 >= this.futures.length ? 0 : start + 1;",
    mutation: "this.#skip = 0;",
  },
  {
    name: "drops the losers of a select from the last one on",
    file: "internal/branches.ts",
    original: `this.dropRest();
    this.outcome = outcome;`,
    mutation: `this.made.reverse();
    this.dropRest();
    this.outcome = outcome;`,
  },
  {
    name: "drops a task when it is aborted, not at its turn",
    file: "internal/task.ts",
    original: `this.flags = flags | CANCELLED | NOTIFIED;
    if (!(flags & (RUNNING | NOTIFIED))) this.schedule();`,
    mutation: `this.flags = flags | CANCELLED | NOTIFIED;
    if (!(flags & (RUNNING | NOTIFIED))) this.run();`,
  },
  {
    name: "gives a poll one operation more than its budget",
    file: "internal/coop.ts",
    original: "INITIAL = 128",
    mutation: "INITIAL = 129",
  },
  {
    name: "keeps the permits that an aborted waiter was handed",
    file: "internal/batch-semaphore.ts",
    original: "this.release(count - waiter.needed);",
    mutation: "this.permits += count - waiter.needed;",
  },
  {
    name: "lets who tries overtake who waits",
    file: "internal/batch-semaphore.ts",
    original: "if (waiter.needed > 0) break;",
    mutation:
      "if (waiter.needed > 0) { rest += given; waiter.needed += given; this.permits += rest; rest = 0; break; }",
  },
  {
    name: "fires equal deadlines from the last one on",
    file: "internal/wheel.ts",
    original: "for (let e = list.shift(); e !== undefined; e = list.shift()) {",
    mutation:
      "for (let e = list.tail; e !== undefined; e = list.tail) { list.remove(e);",
  },
  {
    name: "wakes those who wait together from the first one on",
    file: "internal/wake-list.ts",
    original:
      "for (let task = this.#tasks.pop(); task; task = this.#tasks.pop()) {",
    mutation:
      "for (let task = this.#tasks.shift(); task; task = this.#tasks.shift()) {",
  },
  {
    name: "wakes one more of those who wait together in a batch",
    file: "internal/wake-list.ts",
    original: "CAPACITY = 32",
    mutation: "CAPACITY = 33",
  },
  {
    name: "polls one task more before it looks at the timers",
    file: "internal/scheduler.ts",
    original: "EVENT_INTERVAL = 61",
    mutation: "EVENT_INTERVAL = 62",
  },
  {
    name: "forgets a notification whose task is aborted",
    file: "sync/notify.ts",
    original: 'if (waiter.notified === "one") this.one();',
    mutation: "",
  },
  {
    name: "wakes who polls a LocalSet for each task that it wakes itself",
    file: "internal/local-queue.ts",
    original: "if (current !== this) this.wake();",
    mutation: "this.wake();",
  },
  {
    name: "takes from the budget in unconstrained",
    file: "internal/unconstrained.ts",
    original: "coop.left = UNLIMITED;",
    mutation: "coop.left = this.#left;",
  },
];
