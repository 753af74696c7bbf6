import { findContenders } from "../costs/contenders.js";
import { figuresOf, reachesOf } from "../costs/echo-figures.js";
import { echoJobs, runEchoes } from "../costs/echo-runs.js";
import { checkDescriptors } from "../costs/limits.js";
import { machine } from "../costs/machine.js";
import { variants } from "../costs/variants.js";
import { Failure, UsageError, unknownName } from "../errors.js";
import { wholeNumber } from "../inputs.js";
import type { Io } from "../io.js";
import { Progress } from "../progress.js";
import { c10kNotes, c10kTables, faultsOf } from "../views/c10k-figures.js";
import { markdownFigures, textFigures } from "../views/figures.js";
import { building } from "./tasks.js";

export interface C10kOptions {
  readonly connections: string;
  readonly messages: string;
  readonly size: string;
  readonly variant?: readonly string[];
  readonly style?: readonly string[];
  readonly runs: string;
  readonly timeout: string;
  readonly originals: boolean;
  readonly json?: boolean;
  readonly markdown?: boolean;
}

/**
 * Loads an echo server of each style with many connections, and prints what
 * came of it.
 *
 * Errors: a `UsageError` where the system does not allow so many; a `Failure`,
 * after all is printed, where a byte was lost or wrong, or a load was not done.
 */
export async function c10k(
  {
    variant = ["busy"],
    style: names = [],
    originals,
    json = false,
    markdown = false,
    ...given
  }: C10kOptions,
  io: Io,
): Promise<void> {
  if (json && markdown)
    throw new UsageError("--json and --markdown exclude each other: give one");
  const number = (name: keyof typeof given, min: number, max: number): number =>
    wholeNumber(`--${name}`, given[name], min, max);
  const connections = number("connections", 1, 1_000_000);
  const options = {
    messages: number("messages", 1, 1_000_000),
    size: number("size", 1, 65_536),
    rounds: number("runs", 1, 100),
    timeout: number("timeout", 1, 3600),
  };
  const chosen = chooseVariants(variant);
  checkDescriptors(connections);
  const contenders = await findContenders(names, originals, building);
  const { jobs, notes } = echoJobs(contenders.servers, chosen, connections);
  const progress = new Progress(jobs.length * options.rounds);
  const measured = await runEchoes(jobs, options, (job) =>
    progress.step(
      `${job.found.contender.name}, ${job.variant}: ${job.connections}`,
    ),
  ).finally(() => progress.clear());
  const report = {
    machine: machine(),
    messages: options.messages,
    size: options.size,
    figures: measured.map(figuresOf),
    reaches: reachesOf(measured),
    notes: [...contenders.notes, ...contenders.serverNotes, ...notes],
  };
  if (json)
    io.print(JSON.stringify({ runs: options.rounds, ...report }, undefined, 2));
  else
    io.print(
      (markdown ? markdownFigures : textFigures)(
        c10kTables(report),
        c10kNotes(report),
      ),
    );
  const [fault] = faultsOf(report.figures);
  if (fault !== undefined) throw new Failure(fault);
}

/** The variants that are named; all of them for `all`. */
function chooseVariants(given: readonly string[]): readonly string[] {
  const known = Object.keys(variants);
  if (given.includes("all")) return known;
  for (const name of given)
    if (!known.includes(name))
      throw unknownName("variant", name, [...known, "all"]);
  return [...new Set(given)];
}
