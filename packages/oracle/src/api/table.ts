/** Compares what an original makes public with what a style exports. */

/** Something that an original makes public. */
export interface Original {
  /** Where it stands: `Lwt_list.iter_s`, `tokio::fs::File::open` */
  readonly path: string;
  readonly deprecated: boolean;
}

/** What has another name than the rule's: the original's path, the name. */
export interface Renamed {
  readonly reason: string;
  readonly names: Readonly<Record<string, string>>;
}

/** What is not here; a path may be all that stands inside of it too. */
export interface Absent {
  readonly reason: string;
  readonly paths: readonly string[];
}

export interface Differences {
  readonly renamed: readonly Renamed[];
  readonly absent: readonly Absent[];
}

/** What a style knows of its original and of itself. */
export interface Port<O extends Original> {
  /** `Lwt` */
  readonly original: string;
  /** What something of the original is called here by the rule. */
  readonly nameHere: (original: O) => string;
  /** Whether a name is exported; as what, where it is to stand for something. */
  readonly isThere: (name: string, original?: O) => boolean;
  /** Whether a path is another one, or inside of it. */
  readonly isIn: (path: string, outer: string) => boolean;
  /**
   * What something is called here when that which it is inside of has another
   * name; without this only the path itself has it.
   */
  readonly nameInside?: (original: O, outer: string, name: string) => string;
}

/** What has become of something of the original's. */
type Verdict =
  | { readonly kind: "present"; readonly name: string }
  | { readonly kind: "renamed"; readonly name: string; readonly reason: string }
  | { readonly kind: "absent"; readonly reason: string }
  | { readonly kind: "unexplained"; readonly name: string };

export interface Row<O extends Original = Original> {
  readonly original: O;
  readonly verdict: Verdict;
}

/** Judges everything. */
export function judge<O extends Original>(
  originals: readonly O[],
  differences: Differences,
  port: Port<O>,
): readonly Row<O>[] {
  return originals.map((original) => ({
    original,
    verdict: verdictOf(original, differences, port),
  }));
}

function verdictOf<O extends Original>(
  original: O,
  { renamed, absent }: Differences,
  port: Port<O>,
): Verdict {
  const name = port.nameHere(original);
  if (port.isThere(name, original)) return { kind: "present", name };
  const { path } = original;
  for (const { outer, to, reason } of namesFor(path, renamed, port)) {
    if (outer === path) return { kind: "renamed", name: to, reason };
    const inside = port.nameInside?.(original, outer, to);
    if (inside !== undefined && port.isThere(inside, original))
      return { kind: "renamed", name: inside, reason };
  }
  const gone = absent
    .flatMap(({ reason, paths }) => paths.map((outer) => ({ reason, outer })))
    .filter(({ outer }) => port.isIn(path, outer))
    .toSorted((a, b) => b.outer.length - a.outer.length)[0];
  if (gone !== undefined) return { kind: "absent", reason: gone.reason };
  return { kind: "unexplained", name };
}

/** The new names that may be a path's: its own first. */
function namesFor<O extends Original>(
  path: string,
  renamed: readonly Renamed[],
  { isIn }: Port<O>,
) {
  return renamed
    .flatMap(({ reason, names }) =>
      Object.entries(names).map(([outer, to]) => ({ outer, to, reason })),
    )
    .filter(({ outer }) => isIn(path, outer))
    .toSorted((a, b) => b.outer.length - a.outer.length);
}

/** What is wrong: values that nothing explains, and entries that are false. */
export function complaints<O extends Original>(
  rows: readonly Row<O>[],
  differences: Differences,
  port: Port<O>,
): readonly string[] {
  const entry = (path: string): readonly string[] =>
    staleEntry(rows, path, port);
  return [
    ...rows.flatMap(({ original, verdict }) =>
      verdict.kind === "unexplained"
        ? [
            `${original.path}: ${verdict.name} is neither exported nor explained`,
          ]
        : [],
    ),
    ...differences.renamed.flatMap(({ names }) =>
      Object.entries(names).flatMap(([path, name]) => [
        ...entry(path),
        ...(port.isThere(name)
          ? []
          : [`${path} is said to be ${name}, which is not exported`]),
      ]),
    ),
    ...differences.absent.flatMap(({ paths }) => paths.flatMap(entry)),
  ];
}

function staleEntry<O extends Original>(
  rows: readonly Row<O>[],
  path: string,
  { isIn, original: of }: Port<O>,
): readonly string[] {
  const inside = rows.filter(({ original }) => isIn(original.path, path));
  if (inside.length === 0) return [`${path} is nothing of ${of}'s`];
  return inside.flatMap(({ original, verdict }) =>
    verdict.kind === "present"
      ? [`${original.path} is explained, but ${verdict.name} is exported`]
      : [],
  );
}

/** How many of some rows have which verdict. */
export interface Summary {
  readonly name: string;
  readonly values: number;
  readonly present: number;
  readonly renamed: number;
  readonly absent: number;
  /** How many reasons there are for all that is absent. */
  readonly reasons: number;
}

/** Counts rows, under a name. */
export function summaryOf(name: string, rows: readonly Row[]): Summary {
  const count = (kind: Verdict["kind"]): number =>
    rows.filter(({ verdict }) => verdict.kind === kind).length;
  const reasons = rows.flatMap(({ verdict }) =>
    verdict.kind === "absent" ? [verdict.reason] : [],
  );
  return {
    name,
    values: rows.length,
    present: count("present"),
    renamed: count("renamed"),
    absent: count("absent"),
    reasons: new Set(reasons).size,
  };
}
