/** Characters of UTF-8 among bytes. */

/** How many bytes a character takes that begins so; 1 for what begins none. */
export function sequenceLength(first: number): number {
  if (first >= 0xf0 && first <= 0xf4) return 4;
  if (first >= 0xe0) return first < 0xf0 ? 3 : 1;
  return first >= 0xc2 && first < 0xe0 ? 2 : 1;
}

const continues = (byte: number): boolean => (byte & 0xc0) === 0x80;

/** How many of the bytes are left when the last character is not whole. */
export function wholeCharacters(
  bytes: Uint8Array,
  start: number,
  end: number,
): number {
  let first = end - 1;
  while (first > start && first > end - 4 && continues(bytes[first]!)) {
    first -= 1;
  }
  if (first < start) return 0;
  const whole = first + sequenceLength(bytes[first]!) <= end;
  return (whole ? end : first) - start;
}

const REPLACEMENT = "\ufffd";

/** The first character, and how many bytes it takes. */
export function firstCharacter(
  bytes: Buffer,
  start: number,
  end: number,
): readonly [character: string, size: number] {
  const size = Math.min(sequenceLength(bytes[start]!), end - start);
  const text = bytes.toString("utf8", start, start + size);
  const isOne = text.length === 1 || (size === 4 && text.length === 2);
  if (isOne && (text !== REPLACEMENT || size === 3)) return [text, size];
  // No UTF-8: one byte is dropped.
  return [REPLACEMENT, 1];
}
