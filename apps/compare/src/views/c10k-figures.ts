import type { EchoFigures, EchoReach } from "../costs/echo-figures.js";
import { variants } from "../costs/variants.js";
import { short, timeText } from "./figures.js";
import type { Figures } from "./figures.js";

/** What `compare c10k` has found. */
export interface EchoReport {
  readonly machine: string;
  readonly messages: number;
  readonly size: number;
  readonly figures: readonly EchoFigures[];
  readonly reaches: readonly EchoReach[];
  readonly notes: readonly string[];
}

export function c10kTables({ figures }: EchoReport): readonly Figures[] {
  const names = [...new Set(figures.map(({ variant }) => variant))];
  return names.flatMap((variant) => {
    const rows = figures.filter((one) => one.variant === variant);
    const row = (
      one: EchoFigures,
      cells: (one: EchoFigures) => readonly string[],
    ): readonly string[] => [
      one.contender,
      ...(one.failure === undefined ? cells(one) : [one.failure]),
    ];
    return [
      {
        title: `${variant}: ${variants[variant]?.describe ?? ""}`,
        words: 1,
        head: [
          "",
          "held",
          "connect",
          "msg/s",
          "p50 ms",
          "p99 ms",
          "p99.9 ms",
          "bytes",
        ],
        rows: rows.map((one) => row(one, traffic)),
      },
      {
        title: `${variant}: the server, for each connection and message`,
        words: 1,
        head: [
          "",
          "heap B",
          "resident B",
          "CPU µs",
          "busy",
          "late p50",
          "p99 ms",
          "max",
        ],
        rows: rows.map((one) => row(one, server)),
      },
    ];
  });
}

const traffic = (one: EchoFigures): readonly string[] => [
  short(one.connections),
  timeText(one.connectMs),
  short(one.throughput && Math.round(one.throughput)),
  ...(["p50", "p99", "p999"] as const).map((at) =>
    short(one.latency && one.latency[at] / 1000),
  ),
  one.fault === undefined ? "all right" : "wrong",
];

const server = (one: EchoFigures): readonly string[] => [
  short(one.heapBytes && Math.round(one.heapBytes)),
  short(one.residentBytes && Math.round(one.residentBytes)),
  short(one.cpuUs),
  one.busy === undefined ? "–" : `${Math.round(one.busy * 100)} %`,
  ...(["p50", "p99", "max"] as const).map((at) =>
    short(one.delayMs && one.delayMs[at]),
  ),
];

export const c10kNotes = ({
  figures,
  reaches,
  notes,
  messages,
  size,
  machine,
}: EchoReport): readonly string[] => [
  ...reaches.map(
    ({ contender, variant, rival, holds, ...one }) =>
      `${contender}, ${variant}: ${one.throughput.toFixed(2)} × the throughput of ${rival}, ${one.capacity.toFixed(2)} × for the same CPU time, and ${one.bytes.toFixed(2)} × the heap; the reach, ${one.least} × and ${one.most} ×, ${holds ? "is met" : "is missed"}`,
  ),
  ...faultsOf(figures),
  ...notes,
  `each sends ${messages} messages of ${size} bytes, the next when the last is back; all bytes are compared with what was sent`,
  "busy: the part of the time in which the server was at work; where that is low, the load is what was measured",
  machine,
];

/** Everything that was not as it should be, and what was not done. */
export const faultsOf = (figures: readonly EchoFigures[]): readonly string[] =>
  figures.flatMap(({ contender, variant, fault, failure = fault }) =>
    failure === undefined ? [] : [`${contender}, ${variant}: ${failure}`],
  );
