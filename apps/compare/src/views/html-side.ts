import type { Prose } from "spec";
import { letterOf, shareText } from "side";
import type { Block, Comparison, Token, Tokens } from "side";
import { pageStyle } from "./html-style.js";

/**
 * Writes programs side by side as one page that needs no script and nothing
 * beside it, with a section for each step. Where the page is wide the programs
 * stand in columns and their rows in line; where it is narrow they stand below
 * each other.
 */
export function htmlSide(
  { title, question, steps, source }: Prose,
  comparison: Comparison,
  tokens: readonly Tokens[],
): string {
  const { columns, blocks } = comparison;
  const names = columns.map(({ name }) => name).join(", ");
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${escape(`${title}: ${names}`)}</title>
<style>
${pageStyle}
</style>
</head>
<body>
<header>
<h1>${escape(title)}</h1>
<p>${escape(question)}</p>
<ol>
${steps.map((step, index) => `<li><a href="#step-${index + 1}">${escape(step)}</a></li>`).join("\n")}
</ol>
</header>
<main>
${blocks.map((block, index) => section(block, index, comparison, tokens)).join("\n")}
</main>
<footer>
<p>${escape(shareText(comparison))}.</p>
<p>From the page: ${escape(source)}</p>
</footer>
</body>
</html>
`;
}

function section(
  { step, rows }: Block,
  index: number,
  { columns }: Comparison,
  tokens: readonly Tokens[],
): string {
  const programs = columns.map(({ name, path }, column) => {
    const about =
      step === undefined
        ? `<b>${escape(name)}</b> ${escape(path)}`
        : escape(name);
    const lines = rows.map((row) => {
      const place = row[column];
      return place === undefined
        ? "<i></i>"
        : codeLine(tokens[column]?.[place] ?? [], place + 1);
    });
    return `<figure style="--rows: ${rows.length + 1}">
<figcaption>${about}</figcaption>
<pre><code>${lines.join("")}</code></pre>
</figure>`;
  });
  return `<section id="step-${index}">
${step === undefined ? "" : `<h2>${escape(step)}</h2>\n`}<div>
${programs.join("\n")}
</div>
</section>`;
}

/** A line with its number; where it is wrapped it goes on at its indentation. */
function codeLine(line: readonly Token[], number: number): string {
  const text = line.map((token) => token.text).join("");
  const indent = text.search(/\S|$/);
  const code = line.map((token) => {
    const name = letterOf[token.kind];
    return name === ""
      ? escape(token.text)
      : `<b class="${name}">${escape(token.text)}</b>`;
  });
  return `<span data-n="${number}" style="--in: ${indent}">${code.join("")}\n</span>`;
}

const entities: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
};

function escape(text: string): string {
  return text.replaceAll(/[&<>"]/g, (character) => entities[character] ?? "");
}
