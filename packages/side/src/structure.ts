import type { Language, Source } from "./source.js";

/** How a step stands in a program, with the blanks before it. */
const stepLine: Readonly<Record<Language, RegExp>> = {
  typescript: /^\s*\/\/ (?<step>\d+\. .*)$/,
  ocaml: /^\s*\(\* (?<step>\d+\. .*) \*\)$/,
  rust: /^\s*\/\/ (?<step>\d+\. .*)$/,
};

/** No program is wider than this, so that two fit beside each other. */
const widest = 80;

/** Lines of a program from one step to the next: places in `lines`, from 0. */
export interface Section {
  /** The step, with its number; none for what stands before the first. */
  readonly step?: string;
  readonly from: number;
  /** The place after the last line that is not blank. */
  readonly to: number;
}

/** Takes a program apart at its steps; which they are is not asked. */
export function sectionsOf({ language, lines }: Source): readonly Section[] {
  const starts: { readonly step?: string; readonly from: number }[] = [
    { from: 0 },
  ];
  for (const [from, line] of lines.entries()) {
    const step = stepLine[language].exec(line)?.groups?.["step"];
    if (step !== undefined) starts.push({ step, from });
  }
  return starts.map((start, index) => {
    let to = starts[index + 1]?.from ?? lines.length;
    while (to > start.from && lines[to - 1]?.trim() === "") to -= 1;
    return { ...start, to };
  });
}

/**
 * Holds a program to its scenario's steps.
 *
 * Behaviour: `undefined` where they stand in it as comments, word for word and
 * in order; else the file, the line and what is wrong there.
 */
export function misplacedStep(
  program: Source,
  steps: readonly string[],
): string | undefined {
  const expected = steps.map((step, index) => `${index + 1}. ${step}`);
  const found = sectionsOf(program).slice(1);
  for (const [index, { step, from }] of found.entries()) {
    const next = expected[index];
    const here = `${program.path}:${from + 1}`;
    if (next === undefined)
      return `${here}: the scenario has no step after "${expected.at(-1)}", and here stands "${step}"`;
    if (step !== next)
      return `${here}: the scenario's next step is "${next}", and here stands "${step}"`;
  }
  const missing = expected[found.length];
  return missing === undefined
    ? undefined
    : `${program.path}:${program.lines.length}: the program ends before the step "${missing}"`;
}

/** Names the lines that are wider than programs may be. */
export function wideLines({ path, lines }: Source): readonly string[] {
  return lines.flatMap((line, index) =>
    line.length > widest
      ? [
          `${path}:${index + 1}: ${line.length} columns, and ${widest} are the most`,
        ]
      : [],
  );
}
