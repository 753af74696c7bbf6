import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    // Each rule by its name, wherever the tests run.
    reporters: ["tree"],
    // A machine may be slow: no rule is about how long something takes.
    testTimeout: 60_000,
  },
});
