import { defineConfig } from "vitest/config";
import { mutation } from "./test/mutation/plugin.js";

export default defineConfig({
  plugins: [mutation()],
  test: {
    include: ["test/**/*.test.ts"],
    // Each rule by its name, wherever the tests run.
    reporters: ["tree"],
    // A machine may be slow: no rule is about how long something takes.
    testTimeout: 60_000,
  },
});
