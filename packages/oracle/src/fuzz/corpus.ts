/**
 * The corpus: programs with the traces that the real runtime gave, so that a
 * port can be held to them where the real runtime is not.
 *
 * It stands in `corpus/<original>.txt.gz`: a header, then a line for each
 * program, with a tab between its text and its trace.
 */
import { mkdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { gunzipSync, gzipSync } from "node:zlib";
import { writeAtomically } from "../files.js";

export interface CorpusEntry {
  readonly program: string;
  readonly trace: string;
}

export interface Corpus {
  /** What recorded it: `runtime`, `compiler`, `command`. */
  readonly header: Readonly<Record<string, string>>;
  readonly entries: readonly CorpusEntry[];
}

/** The file of an original's corpus. */
export const corpusFile = (original: string): string =>
  join(
    dirname(createRequire(import.meta.url).resolve("oracle/package.json")),
    "corpus",
    `${original}.txt.gz`,
  );

/** Reads the corpus of an original. */
export function readCorpus(original: string): Corpus {
  const text = gunzipSync(readFileSync(corpusFile(original))).toString();
  const header: Record<string, string> = {};
  const entries: CorpusEntry[] = [];
  for (const line of text.trimEnd().split("\n")) {
    const named = /^# (\w+): (.*)$/.exec(line);
    if (named === null) {
      const [program, trace] = line.split("\t") as [string, string];
      entries.push({ program, trace });
    } else header[named[1]!] = named[2]!;
  }
  return { header, entries };
}

/** Writes the corpus of an original, and gives its file. */
export function writeCorpus(
  original: string,
  { header, entries }: Corpus,
): string {
  const file = corpusFile(original);
  const lines = [
    ...Object.entries(header).map(([name, value]) => `# ${name}: ${value}`),
    ...entries.map(({ program, trace }) => `${program}\t${trace}`),
  ];
  mkdirSync(dirname(file), { recursive: true });
  const text = lines.map((line) => `${line}\n`).join("");
  writeAtomically(file, gzipSync(text, { level: 9 }));
  return file;
}
