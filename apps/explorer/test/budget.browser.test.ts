import { gzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { chromiumPath } from "./chromium.js";
import { allRan, openSite } from "./site.js";

/** Bytes of compressed script that a scenario's page may load, workers and all. */
const budget = 200_000;

test.skipIf(chromiumPath === undefined)(
  "the first load of a scenario's page MUST stay within its budget of script",
  async () => {
    await using site = await openSite();
    await allRan(await site.open("#/cancellation"));
    const sizes = [...site.served]
      .filter(([name]) => name.endsWith(".js"))
      .map(([, file]) => gzipSync(file).length);
    const total = sizes.reduce((sum, size) => sum + size, 0);
    process.stdout.write(`script: ${total} bytes compressed\n`);
    expect(total).toBeGreaterThan(20_000);
    expect(total).toBeLessThan(budget);
  },
);
