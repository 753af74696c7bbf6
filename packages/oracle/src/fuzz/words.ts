/**
 * Reads a program as the words of a line: what the text forms of all originals
 * have in common.
 *
 * Errors: each method throws a `SyntaxError` that names the word which is wrong.
 */
export class Words {
  private readonly words: readonly string[];
  private next = 0;

  constructor(line: string) {
    this.words = line.split(" ");
  }

  isAtEnd(): boolean {
    return this.next >= this.words.length;
  }

  /** The word that is read next; empty at the end. */
  protected peek(): string {
    return this.words[this.next] ?? "";
  }

  protected word(): string {
    return this.words[this.next++] ?? "";
  }

  /** Reads a whole number, from the first of the range to the last. */
  protected wholeNumber(
    kind: string,
    [least, most]: readonly [number, number],
  ): number {
    const word = this.word();
    const number = Number(word);
    if (!/^\d+$/.test(word) || number < least || number > most)
      throw this.wrong(`a ${kind}`);
    return number;
  }

  protected expect(word: string): void {
    if (this.word() !== word) throw this.wrong(`"${word}"`);
  }

  protected wrong(expected: string): SyntaxError {
    const found = this.words[this.next - 1] || "the end";
    return new SyntaxError(
      `word ${this.next} of the program must be ${expected}, not ${found}`,
    );
  }
}
