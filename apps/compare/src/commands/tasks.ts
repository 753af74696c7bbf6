import { Failure, UsageError } from "../errors.js";
import { findContenders } from "../costs/contenders.js";
import { machine } from "../costs/machine.js";
import { figuresOf, growthsOf, reachesOf } from "../costs/task-figures.js";
import { jobsOf, runTasks } from "../costs/task-runs.js";
import { wholeNumber } from "../inputs.js";
import type { Io } from "../io.js";
import { Progress } from "../progress.js";
import { markdownFigures, textFigures } from "../views/figures.js";
import { tasksNotes, tasksTables } from "../views/tasks-figures.js";

export interface TasksOptions {
  readonly count?: readonly string[];
  readonly style?: readonly string[];
  readonly runs: string;
  readonly timeout: string;
  readonly originals: boolean;
  readonly json?: boolean;
  readonly markdown?: boolean;
}

const COUNTS = ["1", "10000", "100000"];

/**
 * Measures what many tasks at once cost, and prints it.
 *
 * Errors: a `Failure`, after all is printed, where one was not done.
 */
export async function tasks(
  {
    count = COUNTS,
    style: names = [],
    runs,
    timeout,
    originals,
    json = false,
    markdown = false,
  }: TasksOptions,
  io: Io,
): Promise<void> {
  if (json && markdown)
    throw new UsageError("--json and --markdown exclude each other: give one");
  const counts = count.map((text) =>
    wholeNumber("--count", text, 1, 10_000_000),
  );
  const rounds = wholeNumber("--runs", runs, 1, 100);
  const seconds = wholeNumber("--timeout", timeout, 1, 3600);
  const contenders = await findContenders(names, originals, (style) =>
    building(style),
  );
  const { jobs, notes } = jobsOf(contenders.tasks, counts);
  const progress = new Progress(jobs.length * rounds);
  const measured = await runTasks(
    jobs,
    { rounds, timeout: seconds },
    ({ found, shape, n }) =>
      progress.step(`${found.contender.name}, ${shape}: ${n}`),
  ).finally(() => progress.clear());
  const report = {
    machine: machine(),
    figures: measured.map(figuresOf),
    growths: growthsOf(measured),
    reaches: reachesOf(measured),
    notes: [...contenders.notes, ...notes],
  };
  if (json) io.print(JSON.stringify({ runs: rounds, ...report }, undefined, 2));
  else
    io.print(
      (markdown ? markdownFigures : textFigures)(
        tasksTables(report),
        tasksNotes(report),
      ),
    );
  const failure = report.figures.find((one) => one.failure)?.failure;
  if (failure !== undefined) throw new Failure(failure);
}

/** Says what takes a while the first time. */
export function building(style: string): void {
  if (process.stderr.isTTY)
    process.stderr.write(`compare: building the original of ${style}\n`);
}
