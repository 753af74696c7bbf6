import { defineScenario } from "../../src/scenario.js";
import { inOrder, timeOf } from "../../src/trace.js";

export const parallelReads = defineScenario<readonly string[]>()({
  id: "parallel-reads",
  title: "Two reads at once, over a channel",
  level: "page",
  events: [
    "main opens a channel",
    "reader1 starts",
    "reader2 starts",
    "reader1 sends",
    "reader2 sends",
    "main receives",
    "main receives",
    "main has both",
  ],
  rules: [
    {
      must: "have both results after 10 ms, not 20",
      see: (run) => timeOf(run.trace, "main", "has both"),
      equals: 10,
    },
    {
      must: "start both readers before either sends",
      see: ({ trace }) =>
        ["reader1", "reader2"].every(
          (first) =>
            inOrder(trace, `${first} starts`, "reader1 sends") &&
            inOrder(trace, `${first} starts`, "reader2 sends"),
        ),
      equals: true,
    },
  ],
  seedTest: {
    name: "test_parallel",
    asserts: [
      {
        source: "assert_eq!(results.len(), 2)",
        see: (run) => run.result.length,
        equals: 2,
      },
      {
        source: `assert!(results.contains(&"result1".to_string()))`,
        see: (run) => run.result.includes("result1"),
        equals: true,
      },
      {
        source: `assert!(results.contains(&"result2".to_string()))`,
        see: (run) => run.result.includes("result2"),
        equals: true,
      },
    ],
  },
});
