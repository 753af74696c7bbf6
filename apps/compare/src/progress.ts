/**
 * Shows how far long work is, on one line of stderr that rewrites itself; says
 * nothing where stderr is not a terminal.
 */
export class Progress {
  #done = 0;

  constructor(
    private readonly total: number,
    private readonly stream: NodeJS.WriteStream = process.stderr,
  ) {}

  step(what: string): void {
    this.#done += 1;
    this.#write(`${this.#done}/${this.total} ${what}`);
  }

  clear(): void {
    this.#write("");
  }

  #write(line: string): void {
    if (!this.stream.isTTY) return;
    const width = this.stream.columns > 0 ? this.stream.columns : 80;
    this.stream.write(`\r\u001B[K${line.slice(0, width - 1)}`);
  }
}
