/** Loads of servers, each with two processes of its own. */
import { once } from "node:events";
import type { ServerContender } from "bench";
import { lineOf } from "../errors.js";
import { inTime, nodeArguments, startChild } from "./child.js";
import { bounded } from "./contenders.js";
import type { Found } from "./contenders.js";
import type { LoadOptions } from "./connection.js";
import type { LoadResult } from "./load.js";
import type { Order } from "./load-process.js";
import { startServer } from "./server.js";
import type { Delay, Server, ServerCosts } from "./server.js";
import { rolesOf, variants } from "./variants.js";

/** What one load found. */
export interface EchoRun extends LoadResult {
  /** Of the server, for each connection that is held after the traffic. */
  readonly heapBytes?: number;
  readonly residentBytes?: number;
  /** Of the server's processor, in the traffic. */
  readonly cpuMs?: number;
  readonly delayMs?: Delay;
}

export interface EchoJob {
  readonly found: Found<ServerContender>;
  readonly variant: string;
  readonly connections: number;
}

export interface EchoRuns extends EchoJob {
  readonly runs: readonly EchoRun[];
  readonly failure?: string;
}

export interface EchoOptions {
  readonly rounds: number;
  readonly messages: number;
  readonly size: number;
  /** Seconds for each part of a run. */
  readonly timeout: number;
}

/** The jobs of a table, and who cannot have as many as are asked for. */
export function echoJobs(
  all: readonly Found<ServerContender>[],
  names: readonly string[],
  wanted: number,
): { readonly jobs: readonly EchoJob[]; readonly notes: readonly string[] } {
  const notes: string[] = [];
  const sized = all.map((found) => {
    const { n, note } = bounded(found.contender, wanted);
    if (note !== undefined) notes.push(note);
    return { found, connections: n };
  });
  const jobs = names.flatMap((variant) =>
    sized.map((one) => ({ ...one, variant })),
  );
  return { jobs, notes };
}

/** Runs each job so many times, in rounds that alternate. */
export async function runEchoes(
  jobs: readonly EchoJob[],
  options: EchoOptions,
  onStart: (job: EchoJob) => void,
): Promise<readonly EchoRuns[]> {
  const runs = jobs.map((): EchoRun[] => []);
  const failures = new Map<number, string>();
  for (let round = 0; round < options.rounds; round += 1)
    for (const [index, job] of jobs.entries()) {
      onStart(job);
      if (failures.has(index)) continue;
      try {
        runs[index]?.push(await runOne(job, options));
      } catch (error) {
        failures.set(index, lineOf(error));
      }
    }
  return jobs.map((job, index) => {
    const failure = failures.get(index);
    return { ...job, runs: runs[index] ?? [], ...(failure && { failure }) };
  });
}

async function runOne(job: EchoJob, options: EchoOptions): Promise<EchoRun> {
  const server = await startServer(job.found);
  try {
    return await loadOne(job, server, options);
  } finally {
    await server.child.end();
  }
}

/** Connections of the warm-up. */
const WARM_UP = 50;

async function loadOne(
  { found, variant, connections }: EchoJob,
  server: Server,
  { messages, size, timeout }: EchoOptions,
): Promise<EchoRun> {
  const { name } = found.contender;
  const chosen = variants[variant] ?? { describe: variant };
  const options: LoadOptions = {
    port: server.port,
    messages: messages * (chosen.times ?? 1),
    size,
  };
  const load = startChild(
    process.execPath,
    [...nodeArguments("load-process.js"), JSON.stringify(options)],
    ["ignore", "ignore", "pipe", "ipc"],
  );
  const follow = async (order: Order): Promise<LoadResult> => {
    const answer = once(load.process, "message") as Promise<[LoadResult]>;
    load.process.send(order, () => {});
    const what = `the load of ${name}, ${order.kind}`;
    const done = inTime(answer, load, what, timeout);
    // Without the server there is nothing to wait for.
    const [result] = await inTime(done, server.child, name, timeout);
    return result;
  };
  try {
    const few = Math.min(WARM_UP, Math.ceil(connections / 4));
    await follow({ kind: "warm up", connections: few });
    const before = await server.costs();
    await follow({
      kind: "open",
      roles: rolesOf(chosen, connections),
      storm: chosen.storm ?? false,
    });
    server.watch();
    await follow({ kind: "traffic" });
    const after = await server.costs();
    const result = await follow({ kind: "close" });
    return { ...result, ...costsOf(result, before, after) };
  } finally {
    await load.end();
  }
}

/** What a connection costs while it is held, and the traffic in all. */
function costsOf(
  { held }: LoadResult,
  before: ServerCosts,
  after: ServerCosts,
): Pick<EchoRun, "heapBytes" | "residentBytes" | "cpuMs" | "delayMs"> {
  const each = (key: "heap" | "resident"): number | undefined => {
    const [was, is] = [before[key], after[key]];
    return was === undefined || is === undefined
      ? undefined
      : (is - was) / held;
  };
  const heapBytes = each("heap");
  const residentBytes = each("resident");
  const { cpuMs, delayMs } = after;
  return {
    ...(heapBytes !== undefined && { heapBytes }),
    ...(residentBytes !== undefined && { residentBytes }),
    ...(cpuMs !== undefined && { cpuMs }),
    ...(delayMs && { delayMs }),
  };
}
