/** What was measured, as data: all that is printed and drawn comes from it. */
import type { CascadeCosts } from "./cascade.js";
import type { HeapCourse } from "./leaks.js";
import type { Figures } from "./rounds.js";
import type { SizeCosts } from "./size.js";
import type { Label, Shape, Unit } from "./suite.js";

export interface Costs {
  readonly date: string;
  /** Figures of a quick run say little. */
  readonly effort: "full" | "quick";
  readonly machine: string;
  /** Of the runtimes and libraries that took part. */
  readonly versions: Readonly<Record<string, string>>;
  readonly suites: readonly SuiteCosts[];
}

export interface SuiteCosts {
  readonly subject: string;
  readonly rivals: readonly string[];
  readonly original: string | null;
  /** By an operation of the overview, the row that stands for it. */
  readonly overview: Readonly<Record<string, string>>;
  readonly labels: readonly Labelled[];
  readonly rows: readonly RowCosts[];
  readonly cascade: {
    readonly shape: Shape;
    readonly contenders: Readonly<Record<string, CascadeCosts>>;
  } | null;
  readonly leaks: readonly LeakCosts[];
  readonly size: SizeCosts | null;
}

/** Said of a contender in these rows, and found true. */
interface Labelled {
  readonly contender: string;
  readonly label: Label;
  /** Of all that the contender has where it is null. */
  readonly rows: readonly string[] | null;
}

export interface RowCosts {
  readonly id: string;
  readonly title: string;
  readonly unit: Unit;
  readonly figures: Readonly<Record<string, Figures>>;
  /** How many times the subject's minimum that of each other is. */
  readonly ratios: Readonly<Record<string, number | null>>;
  readonly targets: Readonly<Record<string, number>>;
}

export interface LeakCosts {
  readonly id: string;
  readonly title: string;
  readonly contenders: Readonly<Record<string, HeapCourse>>;
}

/** By how much the subject is better than each other, by the minima. */
export function ratiosOf(
  figures: Readonly<Record<string, Figures>>,
): RowCosts["ratios"] {
  const own = figures["subject"];
  return Object.fromEntries(
    Object.entries(figures)
      .filter(([name]) => name !== "subject")
      .map(([name, other]) => [
        name,
        own === undefined || "none" in own || "none" in other
          ? null
          : other.min / own.min,
      ]),
  );
}

/** The name of a column of a suite, for people. */
export const nameOf = (
  { subject, original }: Pick<SuiteCosts, "subject" | "original">,
  column: string,
): string =>
  column === "subject"
    ? subject
    : column === "original"
      ? `real ${original}`
      : column;

/** The columns of a suite that have a figure somewhere, the subject's first. */
export const columnsOf = ({ rivals, rows }: SuiteCosts): readonly string[] =>
  ["subject", ...rivals, "original"].filter((name) =>
    rows.some(({ figures }) => name in figures),
  );

/** What is not as it is said or meant to be, a line each. */
export function failuresOf({ suites }: Costs): readonly string[] {
  return suites.flatMap((suite) => [
    ...Object.entries(suite.cascade?.contenders ?? {})
      .filter(([, { label, leaked }]) => (label === "leaks") !== leaked > 0)
      .map(
        ([name, { label, leaked }]) =>
          `${suite.subject}: cascade: ${nameOf(suite, name)} is labelled "${label}", and ${leaked} tasks went on`,
      ),
    ...suite.leaks.flatMap(({ id, contenders }) =>
      Object.entries(contenders)
        .filter(([, { label, found }]) => label !== found)
        .map(
          ([name, { label, bytesARound }]) =>
            `${suite.subject}: ${id}: ${nameOf(suite, name)} is labelled "${label}", and its heap grew by ${bytesARound.toFixed(1)} bytes a round`,
        ),
    ),
    ...overBudget(suite),
  ]);
}

/** A budget that is missed must say so, by how much, and no longer than that. */
function overBudget({ subject, size }: SuiteCosts): readonly string[] {
  if (size === null || size.budget === null) return [];
  const { own, budget, without } = size;
  const allowed = size.missed?.bytes ?? 0;
  const over = own.gzip - budget;
  const is = `${subject}: its core is ${own.gzip} bytes without ${without.join(", ")}`;
  if (over > allowed)
    return [
      `${is}, ${over} more than its budget${allowed > 0 ? `, and not ${allowed} as is said` : ""}`,
    ];
  return allowed > 0 && over < allowed - budget / 4
    ? [`${is}: say that it misses its budget by less than ${allowed}`]
    : [];
}
