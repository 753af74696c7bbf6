/** The columns that there are: the originals, and the styles that were found. */
import { styles } from "virtual:site";
import { nameOf } from "spec";
import type { Original } from "spec";

/** The original whose program a column has, where it has one. */
export const originalOfColumn: Readonly<Record<string, Original["name"]>> = {
  ocaml: "Lwt",
  rust: "Tokio",
};

/** The styles that mirror an original. */
function portsOf(original: Original["name"]): readonly string[] {
  return styles
    .filter((style) => style.original?.name === original)
    .map(({ name }) => name);
}

/** Every port, Lwt's first. */
const ports = [...portsOf("Lwt"), ...portsOf("Tokio")];

/** Ports stand beside what they mirror, and who mirrors nothing comes last. */
export const allColumns: readonly string[] = [
  "ocaml",
  ...ports,
  "rust",
  ...styles.map(({ name }) => name).filter((name) => !ports.includes(name)),
];

/** The ports and what they mirror; on a narrow screen the ports. */
export function usualColumns(): readonly string[] {
  return matchMedia("(width < 48rem)").matches
    ? ports
    : ["ocaml", ...ports, "rust"];
}

/** Two of the chosen columns, ports before others: what a difference is of. */
export function pairOf(chosen: readonly string[]): readonly string[] {
  const [left, right] = new Set([
    ...chosen.filter((name) => ports.includes(name)),
    ...chosen,
    ...allColumns,
  ]);
  return [left ?? "", right ?? ""];
}

const titles = new Map(
  styles.flatMap(({ original }) =>
    original === undefined ? [] : [[original.name, nameOf(original)] as const],
  ),
);

/** The name of a column, for a reader. */
export function columnTitle(column: string): string {
  const original = originalOfColumn[column];
  return original === undefined ? column : (titles.get(original) ?? column);
}
