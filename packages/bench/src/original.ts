/** The original's program as a competitor: a process that answers counts. */
import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { type Measure, NoFigure } from "./rounds.js";

/** Starts the program for a row. It ends when its stdin does. */
export function measureOriginal(command: string, row: string): Measure {
  const child = spawn(command, [row], { stdio: ["pipe", "pipe", "inherit"] });
  child.stdin.on("error", () => {});
  const lines = createInterface({ input: child.stdout })[
    Symbol.asyncIterator
  ]();
  return async (n) => {
    child.stdin.write(`${n}\n`);
    const { value, done } = await lines.next();
    const answer = done === true ? "ended" : value;
    const figure = Number(answer);
    if (answer === "" || Number.isNaN(figure)) throw new NoFigure(answer);
    return figure;
  };
}
