import { formatTrace, scenarioIds } from "spec";
import type { Original, ScenarioId } from "spec";
import { recordedTrace } from "spec/node";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { chromiumPath } from "./chromium.js";
import { allRan, openSite } from "./site.js";
import type { Site } from "./site.js";

/** Their programs read files, listen on sockets or start threads. */
const needNode: ReadonlySet<ScenarioId> = new Set<ScenarioId>([
  "read-files",
  "cpu-parallelism",
  "blocked-loop",
  "task-vs-thread",
  "echo-server",
]);

const ports: readonly (readonly [string, Original])[] = [
  ["lwt-style", { name: "Lwt", version: "5.6.1", language: "OCaml" }],
  ["tokio-style", { name: "Tokio", version: "1.24.2", language: "Rust" }],
];

describe.skipIf(chromiumPath === undefined)("a scenario's page", () => {
  let site: Site;
  beforeAll(async () => {
    site = await openSite();
  });
  afterAll(async () => {
    await site[Symbol.asyncDispose]();
  });

  test.each(scenarioIds)(
    "%s MUST run in both ports as it was recorded, or say that it needs Node",
    async (id) => {
      const page = await site.open(`#/${id}?columns=lwt-style,tokio-style`);
      await allRan(page);
      for (const [style, original] of ports) {
        const track = page.locator(`.track[data-column="${style}"]`);
        const status = await track.locator(".status").innerText();
        expect(status).toMatch(
          needNode.has(id) ? /^cannot run in a browser: / : /^✓ ran here as /,
        );
        expect(await track.locator(".badge").innerText()).toBe(
          needNode.has(id) ? "recorded" : "live",
        );
        expect(await track.locator("details pre").textContent()).toBe(
          formatTrace(recordedTrace(original, id) ?? []),
        );
      }
      expect(site.complaints).toEqual([]);
      await page.context().close();
    },
  );
});
