import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { chromiumPath } from "./chromium.js";
import { measured, openSite } from "./site.js";
import type { Site } from "./site.js";

describe.skipIf(chromiumPath === undefined)("the table in a browser", () => {
  let site: Site;
  beforeAll(async () => {
    site = await openSite();
  });
  afterAll(async () => {
    await site[Symbol.asyncDispose]();
  });

  test("it MUST show five rows with claim, verdict and figures of both kinds, measured again on demand", async () => {
    const page = await site.open();
    await measured(page);
    const rows = page.locator(".claims").first().locator("tbody tr");
    expect(await rows.locator("th").allInnerTexts()).toEqual(
      [
        "Concurrency model",
        "Syntax",
        "Error propagation",
        "Cancellation",
        "Zero-cost",
      ].map((aspect) => expect.stringMatching(new RegExp(`^${aspect}`))),
    );
    const verdicts = await Promise.all(
      (await rows.all()).map((row) => row.locator(".verdict").allInnerTexts()),
    );
    expect(verdicts.map((row) => row.slice(0, 2))).toEqual([
      ["holds", "partly"],
      ["does not carry over", "holds"],
      ["holds", "holds"],
      ["refuted", "holds"],
      ["holds", "refuted"],
    ]);
    const cost = rows.nth(4).locator("td").nth(1);
    const here = cost.locator(".figures.here dd");
    expect(
      (await here.allInnerTexts()).map((text) => /^[\d,]+ ns$/.test(text)),
    ).toEqual([true, true, true]);
    const nanoseconds = Number.parseInt((await here.first().innerText()) ?? "");
    expect(nanoseconds).toBeGreaterThan(0);
    expect(await cost.locator(".figures.node").innerText()).toContain("bytes");
    expect(await cost.locator(".figures.recorded").innerText()).toContain(
      "0 allocations",
    );
    await page.getByRole("button", { name: "Measure again" }).click();
    await page.getByText(/^Measuring/).waitFor();
    await measured(page);
    expect(site.complaints).toEqual([]);
    await page.context().close();
  });

  test("a row that needs Node's threads MUST say that Node measured it", async () => {
    const page = await site.open();
    await measured(page);
    const first = page.locator(".claims").first().locator("tbody td").first();
    expect(await first.locator(".figures.node").innerText()).toMatch(
      /^On Node [\d.]+: no page can/,
    );
    expect(await first.locator(".figures.here").count()).toBe(0);
    await page.context().close();
  });

  test("a refuted claim MUST open to the programs that refute it", async () => {
    const page = await site.open();
    await measured(page);
    const buttons = page.getByRole("button", { name: "The proof" });
    expect(await buttons.count()).toBe(4);
    await buttons.first().click();
    const proof = page.locator("tr.proof");
    await proof.locator("figure pre").first().waitFor();
    expect(await proof.innerText()).toContain("protected goes on");
    expect(await proof.locator("figcaption").allInnerTexts()).toEqual([
      "packages/spec/scenarios/cancellation/evidence.ml",
    ]);
    expect(await proof.locator("pre").innerText()).toContain("Lwt.protected");
    await page.getByRole("button", { name: "Close the proof" }).click();
    expect(await proof.count()).toBe(0);
    expect(site.complaints).toEqual([]);
    await page.context().close();
  });
});
