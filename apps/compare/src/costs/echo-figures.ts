/** What the loads of servers say, and whether a reach is met. */
import type { EchoRun, EchoRuns } from "./echo-runs.js";
import { median } from "./growth.js";
import type { LoadResult } from "./load.js";
import type { Delay } from "./server.js";

/** One server under one variant of the load. */
export interface EchoFigures {
  readonly contender: string;
  readonly variant: string;
  readonly connections: number;
  readonly failure?: string;
  /** What went wrong in any round; nothing if every byte came back right. */
  readonly fault?: string;
  readonly connectMs?: number;
  readonly messages?: number;
  readonly bytes?: number;
  /** Messages in a second, of the fastest round. */
  readonly throughput?: number;
  /** Microseconds, of that round. */
  readonly latency?: LoadResult["latency"];
  /** For each connection that is held. */
  readonly heapBytes?: number;
  readonly residentBytes?: number;
  /** Of the server's processor, for each message, in microseconds. */
  readonly cpuUs?: number;
  /** Which part of the traffic's time the server was at work. */
  readonly busy?: number;
  readonly delayMs?: Delay;
}

export function figuresOf({
  found: { contender },
  variant,
  connections,
  runs,
  failure,
}: EchoRuns): EchoFigures {
  const which = { contender: contender.name, variant, connections };
  if (failure !== undefined) return { ...which, failure };
  const [best] = runs.toSorted((a, b) => throughputOf(b) - throughputOf(a));
  if (best === undefined) return which;
  const { latency, messages, bytes, cpuMs, delayMs, trafficMs } = best;
  const fault = runs.map((run) => faultOf(run, connections)).find(Boolean);
  return {
    ...which,
    ...(fault !== undefined && { fault }),
    connectMs: Math.min(...runs.map(({ connectMs }) => connectMs)),
    messages,
    bytes,
    throughput: throughputOf(best),
    latency,
    ...medianOf("heapBytes", runs),
    ...medianOf("residentBytes", runs),
    ...(cpuMs !== undefined && {
      cpuUs: (cpuMs * 1000) / messages,
      busy: cpuMs / trafficMs,
    }),
    ...(delayMs && { delayMs }),
  };
}

function medianOf(
  key: "heapBytes" | "residentBytes",
  runs: readonly EchoRun[],
): Pick<EchoFigures, "heapBytes" | "residentBytes"> {
  const values = runs.flatMap((run) => run[key] ?? []);
  return values.length === 0 ? {} : { [key]: median(values) };
}

const throughputOf = ({ messages, trafficMs }: EchoRun): number =>
  (messages * 1000) / trafficMs;

/** Says what a load has found to be wrong. */
function faultOf(
  { failed, wrong, lost, broken, held, closed, reason }: LoadResult,
  connections: number,
): string | undefined {
  const faults = [
    failed > 0 && `${failed} of ${connections} did not connect`,
    wrong > 0 && `wrong bytes on ${wrong}`,
    lost > 0 && `${lost} bytes lost`,
    broken > 0 && `${broken} ended early`,
    closed < held && `${held - closed} not closed by the server`,
  ].filter((fault) => fault !== false);
  if (faults.length === 0) return undefined;
  return `${faults.join(", ")}${reason === undefined ? "" : ` (${reason})`}`;
}

/** What a server is held to. */
export interface EchoReach {
  readonly contender: string;
  readonly variant: string;
  readonly rival: string;
  /** How many times the rival's. */
  readonly throughput: number;
  /** The same for a second of the server's own processor: no load limits it. */
  readonly capacity: number;
  readonly bytes: number;
  readonly least: number;
  readonly most: number;
  readonly holds: boolean;
}

export function reachesOf(all: readonly EchoRuns[]): readonly EchoReach[] {
  const figures = all.map(figuresOf);
  return all.flatMap(({ found: { contender }, variant }, index) => {
    const { reach } = contender;
    const own = figures[index];
    const rival = figures.find(
      (other) => other.contender === reach?.rival && other.variant === variant,
    );
    if (reach === undefined || own === undefined || rival === undefined)
      return [];
    const times = (key: "throughput" | "heapBytes" | "cpuUs"): number =>
      (own[key] ?? NaN) / (rival[key] ?? NaN);
    const throughput = times("throughput");
    const capacity = 1 / times("cpuUs");
    const bytes = times("heapBytes");
    return {
      contender: contender.name,
      variant,
      rival: reach.rival,
      throughput,
      capacity,
      bytes,
      least: reach.throughput,
      most: reach.bytes,
      holds:
        own.fault === undefined &&
        throughput >= reach.throughput &&
        bytes <= reach.bytes,
    };
  });
}
