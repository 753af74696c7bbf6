/** Who is measured: what the styles provide in `bench/costs.ts`. */
import { existsSync } from "node:fs";
import type {
  Bound,
  ConcurrencyCosts,
  ServerContender,
  TaskContender,
} from "bench";
import { Failure } from "../errors.js";
import { findStyles } from "side/node";
import type { StylePackage } from "side/node";
import { chooseStyles } from "../styles.js";

/** A contender, and where it is to be found. */
export interface Found<Contender> {
  readonly style: string;
  readonly contender: Contender;
  /** The module that has it, and the original's program if that was built. */
  readonly module: string;
  readonly command: string | undefined;
}

export interface Contenders {
  readonly tasks: readonly Found<TaskContender>[];
  readonly servers: readonly Found<ServerContender>[];
  /** Who is left out, and why; of the servers alone. */
  readonly notes: readonly string[];
  readonly serverNotes: readonly string[];
}

/** The compiled module of a style that exports `costs`. */
const moduleOf = ({ root }: StylePackage): URL =>
  new URL("dist/bench/costs.js", root);

/**
 * Finds the contenders of some styles, of all where none is named. The controls
 * always stand beside them: without them a figure says little.
 *
 * Errors: a `UsageError` for a style that is not there, a `Failure` for one that
 * is named and provides nothing.
 */
export async function findContenders(
  names: readonly string[],
  originals: boolean,
  onBuild: (style: string) => void,
): Promise<Contenders> {
  const all = findStyles();
  const chosen = chooseStyles(names, all);
  const controls = all.filter(
    (style) => style.control && !chosen.includes(style),
  );
  const tasks: Found<TaskContender>[] = [];
  const servers: Found<ServerContender>[] = [];
  const notes: string[] = [];
  const serverNotes: string[] = [];
  for (const style of [...chosen, ...controls]) {
    const module = moduleOf(style);
    if (!existsSync(module)) {
      const line = `${style.name} is not measured: it has no bench/costs.ts`;
      if (names.includes(style.name)) throw new Failure(line);
      notes.push(line);
      continue;
    }
    const { costs } = (await import(module.href)) as {
      readonly costs: ConcurrencyCosts;
    };
    serverNotes.push(...(costs.missingServers ?? []));
    const command = await buildOriginal(style.name, costs, {
      originals,
      onBuild,
      notes,
    });
    const isThere = (run: unknown): boolean =>
      !Array.isArray(run) || command !== undefined;
    const place = { style: style.name, module: module.href, command };
    for (const contender of costs.tasks)
      if (Object.values(contender.runs).some(isThere))
        tasks.push({ ...place, contender });
    for (const contender of costs.servers)
      if (isThere(contender.serve)) servers.push({ ...place, contender });
  }
  return { tasks, servers, notes, serverNotes };
}

async function buildOriginal(
  style: string,
  costs: ConcurrencyCosts,
  {
    originals,
    onBuild,
    notes,
  }: {
    readonly originals: boolean;
    readonly onBuild: (style: string) => void;
    readonly notes: string[];
  },
): Promise<string | undefined> {
  if (costs.original === undefined || !originals) return undefined;
  onBuild(style);
  try {
    const built = await costs.original();
    if (typeof built === "object") return built.command;
    notes.push(built);
  } catch (error) {
    throw new Failure(`the original of ${style} could not be built`, {
      cause: error,
    });
  }
  return undefined;
}

/** So many, or as many as there may be, with the words that say so. */
export function bounded(
  contender: { readonly name: string; readonly most?: () => Bound },
  wanted: number,
): { readonly n: number; readonly note: string | undefined } {
  const bound = contender.most?.();
  if (bound === undefined || bound.count >= wanted)
    return { n: wanted, note: undefined };
  return {
    n: bound.count,
    note: `${contender.name}: ${bound.count.toLocaleString("en")} at most, for ${bound.because}`,
  };
}
