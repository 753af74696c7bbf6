/** What `scenario.md` says, taken apart. */
export interface Prose {
  readonly title: string;
  readonly question: string;
  /** The numbered steps, without their numbers: what is observed. */
  readonly steps: readonly string[];
  /** Where on the page it comes from. */
  readonly source: string;
}

/**
 * Takes a `scenario.md` apart: a title, the question, steps numbered from 1,
 * remarks, and a last paragraph that starts with "From the page:".
 *
 * Errors: a part that is missing throws a `SyntaxError` that names it.
 */
export function parseProse(markdown: string): Prose {
  const paragraphs = markdown
    .trim()
    .split(/\n\s*\n/)
    .map((paragraph) => paragraph.trim());
  const heading = paragraphs[0] ?? "";
  const steps = paragraphs.find((paragraph) => paragraph.startsWith("1. "));
  const source = paragraphs.at(-1) ?? "";
  if (!heading.startsWith("# ")) throw missing('a title, "# …", comes first');
  const question = paragraphs[1] ?? "";
  if (!question.endsWith("?"))
    throw missing("the question comes second and ends in a question mark");
  if (steps === undefined) throw missing("steps are numbered from 1");
  const from = "From the page: ";
  if (!source.startsWith(from))
    throw missing(`the last paragraph starts with "${from.trim()}"`);
  return {
    title: heading.slice(2),
    question: unwrap(question),
    steps: steps.split("\n").map((line, index) => {
      const number = `${index + 1}. `;
      if (!line.startsWith(number))
        throw missing(`step ${index + 1} stands on one line, with its number`);
      return line.slice(number.length);
    }),
    source: unwrap(source.slice(from.length)),
  };
}

function unwrap(paragraph: string): string {
  return paragraph.replaceAll(/\s*\n\s*/g, " ");
}

function missing(what: string): SyntaxError {
  return new SyntaxError(`scenario.md: ${what}`);
}
