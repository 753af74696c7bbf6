import { proseOf } from "spec/node";
import { beforeAll, describe, expect, test } from "vitest";
import { align } from "side";
import { readColumns } from "../src/columns.js";
import { highlight } from "side/highlight";
import { findStyles } from "side/node";
import { htmlSide } from "../src/views/html-side.js";

const styles = findStyles(new URL("../../../packages/", import.meta.url));
const names = ["lwt-style", "tokio-style", "ocaml", "rust"];
const columns = readColumns("echo-server", names, styles);
const prose = proseOf("echo-server");

let page: string;
beforeAll(async () => {
  const tokens = await highlight(columns);
  page = htmlSide(prose, align(columns), tokens);
});

function textOf(html: string): string {
  return html
    .replaceAll(/<[^>]*>/g, "")
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&quot;", '"')
    .replaceAll("&amp;", "&");
}

describe("htmlSide", () => {
  test("it MUST need no script and nothing beside it", () => {
    expect(page).not.toMatch(/<script|<link|<img|<iframe|@import|url\(/i);
    expect(page).not.toMatch(/\s(src|on\w+)=/i);
    for (const [, target] of page.matchAll(/href="([^"]*)"/g))
      expect(page).toContain(`id="${target?.slice(1)}"`);
  });

  test("it MUST close every element that it opens, in order", () => {
    const open: string[] = [];
    for (const [, slash, name = ""] of page.matchAll(/<(\/?)([a-z]\w*)/g))
      if (slash === "/") expect(open.pop()).toBe(name);
      else if (name !== "meta") open.push(name);
    expect(open).toEqual([]);
  });

  test("it MUST show every line of every program that is not blank, with its number", () => {
    const spans = [
      ...page.matchAll(/<span data-n="(\d+)"[^>]*>(.*?)\n<\/span>/gs),
    ].map(([, number, code = ""]) => `${number} ${textOf(code)}`);
    for (const { lines } of columns)
      for (const [place, line] of lines.entries())
        if (line.trim() !== "") expect(spans).toContain(`${place + 1} ${line}`);
  });

  test("it MUST have a section for each step, and rows enough in each", () => {
    for (const [index, step] of prose.steps.entries()) {
      const [, section = ""] =
        new RegExp(`<section id="step-${index + 1}">(.*?)</section>`, "s").exec(
          page,
        ) ?? [];
      expect(textOf(section)).toContain(`${index + 1}. ${step}`);
      const figures = section.split("<figure").slice(1);
      expect(figures).toHaveLength(columns.length);
      for (const figure of figures) {
        const rows = /--rows: (\d+)/.exec(figure)?.[1];
        const cells = figure.match(/<span data-n|<i>/g) ?? [];
        expect(cells.length + 1).toBe(Number(rows));
      }
    }
  });

  test("it MUST be light or dark as the reader has it, and fit a phone", () => {
    expect(page).toContain("prefers-color-scheme: dark");
    expect(page).toContain('content="width=device-width, initial-scale=1"');
  });

  test("each language MUST be coloured: keywords, strings, numbers, functions", () => {
    const figures = page.split("<figure").slice(1);
    for (const [column, { name }] of columns.entries()) {
      const own = figures
        .filter((_figure, index) => index % columns.length === column)
        .join("");
      for (const kind of ["k", "s", "n", "f", "p"])
        expect(own, `${kind} in ${name}`).toContain(`<b class="${kind}">`);
    }
  });
});
