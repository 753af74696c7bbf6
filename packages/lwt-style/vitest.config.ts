import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    // Each rule by its name, wherever the tests run.
    reporters: ["tree"],
  },
});
