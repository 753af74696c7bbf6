import type { Token } from "side";

/**
 * Breaks a line into lines that are no wider than a column.
 *
 * Behaviour: it breaks at a blank, else after an opening bracket or before a
 * method, else where the column ends; what follows is indented two columns more than
 * the line. No token loses its kind, and only blanks at a break are lost.
 */
export function wrap(
  line: readonly Token[],
  width: number,
): readonly (readonly Token[])[] {
  const text = line.map((token) => token.text).join("");
  if (text.length <= width) return [line];
  const indent = Math.min(text.search(/\S|$/) + 2, Math.floor(width / 2));
  const lines: Token[][] = [];
  for (let from = 0; from < text.length;) {
    const hanging = from === 0 ? 0 : indent;
    const to = breakAfter(text, from, width - hanging);
    lines.push([
      ...(hanging === 0
        ? []
        : [{ text: " ".repeat(hanging), kind: "plain" } as const]),
      ...slice(line, from, to),
    ]);
    from = to;
    while (text[from] === " ") from += 1;
  }
  return lines;
}

/** Where a line that starts here must end, to fit a width. */
function breakAfter(text: string, from: number, width: number): number {
  const end = from + Math.max(1, width);
  if (end >= text.length) return text.length;
  const start = from + text.slice(from).search(/\S|$/);
  // Rather a long way before the edge than in the middle of a name.
  for (const canBreak of [atBlank, atBracketOrMethod])
    for (let at = end; at > start + width / 3; at -= 1)
      if (canBreak(text, at)) return at;
  return end;
}

function atBlank(text: string, at: number): boolean {
  return text[at] === " ";
}

function atBracketOrMethod(text: string, at: number): boolean {
  return /[([{]/.test(text[at - 1] ?? "") || /^\.[a-z]/i.test(text.slice(at));
}

function slice(line: readonly Token[], from: number, to: number): Token[] {
  const tokens: Token[] = [];
  let start = 0;
  for (const { text, kind } of line) {
    const part = text.slice(Math.max(0, from - start), Math.max(0, to - start));
    if (part !== "") tokens.push({ text: part, kind });
    start += text.length;
  }
  return tokens;
}
