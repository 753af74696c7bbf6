import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type axe from "axe-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { chromiumPath } from "./chromium.js";
import { allRan, measured, openSite } from "./site.js";
import type { Site } from "./site.js";

const axeSource = readFileSync(
  createRequire(import.meta.url).resolve("axe-core/axe.min.js"),
  "utf8",
);

const views = [
  "#/",
  "#/cancellation?at=5",
  "#/cancellation?columns=lwt-style,tokio-style&view=split&at=5",
  "#/nowhere",
] as const;

describe.skipIf(chromiumPath === undefined).each(["light", "dark"] as const)(
  "in the %s theme",
  (colorScheme) => {
    let site: Site;
    beforeAll(async () => {
      site = await openSite();
    });
    afterAll(async () => {
      await site[Symbol.asyncDispose]();
    });

    test.each(views)("axe MUST find nothing serious on %s", async (hash) => {
      const page = await site.open(hash, { colorScheme });
      if (hash === "#/") {
        await measured(page);
        await page.getByRole("button", { name: "The proof" }).first().click();
        await page.locator("tr.proof figure").first().waitFor();
      } else if (hash.includes("cancellation")) await allRan(page);
      await page.evaluate(axeSource);
      const found = await page.evaluate(async () => {
        const { axe: tool } = globalThis as unknown as { axe: typeof axe };
        const { violations } = await tool.run();
        return violations
          .filter(({ impact }) => impact === "serious" || impact === "critical")
          .map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`);
      });
      expect(found).toEqual([]);
      await page.context().close();
    });

    test.each(views)(
      "%s MUST fit a screen of 360 pixels, and 1600",
      async (hash) => {
        for (const width of [360, 1600]) {
          const page = await site.open(hash, {
            colorScheme,
            viewport: { width, height: 740 },
          });
          if (hash.includes("cancellation")) await allRan(page);
          const over = await page.evaluate(
            () =>
              document.documentElement.scrollWidth -
              document.documentElement.clientWidth,
          );
          expect(over).toBeLessThanOrEqual(0);
          await page.context().close();
        }
      },
    );
  },
);
