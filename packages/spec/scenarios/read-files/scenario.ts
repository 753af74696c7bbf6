import { defineScenario } from "../../src/scenario.js";
import { inOrder } from "../../src/trace.js";

export interface Contents {
  readonly oneAfterTheOther: readonly [string, string];
  readonly bothAtOnce: readonly [string, string];
}

export const readFiles = defineScenario<Contents>()({
  id: "read-files",
  title: "Two files, one after the other and both at once",
  level: "page",
  inputs: {
    a: { kind: "file", describe: "the first file", content: "alpha" },
    b: { kind: "file", describe: "the second file", content: "beta" },
  },
  events: [
    "a is read",
    "a has",
    "b is read",
    "b has",
    "main reads both",
    "main has both",
  ],
  rules: [
    {
      must: "read b only when a has been read",
      see: (run) => inOrder(run.trace, "a is read", "a has", "b is read"),
      equals: true,
    },
    {
      must: "find the same contents both ways",
      see: (run) => run.result,
      equals: {
        oneAfterTheOther: ["alpha", "beta"],
        bothAtOnce: ["alpha", "beta"],
      },
    },
    {
      must: `print "c1 c2" and a new line`,
      see: (run) => run.output,
      equals: "alpha beta\n",
    },
  ],
});
