import { defineScenario } from "../../src/scenario.js";

export const blockingRead = defineScenario<string>()({
  id: "blocking-read",
  title: "A read that blocks its thread",
  level: "page",
  events: ["main asks", "main has the data"],
  rules: [
    {
      must: "hand over the data that was read",
      see: (run) => run.trace.at(-1)?.value,
      equals: "data from blocking read",
    },
  ],
  seedTest: {
    name: "test_blocking",
    asserts: [
      {
        source: `assert_eq!(blocking_read(), "data from blocking read")`,
        see: (run) => run.result,
        equals: "data from blocking read",
      },
    ],
  },
});
