import { eventsOf, parseProgram } from "oracle/fuzz/tokio";
import { corpusSuite } from "oracle/fuzz/corpus-suite";
import { runProgram } from "../fuzz/tokio.js";
import { mutants } from "./mutation/mutants.js";

corpusSuite({
  style: "tokio-style",
  original: "tokio",
  parseProgram,
  eventsOf,
  runProgram,
  mutants,
  load: async (number) => {
    const module = `../fuzz/tokio.ts?mutant=${number}`;
    return import(/* @vite-ignore */ module);
  },
});
