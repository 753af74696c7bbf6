/**
 * The programs for the real runtimes, found beside the scenarios by name.
 */
import { existsSync, readdirSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import type { Language } from "./toolchain.js";

/** What a program tells: facts of a runtime, or the events of a scenario. */
export type Kind = "evidence" | "trace";

/** A program and the file that keeps what it prints. */
export interface Source {
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
