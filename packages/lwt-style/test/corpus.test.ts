import { eventsOf, parseProgram } from "oracle/fuzz";
import { corpusSuite } from "oracle/fuzz/corpus-suite";
import { runProgram } from "../fuzz/lwt.js";
import { mutants } from "./mutation/mutants.js";

corpusSuite({
  style: "lwt-style",
  original: "lwt",
  parseProgram,
  eventsOf,
  runProgram,
  mutants,
  load: async (number) => {
    const module = `../fuzz/lwt.ts?mutant=${number}`;
    return import(/* @vite-ignore */ module);
  },
});
