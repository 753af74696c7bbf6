import { eventsOf } from "spec/mutants";
import type { Mutant } from "spec/mutants";

/** The mistakes that are likely where promises and signals are passed by hand. */
export const mutants: readonly Mutant[] = [
  {
    name: "a race that lets its losers run",
    file: "src/scope.ts",
    edits: [
      [
        "  } finally {\n    scope.abort();\n    await Promise.allSettled(running);",
        "  } finally {",
      ],
    ],
    scenario: "cancellation",
    fails: {
      [eventsOf("cancellation")]: '-   "slow is finalised",',
      "cancellation.2 MUST run the loser's finaliser before main has the winner":
        "expected false to deeply equal true",
      "cancellation.4 MUST run each finaliser once":
        "expected [ 'worker' ] to deeply equal [ 'slow', 'worker' ]",
    },
  },
  {
    name: "an all that lets the others go on",
    file: "src/scope.ts",
    edits: [
      [
        "    scope.abort();\n    await Promise.allSettled(running);\n    throw error;",
        "    throw error;",
      ],
    ],
    scenario: "try-join-drops",
    fails: {
      "try-join-drops.3 MUST finalise the others first, in the order in which they were given":
        "expected false to deeply equal true",
      "try-join-drops.4 MUST never let one of them go on":
        "expected [ 'left', 'right' ] to deeply equal []",
    },
  },
  {
    name: "a sleep that ignores its signal",
    file: "src/virtual-clock.ts",
    edits: [["    }, options);", "    });"]],
    scenario: "timeout",
    fails: {
      [eventsOf("timeout")]: '+   "slow ends",',
      "timeout.2 MUST tell main that the time is up, 20 ms after the start":
        "expected [ [ true ], 130 ] to deeply equal [ [ true, true ], 30 ]",
      "timeout.4 MUST let the keeper go on, and never the slow work":
        "expected [ 'quick', 'slow', 'keeper' ] to deeply equal",
      "timeout.5 MUST give the keeper's value to whoever waits long enough":
        "expected [ 'keeper', 140 ] to deeply equal [ 'keeper', 60 ]",
    },
  },
  {
    name: "a clock that wakes equal deadlines newest first",
    file: "src/virtual-clock.ts",
    edits: [
      [
        "(other) => other.deadline <= deadline,",
        "(other) => other.deadline < deadline,",
      ],
    ],
    scenario: "equal-deadlines",
    fails: {
      "equal-deadlines.2 MUST wake those that make and await at once in that order":
        "expected [ 'sleeper5', 'sleeper4', …(3) ] to deeply equal",
    },
  },
  {
    name: "a waiter that stays in line when it has given up",
    file: "src/semaphore.ts",
    edits: [["return () => this.#waiters.delete(hand);", "return () => {};"]],
    scenario: "pool-limits",
    fails: {
      "pool-limits.4 MUST pass the turn of user3 on: nobody waits longer for it":
        "expected [ +0, +0, 10, 20 ] to deeply equal [ +0, +0, 10, 10 ]",
    },
  },
  {
    name: "a lock that is free before it is handed over",
    file: "src/semaphore.ts",
    edits: [
      [
        "    this.#waiters.delete(first);\n    first();\n  }\n}",
        "    this.#waiters.delete(first);\n    this.#free += 1;\n    first();\n  }\n}",
      ],
    ],
    scenario: "mutex-fairness",
    fails: {
      "mutex-fairness.1 MUST serve in the order of asking, and main last":
        "expected [ 'main', 'contender1', …(3) ] to deeply equal",
      "mutex-fairness.2 MUST hand the lock over: it is locked right after the release":
        "expected false to deeply equal true",
    },
  },
  {
    name: "a queue that loses the item of who waits for room",
    file: "src/queue.ts",
    edits: [["    this.#items.push(putter.item);\n", ""]],
    scenario: "bounded-channel",
    fails: {
      [eventsOf("bounded-channel")]: '-   "consumer takes",',
      "bounded-channel.1 MUST take each item once, in order, and be done after 40 ms":
        "expected { taken: [ 1, 2, 4 ], elapsedMs: 30 } to deeply equal",
      "bounded-channel.2 MUST return from the sends at 0, 0, 10 and 20 ms":
        "+     10,",
      "bounded-channel.3 MUST never let the producer be more than two items ahead":
        "expected false to deeply equal true",
    },
  },
  {
    name: "a signal that wakes everybody",
    file: "src/condition.ts",
    edits: [
      [
        "    this.#waiters.delete(first);\n    first();",
        "    this.broadcast();",
      ],
    ],
    scenario: "condition",
    fails: {
      "condition.1 MUST wake the first in line by the signal, the others by the broadcast":
        "expected [ 10, 10, 10, 10 ] to deeply equal [ 10, 20, 20, 20 ]",
      "condition.3 MUST let main go on after the broadcast before anybody wakes":
        "expected [ false, false, false ] to deeply equal [ true, true, true ]",
    },
  },
];
