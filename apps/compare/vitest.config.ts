import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    env: { NO_COLOR: "1" },
    include: ["test/**/*.test.ts"],
    // Each command is a process, and a machine may be slow.
    testTimeout: 60_000,
    hookTimeout: 120_000,
  },
});
