/** What a command may touch of the process around it. */
export interface Io {
  /** Writes data to stdout, with a new line. */
  readonly print: (text: string) => void;
  /** Columns of the terminal: 80 where there is none, or what COLUMNS says. */
  readonly width: number;
}
