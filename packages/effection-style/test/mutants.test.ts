import { mutantSuite } from "spec/mutant-suite";
import { mutants } from "./mutants/mutants.js";

mutantSuite(new URL("mutants/vitest.config.ts", import.meta.url), mutants);
