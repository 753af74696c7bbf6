import { eventsOf } from "spec/mutants";
import type { Mutant } from "spec/mutants";

/** The mistakes that who writes the rest on effection is likely to make. */
export const mutants: readonly Mutant[] = [
  {
    name: "a semaphore that frees a permit before it is handed on",
    file: "src/semaphore.ts",
    edits: [
      [
        "if (!waiters.hand()) free += 1;",
        "free += 1;\n    if (waiters.hand()) queueMicrotask(() => (free -= 1));",
      ],
    ],
    scenario: "mutex-fairness",
    fails: {
      "mutex-fairness.2 MUST hand the lock over: it is locked right after the release":
        "expected false to deeply equal true",
    },
  },
  {
    name: "waiters that are served from the last to the first",
    file: "src/waiters.ts",
    edits: [
      ["const [take] = this.#queue;", "const take = [...this.#queue].at(-1);"],
    ],
    scenario: "condition",
    fails: {
      "condition.1 MUST wake the first in line by the signal, the others by the broadcast":
        "expected [ 20, 20, 20, 10 ] to deeply equal [ 10, 20, 20, 20 ]",
      "condition.3 MUST let main go on after the broadcast before anybody wakes":
        "expected [ true, true, false ] to deeply equal [ true, true, true ]",
    },
  },
  {
    name: "a wait that is not taken back when it is halted",
    file: "src/waiters.ts",
    edits: [
      ["return () => void this.#queue.delete(take);", "return () => {};"],
    ],
    scenario: "pool-limits",
    fails: {
      "pool-limits.4 MUST pass the turn of user3 on: nobody waits longer for it":
        "expected [ +0, +0, 10, 20 ] to deeply equal [ +0, +0, 10, 10 ]",
    },
  },
  {
    name: "a channel that has room for everything",
    file: "src/bounded-channel.ts",
    edits: [["if (items.length >= capacity) return false;\n", ""]],
    scenario: "bounded-stream",
    fails: {
      "bounded-stream.2 MUST return from the pushes at 0, 0, 0, 10 and 20 ms":
        "-     10,\n+     0,",
      "bounded-stream.4 MUST give the end after the last item, however early the close":
        "-   20,\n+   0,",
    },
  },
  {
    name: "a close that forgets who waits for room",
    file: "src/bounded-channel.ts",
    edits: [
      [
        "for (const { item, reject } of senders) reject(new ChannelClosed(item));",
        "for (const { resolve } of senders) resolve();",
      ],
    ],
    scenario: "closing-channel",
    fails: {
      [eventsOf("closing-channel")]: '-   "sender is refused",',
      "closing-channel.2 MUST refuse who waits for room at the close, and who comes after it":
        "expected [ 5 ] to deeply equal [ 4, 5 ]",
    },
  },
  {
    name: "a timeout that lets the operation go on",
    file: "src/timeout.ts",
    edits: [
      [
        "return race([operation, limit]);",
        "return race([run(() => operation), limit]);",
      ],
      ["import { call, race, sleep }", "import { call, race, run, sleep }"],
    ],
    scenario: "timeout",
    fails: {
      [eventsOf("timeout")]: '-   "slow is finalised",',
      "timeout.3 MUST finalise the slow work before main has the timeout":
        "expected false to deeply equal true",
    },
  },
  {
    name: "a latest queue that keeps each value",
    file: "src/latest-queue.ts",
    edits: [
      [
        "const changed = createCondition();",
        "return createQueue<T, TClose>();\n  const changed = createCondition();",
      ],
      [
        'import type { Queue } from "effection";',
        'import { createQueue, type Queue } from "effection";',
      ],
    ],
    scenario: "watch",
    fails: {
      [eventsOf("watch")]: '+   "slow sees",',
      "watch.2 MUST show slow the latest value each time it looks, and skip the rest":
        "+     2,",
    },
  },
  {
    name: "a yield that takes a millisecond, as sleep(0) does",
    file: "src/yield-now.ts",
    edits: [
      [
        "const immediate = setImmediate(resolve);",
        "const immediate = setTimeout(resolve, 1);",
      ],
      ["clearImmediate(immediate)", "clearTimeout(immediate)"],
    ],
    scenario: "yield-interleaving",
    fails: {
      "yield-interleaving.4 MUST take no time: to pause is not to sleep":
        "expected 3 to deeply equal +0",
    },
  },
];
