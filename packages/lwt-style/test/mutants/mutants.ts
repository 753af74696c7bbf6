import type { ScenarioId } from "spec";
import { eventsOf, originalOf } from "spec/mutants";
import type { Mutant } from "spec/mutants";

const original = (id: ScenarioId): string =>
  originalOf(id, { name: "Lwt", version: "5.6.1" });

const lost = "deadlock: main waits for LwtMvar.take, and nothing can wake it";

/** The mistakes that a port of Lwt to JavaScript is likely to make. */
export const mutants: readonly Mutant[] = [
  {
    name: "a bind that defers its callback",
    file: "src/internal/compose.ts",
    edits: [
      [
        "if (state === FULFILLED) return callNow(f, p.v);\n  return rejectedAs(p);",
        "if (state === FULFILLED) return later(pause(), BIND, () => f(p.v));\n  return rejectedAs(p);",
      ],
      [
        'import { callNow } from "./bounce.js";',
        'import { callNow } from "./bounce.js"; import { pause } from "./pause.js";',
      ],
    ],
    scenario: "throwing-callback",
    fails: {
      [eventsOf("throwing-callback")]: '-   "main catches",',
      "throwing-callback.2 MUST throw at main what was thrown before any wait":
        "expected [ undefined, false ] to deeply equal [ 'early', true ]",
      [original("throwing-callback")]:
        '≠ @10ms  main  catches  "early"     │\n',
    },
  },
  {
    name: "a pick that lets its loser run",
    file: "src/internal/choose.ts",
    edits: [["if (this.cancelsLosers) cancelAll(this.ps);", ""]],
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
    name: "a choose that always takes the first",
    file: "src/internal/random.ts",
    edits: [["const drawn = bits();", "const drawn = 0;"]],
    scenario: "select-fairness",
    fails: {
      "select-fairness.2 MUST let each of the three win at least 50 rounds":
        "expected [ true, false, false ] to deeply equal [ true, true, true ]",
      [original("select-fairness")]:
        "≠ @0ms  second  has its share  true │ @0ms  second  has its share  false",
    },
  },
  {
    name: "a wakeupLater that runs inline",
    file: "src/internal/resolve.ts",
    edits: [["if (nesting < 1) {", "if (nesting < Infinity) {"]],
    scenario: "wakeup-order",
    fails: {
      [original("wakeup-order")]: "≠ @20ms  main  has called │\n",
    },
  },
  {
    name: "an mvar that loses a value",
    file: "src/LwtMvar.ts",
    edits: [["mvar.contents = writer[0];", "mvar.full = false;"]],
    scenario: "bounded-channel",
    fails: {
      "bounded-channel.program MUST run to its end": lost,
      [eventsOf("bounded-channel")]: lost,
      "bounded-channel.1 MUST take each item once, in order, and be done after 40 ms":
        lost,
      "bounded-channel.2 MUST return from the sends at 0, 0, 10 and 20 ms":
        lost,
      "bounded-channel.3 MUST never let the producer be more than two items ahead":
        lost,
      [original("bounded-channel")]: lost,
      "bounded-channel.trace MUST be the same when the program runs again":
        lost,
    },
  },
  {
    name: "a mutex that is unfair",
    file: "src/internal/sequence.ts",
    edits: [["p.h = queue.addRight(p);", "p.h = queue.addLeft(p);"]],
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
    name: "a sleep that ends early",
    file: "src/LwtEngine.ts",
    edits: [
      [
        "const delay = Math.max(0, seconds);",
        "const delay = Math.max(0, seconds / 2);",
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
