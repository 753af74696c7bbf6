import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    env: { NO_COLOR: "1" },
    include: ["test/**/*.test.ts"],
    // A whole repository is built, and a machine may be slow.
    testTimeout: 300_000,
    hookTimeout: 300_000,
  },
});
