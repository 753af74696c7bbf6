/**
 * Runs programs on Node: temporary files, what they print, what they cost.
 */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { performance } from "node:perf_hooks";
import { format } from "node:util";
import { scenarioOf } from "./catalogue.js";
import type { ResultOf, ScenarioId } from "./catalogue.js";
import type { ClockMode, Cost, Measurement, ScenarioIo } from "./io.js";
import type { Inputs, Run } from "./scenario.js";
import { todo } from "./style.js";
import type { RuntimeStyle } from "./style.js";
import { Recorder } from "./trace.js";
import type { Trace } from "./trace.js";

export * from "./host-clock.js";
export * from "./scenario-files.js";

export interface RunOptions {
  readonly clock: ClockMode;
  /** Inputs that stand in for the scenario's own: paths and numbers. */
  readonly inputs?: Readonly<Record<string, string | number>>;
}

/**
 * Runs a style's program of a scenario once.
 *
 * Behaviour: the program gets the scenario's inputs, with temporary files for
 * those that are files; what it prints is caught. Whether it ends well or not,
 * the files are gone and the style's clock is closed before this resolves;
 * when the process exits in between, the files go with it. One program runs at
 * a time: standard output is the process's.
 *
 * Errors: a `MissingProgram` where the style has none; a `Deadlock` where the
 * clock says that nothing is left; whatever the program rejects with, as it is.
 */
export async function runScenario<Id extends ScenarioId>(
  style: RuntimeStyle,
  id: Id,
  { clock: mode, inputs = {} }: RunOptions,
): Promise<Run<ResultOf<Id>>> {
  const load = style.programs[id];
  if (load === undefined || load === todo)
    throw new MissingProgram(style.name, id);
  const { default: program } = await load();
  using files = new TemporaryFiles();
  const values = Object.entries<Inputs[string]>(scenarioOf(id).inputs).map(
    ([name, input]) => [
      name,
      inputs[name] ??
        (input.kind === "file"
          ? files.write(name, input.content)
          : input.default),
    ],
  );
  const clock = style.openClock(mode);
  const recorder = new Recorder(clock.now);
  const io: ScenarioIo = {
    clock: mode,
    inputs: Object.fromEntries(values),
    log: (lane, event, value) => recorder.log(lane, event, value),
    measure,
  };
  using output = new CaughtOutput();
  try {
    const ended = (program as (io: ScenarioIo) => Promise<ResultOf<Id>>)(io);
    const stuck = clock.stuck?.then((): never => {
      throw new Deadlock(recorder.trace);
    });
    const result = await (stuck ? Promise.race([ended, stuck]) : ended);
    return { result, trace: recorder.trace, output: output.text };
  } finally {
    clock.close();
  }
}

/** A scenario that a style has no program for. */
export class MissingProgram extends Error {
  override readonly name = "MissingProgram";
  constructor(
    readonly style: string,
    readonly scenario: ScenarioId,
  ) {
    super(
      `${style} has no program for ${scenario}: write programs/${scenario}.ts and name it in its list of programs`,
    );
  }
}

/** A program that waits for what will never come. */
export class Deadlock extends Error {
  override readonly name = "Deadlock";
  constructor(trace: Trace) {
    const last = new Map(
      trace.map(({ at, lane, event }) => [lane, `${lane} ${event} (${at} ms)`]),
    );
    super(
      `nothing is left that could wake anybody; last of each lane: ${[...last.values()].join(", ") || "nothing was logged"}`,
    );
  }
}

/** The wall clock's, also while a style's virtual time stands in for it. */
const wallTime = performance.now.bind(performance);

/** Starts to measure on the wall clock and the JavaScript heap. */
function measure(): Measurement {
  const heap = process.memoryUsage().heapUsed;
  const started = wallTime();
  return {
    stop: (operations): Cost => {
      const milliseconds = wallTime() - started;
      const bytes = process.memoryUsage().heapUsed - heap;
      return {
        operations,
        nanoseconds: tenths((milliseconds * 1e6) / operations),
        bytes: bytes < 0 ? undefined : tenths(bytes / operations),
      };
    },
  };
}

/** No meter here is finer than a tenth. */
function tenths(value: number): number {
  return Math.round(value * 10) / 10;
}

/** Files in a folder of their own, gone when disposed or when Node exits. */
class TemporaryFiles {
  #folder: string | undefined;
  readonly #remove = (): void => {
    if (this.#folder !== undefined)
      rmSync(this.#folder, { recursive: true, force: true });
    this.#folder = undefined;
  };

  write(name: string, content: string): string {
    if (this.#folder === undefined) {
      this.#folder = mkdtempSync(join(tmpdir(), "async-styles-"));
      process.once("exit", this.#remove);
    }
    const path = join(this.#folder, `${name}.txt`);
    writeFileSync(path, content);
    return path;
  }

  [Symbol.dispose](): void {
    process.off("exit", this.#remove);
    this.#remove();
  }
}

/** Keeps what is written to standard output instead of writing it. */
class CaughtOutput {
  // oxlint-disable-next-line typescript/unbound-method -- put back as it was
  readonly #write = process.stdout.write;
  readonly #log = console.log;
  // Bytes: a character may come in two pieces.
  readonly #chunks: Buffer[] = [];

  constructor() {
    process.stdout.write = (
      chunk: string | Uint8Array,
      encoding?: BufferEncoding | (() => void),
      done?: () => void,
    ): boolean => {
      const [as, callback] =
        typeof encoding === "function"
          ? [undefined, encoding]
          : [encoding, done];
      this.#chunks.push(
        typeof chunk === "string" ? Buffer.from(chunk, as) : Buffer.from(chunk),
      );
      callback?.();
      return true;
    };
    // A test runner may have put a console of its own in front.
    console.log = (...values: unknown[]) => {
      this.#chunks.push(Buffer.from(`${format(...values)}\n`));
    };
  }

  get text(): string {
    return Buffer.concat(this.#chunks).toString();
  }

  [Symbol.dispose](): void {
    process.stdout.write = this.#write;
    console.log = this.#log;
  }
}
