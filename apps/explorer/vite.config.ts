import { defineConfig } from "vite";
import { nodePlugin } from "./build/node-plugin.js";
import { sitePlugin } from "./build/site-plugin.js";

const checks = { pluginTimings: false };

export default defineConfig({
  // Any folder of any host will do.
  base: "./",
  plugins: [nodePlugin(), sitePlugin()],
  build: {
    target: "es2022",
    // No polyfill, and no script in the page itself.
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    rolldownOptions: { checks },
  },
  worker: {
    format: "es",
    plugins: () => [nodePlugin(), sitePlugin()],
    rolldownOptions: {
      checks,
      // A program that sleeps needs no sockets: only what is used is there.
      treeshake: {
        moduleSideEffects: (id) => !id.includes("/packages/lwt-style/dist/"),
      },
    },
  },
  preview: { host: "127.0.0.1", port: 4173 },
});
