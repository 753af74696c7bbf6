import { inspect } from "node:util";
import type { Run, RuntimeStyle, TraceEvent } from "spec";
import colors from "../colors.js";

/** What one style's program did, if it is written. */
export interface StyleRun {
  readonly style: Pick<RuntimeStyle, "name" | "title">;
  readonly run: Run<unknown> | undefined;
}

/** Lays out what one program did: its trace, its output, its result. */
export function textRun({ style, run }: StyleRun): string {
  const head = `${colors.bold(style.name)}  ${colors.dim(style.title)}`;
  if (run === undefined) return `${head}\n  ${colors.dim("todo")}`;
  const { result, trace, output } = run;
  const shown = inspect(result, {
    depth: 5,
    breakLength: 72,
    compact: 3,
    colors: colors.isColorSupported,
  });
  return [
    head,
    ...traceLines(trace).map((line) => `  ${line}`),
    ...(output === "" ? [] : [colors.dim("output"), indent(output.trimEnd())]),
    colors.dim("result"),
    indent(shown),
  ].join("\n");
}

function indent(text: string): string {
  return text.replaceAll(/^/gm, "  ");
}

/** The trace in aligned columns. */
function traceLines(trace: readonly TraceEvent[]): string[] {
  const times = widest(trace.map(({ at }) => time(at)));
  const lanes = widest(trace.map(({ lane }) => lane));
  return trace.map(({ at, lane, event, value }) =>
    [
      colors.dim(time(at).padStart(times)),
      colors.cyan(lane.padEnd(lanes)),
      event,
      ...(value === undefined ? [] : [colors.dim(JSON.stringify(value))]),
    ].join("  "),
  );
}

function time(at: number): string {
  return `@${at}ms`;
}

function widest(texts: readonly string[]): number {
  return Math.max(0, ...texts.map((text) => text.length));
}
