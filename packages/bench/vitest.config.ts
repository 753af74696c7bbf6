import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    // A machine may be slow: no rule is about how long something takes.
    testTimeout: 60_000,
  },
});
