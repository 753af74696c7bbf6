/**
 * The real runtime as something to ask: programs in, traces out.
 */
import { createInterface } from "node:readline";
import type { Built } from "../build.js";
import { start } from "../children.js";

/** Says that the real runtime ended, or did not understand a program. */
export class RealError extends Error {
  override readonly name = "RealError";
}

export class Real {
  private readonly child;
  private readonly lines: AsyncIterator<string>;
  private stderr = "";

  constructor({ command, cwd }: Built) {
    this.child = start(command, [], cwd);
    this.child.stderr
      .setEncoding("utf8")
      .on("data", (text: string) => (this.stderr += text));
    this.lines = createInterface({ input: this.child.stdout })[
      Symbol.asyncIterator
    ]();
  }

  /**
   * Gives the traces of some programs, in their order.
   *
   * Errors: a `RealError` where the runtime's interpreter failed.
   */
  async traces(programs: readonly string[]): Promise<readonly string[]> {
    this.child.stdin.write(programs.map((line) => `${line}\n`).join(""));
    const traces: string[] = [];
    for (const program of programs) {
      const { value, done } = await this.lines.next();
      if (done || value.startsWith("!exit") || value.startsWith("!signal"))
        throw new RealError(
          `the real runtime failed on "${program}": ${this.stderr.trimEnd() || value}`,
        );
      traces.push(value);
    }
    return traces;
  }

  close(): void {
    this.child.stdin.end();
  }
}
