/** Reads the recording of what an original makes public. */

const HEADER = /^# (runtime|compiler|command): (.+)$/;

/** A recording's runtime, and what `read` makes of each of its other lines. */
export function readApiFile<O>(
  text: string,
  read: (line: string) => O | undefined,
): { readonly runtime: string; readonly originals: readonly O[] } {
  const header = new Map<string, string>();
  const originals: O[] = [];
  for (const line of text.trimEnd().split("\n")) {
    const [, name, value] = HEADER.exec(line) ?? [];
    if (name !== undefined) {
      header.set(name, value!);
      continue;
    }
    const original = read(line);
    if (original === undefined)
      throw new Error(`no value of an original: ${line}`);
    originals.push(original);
  }
  const runtime = header.get("runtime");
  if (runtime === undefined) throw new Error("the recording has no header");
  return { runtime, originals };
}
