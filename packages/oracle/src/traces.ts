/**
 * A recorded trace: the events that the real runtime showed, or a program's own
 * lines, under a header that says where they come from.
 */
import { formatTrace, parseTrace } from "spec";
import type { Toolchain } from "./toolchain.js";

/** Says that what a program printed is no trace. */
export class TraceError extends Error {
  override readonly name = "TraceError";
}

const COMPILER = /^# compiler: .*$/m;

/**
 * Writes the text of a trace file from what a program printed.
 *
 * Errors: a `TraceError` that names the line which is no event, or that says
 * that there is none.
 */
export function formatTraceFile(toolchain: Toolchain, output: string): string {
  const trace = parse(output);
  if (trace.length === 0) throw new TraceError("there is no event");
  return headerOf(toolchain) + formatTrace(trace);
}

/**
 * Writes the text of a file of a program's own lines.
 *
 * Errors: a `TraceError` where it printed none, and where one would be taken for
 * the header.
 */
export function formatLinesFile(toolchain: Toolchain, output: string): string {
  const lines = output.split("\n").filter((line) => line !== "");
  if (lines.length === 0) throw new TraceError("there is no line");
  const stranger = lines.findIndex((line) => line.startsWith("#"));
  if (stranger !== -1)
    throw new TraceError(
      `line ${stranger + 1} starts as a header does: ${lines[stranger]}`,
    );
  return `${headerOf(toolchain)}${lines.join("\n")}\n`;
}

const headerOf = ({ runtime, compiler }: Toolchain): string =>
  `# runtime: ${runtime}
# compiler: ${compiler}
# command: pnpm record
`;

/**
 * Puts the compiler of one trace file into another: what happens in which
 * order is the runtime's, whatever compiled it.
 */
export function withCompilerOf(recorded: string, now: string): string {
  const line = COMPILER.exec(recorded)?.[0];
  return line === undefined ? now : now.replace(COMPILER, () => line);
}

function parse(output: string): ReturnType<typeof parseTrace> {
  try {
    return parseTrace(output);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw new TraceError(error.message);
  }
}
