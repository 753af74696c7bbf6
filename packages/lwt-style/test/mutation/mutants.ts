/** Small mistakes in the core, one at a time: each must be found. */
import type { Mutant } from "oracle/fuzz";

export const mutants: readonly Mutant[] = [
  {
    name: "calls the oldest callback first",
    file: "internal/callbacks.ts",
    original: "first.prev = c;",
    mutation: "first.prev = c; p.v = c;",
  },
  {
    name: "never defers a wakeupLater",
    file: "internal/resolve.ts",
    original: "if (nesting < 1) {",
    mutation: "if (nesting < Infinity) {",
  },
  {
    name: "joins the callbacks of unified promises in the wrong order",
    file: "internal/settle.ts",
    original: "p2.v = concat(p2.v, p1.v);",
    mutation: "p2.v = concat(p1.v, p2.v);",
  },
  {
    name: "forgets how to cancel when promises are unified",
    file: "internal/settle.ts",
    original: "p2.s = (p2.s & ~HOW) | (p1.s & HOW);",
    mutation: "",
  },
  {
    name: "calls back first what a cancel has found first",
    file: "internal/cancel.ts",
    original: "= found[i]!",
    mutation: "= found[found.length - 1 - i]!",
  },
  {
    name: "cancels the losers of pick in reverse",
    file: "internal/choose.ts",
    original: "if (this.cancelsLosers) cancelAll(this.ps);",
    mutation: "if (this.cancelsLosers) cancelAll(this.ps.toReversed());",
  },
  {
    name: "resolves pick before it cancels the losers",
    file: "internal/choose.ts",
    original: "if (this.cancelsLosers) cancelAll(this.ps);",
    mutation:
      "if (this.cancelsLosers) { const settled = settle(underlying(this.p2), state, value); cancelAll(this.ps); return settled; }",
  },
  {
    name: "counts a draw among rejected promises from the first",
    file: "internal/choose.ts",
    original: "failed[failed.length - 1 - draw(failed.length)]",
    mutation: "failed[draw(failed.length)]",
  },
  {
    name: "does not restore the keys around a callback",
    file: "internal/call.ts",
    original: "setStorage((f as Stored).storage);",
    mutation: "",
  },
  {
    name: "gives the values of both the wrong way round",
    file: "internal/both.ts",
    original: "value = isFirst ?",
    mutation: "value = !isFirst ?",
  },
  {
    name: "rejects both with the last rejection",
    file: "internal/both.ts",
    original: "if (before === REJECTED) {",
    mutation: "if (before === REJECTED && state !== REJECTED) {",
  },
  {
    name: "lets a generator keep its place in the list that called it",
    file: "internal/gen.ts",
    original: "  leaveWalk(c);\n",
    mutation: "",
  },
];
