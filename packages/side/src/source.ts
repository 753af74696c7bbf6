export type Language = "typescript" | "ocaml" | "rust";

/** A program in one column: the file that runs. */
export interface Source {
  /** What it is asked for by: a style's package, or `ocaml`, `rust`. */
  readonly name: string;
  readonly language: Language;
  /** Its path in the repository. */
  readonly path: string;
  /** Its lines, without what ends them. */
  readonly lines: readonly string[];
}

/** The languages of the originals, which are columns by these names. */
export const originalNames = ["ocaml", "rust"] as const;

export type OriginalName = (typeof originalNames)[number];

export function isOriginalName(name: string): name is OriginalName {
  return (originalNames as readonly string[]).includes(name);
}
