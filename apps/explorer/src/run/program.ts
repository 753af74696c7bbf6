/** Runs a style's program in a browser, as `spec/node` does on Node. */
import { Recorder, scenarioOf, todo } from "spec";
import type {
  ClockMode,
  Inputs,
  Run,
  RuntimeStyle,
  ScenarioId,
  ScenarioIo,
} from "spec";
import { Meter } from "./meter.js";

/**
 * Runs a program once.
 *
 * Behaviour: files are names that nothing stands behind; what the program
 * prints is caught; a browser tells no bytes, so costs have none.
 *
 * Errors: whatever the program rejects with, as it is.
 */
export async function runProgram(
  style: RuntimeStyle,
  id: ScenarioId,
  mode: ClockMode,
  meter = new Meter(),
): Promise<Run<unknown>> {
  const load = style.programs[id];
  if (load === todo) throw new Error("its program is still to be written");
  const { default: program } = await load();
  const inputs = Object.entries<Inputs[string]>(scenarioOf(id).inputs).map(
    ([name, input]) => [
      name,
      input.kind === "file" ? `${name}.txt` : input.default,
    ],
  );
  const clock = style.openClock(mode);
  const recorder = new Recorder(clock.now);
  const io: ScenarioIo = {
    clock: mode,
    inputs: Object.fromEntries(inputs),
    log: (lane, event, value) => recorder.log(lane, event, value),
    measure: () => meter.measure(),
  };
  using output = new CaughtConsole();
  try {
    const result = await (program as (io: ScenarioIo) => Promise<unknown>)(io);
    return { result, trace: recorder.trace, output: output.text };
  } finally {
    clock.close();
  }
}

const methods = ["log", "info", "warn", "error"] as const;

/** Keeps what is written to the console instead of writing it. */
class CaughtConsole {
  readonly #before = methods.map((method) => console[method]);
  text = "";

  constructor() {
    for (const method of methods)
      console[method] = (...values: unknown[]) => {
        this.text += `${values.map(String).join(" ")}\n`;
      };
  }

  [Symbol.dispose](): void {
    for (const [index, method] of methods.entries())
      console[method] = this.#before[index] ?? console.log;
  }
}
