/**
 * The programs for the real runtimes, found by name: beside the scenarios, and
 * in the packages of the styles.
 */
import { existsSync, readdirSync } from "node:fs";
import { createRequire } from "node:module";
import { basename, dirname, join } from "node:path";
import type { Language } from "./toolchain.js";

/**
 * What a program tells: facts of a runtime, the events of a scenario, lines of
 * its own that a style's tests read, or the names that the original makes public.
 */
export type Kind = "evidence" | "trace" | "lines" | "api";

/** A program and the file that keeps what it prints. */
export interface Source {
  /** The scenario; for a program of a style, the style and the program. */
  readonly scenario: string;
  readonly language: Language;
  readonly kind: Kind;
  readonly program: string;
  /** The page's own snippet, where the program has it compiled. */
  readonly page: string | undefined;
  readonly recording: string;
}

/** The folder that has a folder for each scenario. */
export function scenariosFolder(): string {
  const require = createRequire(import.meta.url);
  return join(dirname(require.resolve("spec/package.json")), "scenarios");
}

/** How programs are called, and what is recorded of them. */
const FILES = [
  {
    language: "ocaml",
    kind: "evidence",
    program: "evidence.ml",
    page: "page.ml",
    recording: "lwt.evidence.json",
  },
  {
    language: "ocaml",
    kind: "trace",
    program: "lwt.ml",
    recording: "lwt.trace",
  },
  {
    language: "rust",
    kind: "evidence",
    program: "evidence.rs",
    page: "page.rs",
    recording: "tokio.evidence.json",
  },
  {
    language: "rust",
    kind: "trace",
    program: "tokio.rs",
    recording: "tokio.trace",
  },
] as const;

/** Finds every program, by scenario, by language, evidence before trace. */
export function findSources(folder: string): readonly Source[] {
  return readdirSync(folder)
    .toSorted()
    .flatMap((scenario) =>
      FILES.flatMap((names) => {
        const { language, kind } = names;
        const program = join(folder, scenario, names.program);
        if (!existsSync(program)) return [];
        const page =
          "page" in names ? join(folder, scenario, names.page) : undefined;
        return [
          {
            scenario,
            language,
            kind,
            program,
            page: page !== undefined && existsSync(page) ? page : undefined,
            recording: join(folder, scenario, names.recording),
          },
        ];
      }),
    );
}

/** Where a style has programs for its original, and what is recorded of them. */
const STYLE_FOLDERS = [
  { language: "ocaml", kind: "api", folder: "api", extension: ".api" },
  { language: "rust", kind: "api", folder: "api", extension: ".api" },
  {
    language: "ocaml",
    kind: "lines",
    folder: join("test", "recorded"),
    extension: ".trace",
  },
] as const;

/** How a language's programs end. */
const PROGRAM = { ocaml: ".ml", rust: ".rs" } as const;

/** The folder that has a folder for each package. */
export function packagesFolder(): string {
  return dirname(dirname(scenariosFolder()));
}

/** Finds the programs of the styles, by style, the public names first. */
export function findStyleSources(packages: string): readonly Source[] {
  return readdirSync(packages)
    .filter((name) => name.endsWith("-style"))
    .toSorted()
    .flatMap((style) =>
      STYLE_FOLDERS.flatMap(({ language, kind, folder, extension }) =>
        filesIn(join(packages, style, folder), PROGRAM[language]).map(
          (program) => {
            const name = basename(program, PROGRAM[language]);
            return {
              scenario: `${style}/${name}`,
              language,
              kind,
              program,
              page: undefined,
              recording: join(packages, style, folder, name + extension),
            };
          },
        ),
      ),
    );
}

function filesIn(folder: string, extension: string): readonly string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => name.endsWith(extension))
    .toSorted()
    .map((name) => join(folder, name));
}

/** Finds recordings whose program is gone: nobody can record them anew. */
export function findOrphans(folder: string): readonly string[] {
  return readdirSync(folder)
    .toSorted()
    .flatMap((scenario) =>
      FILES.filter(
        ({ program }) => !existsSync(join(folder, scenario, program)),
      )
        .map(({ recording }) => join(folder, scenario, recording))
        .filter((path) => existsSync(path)),
    );
}

/** As `findOrphans`, in the packages of the styles. */
export function findStyleOrphans(packages: string): readonly string[] {
  const orphans = readdirSync(packages)
    .filter((name) => name.endsWith("-style"))
    .toSorted()
    .flatMap((style) =>
      STYLE_FOLDERS.flatMap(({ folder, extension }) =>
        filesIn(join(packages, style, folder), extension).filter((path) =>
          Object.values(PROGRAM).every(
            (program) =>
              !existsSync(path.slice(0, -extension.length) + program),
          ),
        ),
      ),
    );
  // A folder may have programs in either language.
  return [...new Set(orphans)];
}
