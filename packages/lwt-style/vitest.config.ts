import { mutation } from "oracle/fuzz";
import { defineConfig } from "vitest/config";
import { mutants } from "./test/mutation/mutants.js";

export default defineConfig({
  plugins: [mutation(mutants)],
  test: {
    include: ["test/**/*.test.ts"],
    // Each rule by its name, wherever the tests run.
    reporters: ["tree"],
    // A machine may be slow: no rule is about how long something takes.
    testTimeout: 60_000,
  },
});
