/** Runs of tasks, each in a process of its own. */
import { text } from "node:stream/consumers";
import type { TaskContender, TaskShape } from "bench";
import { Failure, lineOf } from "../errors.js";
import { inTime, nodeArguments, startChild } from "./child.js";
import { bounded } from "./contenders.js";
import type { Found } from "./contenders.js";

/** What one process measured: of all tasks together, without itself. */
export interface TaskRun {
  readonly pendingAtOnce: number;
  readonly heapBytes: number;
  readonly residentBytes: number;
  /** Addresses that were reserved, where somebody looks. */
  readonly addressBytes?: number;
  readonly startMs: number;
  readonly finishMs: number;
  /** Of the processor, for both. */
  readonly cpuMs: number;
}

/** One contender, one shape, one count. */
export interface TaskJob {
  readonly found: Found<TaskContender>;
  readonly shape: TaskShape;
  readonly n: number;
}

export interface TaskRuns extends TaskJob {
  readonly runs: readonly TaskRun[];
  /** Why there are no more. */
  readonly failure?: string;
}

/** The jobs of a table, and who cannot have as many as are asked for. */
export function jobsOf(
  all: readonly Found<TaskContender>[],
  counts: readonly number[],
): { readonly jobs: readonly TaskJob[]; readonly notes: readonly string[] } {
  const jobs: TaskJob[] = [];
  const notes = new Set<string>();
  for (const found of all) {
    const { contender, command } = found;
    const own = counts.map((count) => bounded(contender, count));
    for (const { note } of own) if (note !== undefined) notes.add(note);
    const most = Math.max(...own.map(({ n }) => n));
    // A growth takes two counts.
    const more = own.some(({ note }) => note) ? [Math.ceil(most / 10)] : [];
    const numbers = new Set([...own.map(({ n }) => n), ...more]);
    for (const shape of ["awaited", "spawned"] as const) {
      const run = contender.runs[shape];
      if (run === undefined || (Array.isArray(run) && !command)) continue;
      for (const n of [...numbers].toSorted((a, b) => a - b))
        jobs.push({ found, shape, n });
    }
  }
  return { jobs, notes: [...notes] };
}

/** How long the tasks sleep: longer than it takes to start them. */
const sleepFor = (n: number, { startMs = 0.01 }: TaskContender): number =>
  100 + Math.ceil(n * startMs);
/** How often it is tried anew with a longer sleep, and how much longer. */
const ATTEMPTS = 4;
const LONGER = 4;

/** Runs each job so many times, in rounds that alternate. */
export async function runTasks(
  jobs: readonly TaskJob[],
  { rounds, timeout }: { readonly rounds: number; readonly timeout: number },
  onStart: (job: TaskJob) => void,
): Promise<readonly TaskRuns[]> {
  const runs = jobs.map((): TaskRun[] => []);
  const failures = new Map<number, string>();
  for (let round = 0; round < rounds; round += 1)
    for (const [index, job] of jobs.entries()) {
      onStart(job);
      if (failures.has(index)) continue;
      try {
        runs[index]?.push(await runOne(job, timeout));
      } catch (error) {
        failures.set(index, lineOf(error));
      }
    }
  return jobs.map((job, index) => {
    const failure = failures.get(index);
    return { ...job, runs: runs[index] ?? [], ...(failure && { failure }) };
  });
}

async function runOne(job: TaskJob, timeout: number): Promise<TaskRun> {
  let sleep = sleepFor(job.n, job.found.contender);
  for (let attempt = 1; ; attempt += 1) {
    const run = await measure(job, sleep, timeout);
    if (run.pendingAtOnce === job.n || attempt === ATTEMPTS) return run;
    sleep *= LONGER;
  }
}

async function measure(
  { found, shape, n }: TaskJob,
  sleep: number,
  timeout: number,
): Promise<TaskRun> {
  const { contender, module, command } = found;
  const run = contender.runs[shape];
  const numbers = [String(n), String(sleep)];
  const child = Array.isArray(run)
    ? startChild(command ?? "", [...run, ...numbers], STDIO)
    : startChild(
        process.execPath,
        [
          ...nodeArguments("tasks-process.js"),
          module,
          contender.name,
          shape,
          ...numbers,
        ],
        STDIO,
      );
  const name = `${n.toLocaleString("en")} in ${contender.name}, ${shape}`;
  try {
    const { stdout } = child.process;
    if (stdout === null) throw new Failure(`${name}: no output`);
    const answer = (async () => {
      const line = await text(stdout);
      // Without a line the process tells of itself by its end.
      return line === "" ? new Promise<never>(() => {}) : line;
    })();
    return JSON.parse(await inTime(answer, child, name, timeout)) as TaskRun;
  } finally {
    await child.end();
  }
}

const STDIO: ["ignore", "pipe", "pipe"] = ["ignore", "pipe", "pipe"];
