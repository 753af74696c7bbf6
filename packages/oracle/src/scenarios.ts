/**
 * The scenarios that have evidence programs, found by looking.
 */
import { existsSync, readdirSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import type { Language } from "./toolchain.js";

/** An evidence program and the file that keeps what it says. */
export interface Source {
  readonly scenario: string;
  readonly language: Language;
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

/** How the files of a language are called. */
export const FILES = {
  ocaml: {
    program: "evidence.ml",
    page: "page.ml",
    recording: "lwt.evidence.json",
  },
  rust: {
    program: "evidence.rs",
    page: "page.rs",
    recording: "tokio.evidence.json",
  },
} as const;

/** Finds every evidence program, by scenario and then by language. */
export function findSources(folder: string): readonly Source[] {
  return readdirSync(folder)
    .toSorted()
    .flatMap((scenario) =>
      (["ocaml", "rust"] as const).flatMap((language) => {
        const names = FILES[language];
        const program = join(folder, scenario, names.program);
        const page = join(folder, scenario, names.page);
        if (!existsSync(program)) return [];
        return [
          {
            scenario,
            language,
            program,
            page: existsSync(page) ? page : undefined,
            recording: join(folder, scenario, names.recording),
          },
        ];
      }),
    );
}

/** Finds recordings whose program is gone: nobody can record them anew. */
export function findOrphans(folder: string): readonly string[] {
  return readdirSync(folder)
    .toSorted()
    .flatMap((scenario) =>
      Object.values(FILES)
        .filter(({ program }) => !existsSync(join(folder, scenario, program)))
        .map(({ recording }) => join(folder, scenario, recording))
        .filter((path) => existsSync(path)),
    );
}
