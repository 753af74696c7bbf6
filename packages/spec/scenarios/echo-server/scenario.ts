import { defineScenario } from "../../src/scenario.js";

export interface Echoes {
  readonly connections: number;
  /** What each client heard, in the order of the clients. */
  readonly heard: readonly (readonly string[])[];
}

export const echoServer = defineScenario<Echoes>()({
  id: "echo-server",
  title: "Three clients and an echo",
  level: "lesson",
  inputs: {
    port: {
      kind: "integer",
      describe: "the port to listen on; 0 takes a free one",
      default: 0,
      min: 0,
      max: 65_535,
    },
  },
  events: ["server listens", "main has all echoes", "server closes"],
  rules: [
    {
      must: "send each line back to the client that sent it",
      see: ({ result }) => result.heard,
      equals: [
        ["client 1 line 1", "client 1 line 2"],
        ["client 2 line 1", "client 2 line 2"],
        ["client 3 line 1", "client 3 line 2"],
      ],
    },
    {
      must: "accept each connection once",
      see: ({ result }) => result.connections,
      equals: 3,
    },
  ],
});
