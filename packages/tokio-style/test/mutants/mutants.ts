import type { ScenarioId } from "spec";
import { eventsOf, originalOf } from "spec/mutants";
import type { Mutant } from "spec/mutants";

const original = (id: ScenarioId): string =>
  originalOf(id, { name: "Tokio", version: "1.24.2" });

const lost = "blockOn waits for a message (mpsc recv)";

/** The mistakes that a port of Tokio to JavaScript is likely to make. */
export const mutants: readonly Mutant[] = [
  {
    name: "a select that always takes the first",
    file: "src/select.ts",
    edits: [
      [
        "return scheduler?.random.below(this.futures.length) ?? 0;",
        "return scheduler === undefined ? 1 : 0;",
      ],
    ],
    scenario: "select-fairness",
    fails: {
      "select-fairness.2 MUST let each of the three win at least 50 rounds":
        "expected [ true, false, false ] to deeply equal [ true, true, true ]",
      [original("select-fairness")]:
        "≠ @0ms  second  has its share  true │ @0ms  second  has its share  false",
    },
  },
  {
    name: "a select that lets its losers run",
    file: "src/internal/branches.ts",
    edits: [
      [
        "    this.dropRest();\n    this.outcome = outcome;",
        "    this.outcome = outcome;",
      ],
    ],
    scenario: "loser-finaliser",
    fails: {
      [eventsOf("loser-finaliser")]: '-   "left is finalised",',
      "loser-finaliser.2 MUST finalise the losers as they were given, before main has the winner":
        "expected false to deeply equal true",
      "loser-finaliser.4 MUST let the clean-ups run to their end":
        "expected [] to deeply equal [ 'left', 'right' ]",
      [original("loser-finaliser")]:
        "≠ @10ms  left  is finalised           │\n",
    },
  },
  {
    name: "a wake that runs the task inline",
    file: "src/internal/task.ts",
    edits: [
      [
        "this.flags = flags | NOTIFIED;\n    if (!(flags & RUNNING)) this.schedule();",
        "this.flags = flags | NOTIFIED;\n    if (!(flags & RUNNING)) this.run();",
      ],
    ],
    scenario: "wakeup-order",
    fails: {
      [original("wakeup-order")]: "≠ @10ms  main  has fired  │\n",
    },
  },
  {
    name: "a channel that loses an item",
    file: "src/internal/chan.ts",
    edits: [
      [
        "this.#values.push(value);",
        "if (this.#values.length === 0) this.#values.push(value);",
      ],
    ],
    scenario: "parallel-reads",
    fails: {
      "parallel-reads.program MUST run to its end": lost,
      [eventsOf("parallel-reads")]: lost,
      "parallel-reads.1 MUST have both results after 10 ms, not 20": lost,
      "parallel-reads.2 MUST start both readers before either sends": lost,
      test_parallel: lost,
      [original("parallel-reads")]: lost,
      "parallel-reads.trace MUST be the same when the program runs again": lost,
    },
  },
  {
    name: "a mutex that is unfair",
    file: "src/internal/batch-semaphore.ts",
    edits: [
      [
        "const first = this.#waiters.head;",
        "const first = this.#waiters.tail;",
      ],
    ],
    scenario: "mutex-fairness",
    fails: {
      [eventsOf("mutex-fairness")]: '-   "contender1 has the lock",',
      "mutex-fairness.1 MUST serve in the order of asking, and main last":
        "expected [ 'contender4', 'main' ] to deeply equal",
      "mutex-fairness.3 MUST let one at a time have the lock, for 10 ms each":
        "expected [ undefined, undefined, undefined, 10 ] to deeply equal",
      [original("mutex-fairness")]:
        "≠ @10ms  contender1  has the lock    │ @10ms  contender4  has the lock",
    },
  },
  {
    name: "a yield that lets nobody run",
    file: "src/internal/yield-now.ts",
    edits: [
      [
        "else runtime.defer(slot.task);\n    return undefined;",
        "return E.void;",
      ],
    ],
    scenario: "yield-interleaving",
    fails: {
      "yield-interleaving.1 MUST let a, b and c take turns, round by round":
        "expected [ 'a', 'a', 'a', 'b', 'b', 'b', …(3) ] to deeply equal",
      "yield-interleaving.3 MUST give the greedy one its place in the first round":
        "expected 9 to deeply equal 3",
      [original("yield-interleaving")]:
        "≠                               │ @0ms  a  takes a turn  2",
    },
  },
  {
    name: "a sleep that fires early",
    file: "src/internal/timer.ts",
    edits: [
      [
        "wheel.insert(entry, clock.tickOf(deadline));",
        "wheel.insert(entry, clock.tickOf(deadline - 5));",
      ],
    ],
    scenario: "timer-overlap",
    fails: {
      "timer-overlap.1 MUST take 10 ms in all, not 50":
        "expected { fired: 5, elapsedMs: 5 } to deeply equal",
      "timer-overlap.2 MUST fire each timer at 10 ms":
        "expected [ 5, 5, 5, 5, 5 ] to deeply equal",
      [original("timer-overlap")]:
        "≠ @10ms  timer1  fires      │ @5ms  timer1  fires",
    },
  },
];
