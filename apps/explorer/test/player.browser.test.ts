import { readFile } from "node:fs/promises";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { chromiumPath } from "./chromium.js";
import { allRan, openSite } from "./site.js";
import type { Site } from "./site.js";

describe.skipIf(chromiumPath === undefined)("a scenario's page", () => {
  let site: Site;
  beforeAll(async () => {
    site = await openSite();
  });
  afterAll(async () => {
    await site[Symbol.asyncDispose]();
    expect(site.complaints).toEqual([]);
  });

  async function open(hash: string): Promise<Page> {
    const page = await site.open(hash);
    await allRan(page);
    return page;
  }

  const says = (page: Page) => page.locator(".now[aria-live]").innerText();

  test("a step MUST show the event, its line in every column, and its step", async () => {
    const page = await open("#/cancellation");
    const forward = page.getByRole("button", { name: "Step forward" });
    await forward.click();
    expect(await says(page)).toBe("0 ms: fast starts");
    await forward.click();
    await forward.click();
    expect(await says(page)).toBe("10 ms: fast finishes");
    expect(await page.locator(".line.fresh").allInnerTexts()).toEqual(
      Array.from({ length: 4 }, () => expect.stringContaining('"finishes"')),
    );
    expect(await page.locator(".step.now h2").innerText()).toBe(
      "2. the fast one wins after 10 ms",
    );
    expect(await page.locator(".event.now").count()).toBe(4);
    await page.getByRole("button", { name: "Step back" }).click();
    expect(await says(page)).toBe("0 ms: slow starts");
    await page.context().close();
  });

  test("where the originals differ each MUST be told with who it was", async () => {
    const page = await open("#/cancellation?at=9");
    expect(await says(page)).toBe(
      "10 ms: keeper starts (Lwt 5.6.1, lwt-style); main lets go of the keeper (tokio-style, Tokio 1.24.2)",
    );
    await page.context().close();
  });

  test("the slider MUST scrub, and playing MUST end at the end", async () => {
    const page = await open("#/async-port");
    const slider = page.getByRole("slider", { name: "Position" });
    await slider.fill("3");
    expect(await page.locator(".position").innerText()).toBe("3 / 5");
    await page.getByLabel("Speed").selectOption("4");
    await page.getByRole("button", { name: "Play" }).click();
    await page.getByText("5 / 5").waitFor();
    await page.getByRole("button", { name: "Play" }).waitFor();
    expect(await says(page)).toContain("main has both");
    await page.context().close();
  });

  test("a column that is switched on MUST run and be shown", async () => {
    const page = await open("#/async-port");
    await page.getByRole("checkbox", { name: "promise-style" }).check();
    await allRan(page);
    const track = page.locator('.track[data-column="promise-style"]');
    expect(await track.locator(".status").innerText()).toContain("ran here");
    expect(await page.locator(".pane").innerText()).toContain(
      "packages/promise-style/programs/async-port.ts",
    );
    await page.context().close();
  });

  test("the address MUST keep columns, view and position, and open to them", async () => {
    const page = await open("#/async-port");
    await page.getByRole("checkbox", { name: "Lwt 5.6.1" }).uncheck();
    await page.getByRole("slider", { name: "Position" }).fill("2");
    await page.waitForURL(/#\/async-port\?.*at=2/);
    expect(decodeURIComponent(new URL(page.url()).hash)).toBe(
      "#/async-port?columns=lwt-style,tokio-style,rust&at=2",
    );
    const shared = await open(new URL(page.url()).hash);
    expect(await shared.locator(".position").innerText()).toBe("2 / 5");
    expect(await shared.locator(".track").count()).toBe(3);
    await page.context().close();
    await shared.context().close();
  });

  test.each([
    ["#/nowhere", "There is no scenario “nowhere”."],
    ["#/async-port?columns=fortran", "There is no column “fortran”."],
    ["#/async-port?at=x", "“x” is no position on a timeline."],
    ["#/async-port?at=77", /has 5 moments, and none is number 77/],
  ])("the address %s MUST be refused with a message", async (hash, message) => {
    const page = await site.open(hash);
    await page.getByText("This address leads nowhere").waitFor();
    await page.getByText(message).waitFor();
    await page.context().close();
  });

  test("a difference MUST be shown split and unified, of any two columns", async () => {
    const page = await open("#/async-port");
    await page.getByText("Diff, split").click();
    const rows = page.locator(".diff .row");
    expect(await rows.first().locator(".change").count()).toBeGreaterThan(0);
    const removed = await page.locator(".change.removed").count();
    const added = await page.locator(".change.added").count();
    expect(Math.min(removed, added)).toBeGreaterThan(5);
    await page.getByLabel("Right").selectOption("promise-style");
    await page.getByText("Diff, unified").click();
    expect(await page.locator(".diff .row").count()).toBe(0);
    expect(await page.locator(".share").innerText()).toContain(
      "packages/promise-style/programs/async-port.ts",
    );
    await page.waitForURL(/columns=lwt-style,promise-style&view=unified/);
    await page.context().close();
  });

  test("a run that is not as it was recorded MUST be marked, event for event", async () => {
    const page = await site.open();
    // What was recorded is made to differ from what the ports do.
    await page.context().route(/async-port/, async (route) => {
      const response = await route.fetch();
      const text = await response.text();
      await route.fulfill({
        response,
        body: text.replaceAll(
          '"lane":"read2","event":"wakes"',
          '"lane":"read2","event":"dozes"',
        ),
      });
    });
    await page.goto(`${site.url}#/async-port?columns=lwt-style`);
    await allRan(page);
    expect(await page.locator(".status").innerText()).toBe(
      "≠ differs from Lwt 5.6.1, lacks @10ms read2 dozes",
    );
    const marked = page.locator(".event.differs title");
    expect(await marked.allTextContents()).toEqual(["10 ms: read2 wakes"]);
    await page.context().close();
  });

  test("a run MUST be saved as NDJSON, Chrome Trace and SVG", async () => {
    const page = await open("#/async-port");
    const save = async (name: string): Promise<[string, string]> => {
      const [download] = await Promise.all([
        page.waitForEvent("download"),
        page.getByRole("button", { name, exact: true }).click(),
      ]);
      const text = await readFile(await download.path(), "utf8");
      return [download.suggestedFilename(), text];
    };
    const [ndjson, lines] = await save("NDJSON");
    expect(ndjson).toBe("async-port.ndjson");
    expect(lines.trim().split("\n")).toHaveLength(20);
    const [chrome, json] = await save("Chrome Trace");
    expect(chrome).toBe("async-port.trace.json");
    expect(JSON.parse(json)).toHaveProperty("traceEvents");
    const [svg, picture] = await save("SVG");
    expect(svg).toBe("async-port.svg");
    expect(picture).toMatch(/^<svg xmlns/);
    // A picture is looked at where it is opened, not on this page.
    const viewer = await page.context().newPage();
    const problem = await viewer.evaluate(
      (text) =>
        new DOMParser()
          .parseFromString(text, "image/svg+xml")
          .querySelector("parsererror")?.textContent,
      picture,
    );
    expect(problem).toBeUndefined();
    await viewer.setContent(picture);
    const colour = () => {
      const shape = document.querySelector(".event.waits .shape");
      return shape && getComputedStyle(shape).fill;
    };
    expect(await viewer.evaluate(colour)).toBe(await page.evaluate(colour));
    await page.context().close();
  });
});
