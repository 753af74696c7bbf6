/**
 * Evidence: what the real runtime was seen to do, as data.
 *
 * A program prints one JSON object a line; a file beside the scenario keeps
 * them under a header that says where they come from.
 */

/** One thing that was seen: `15 words per bind, resolved`. */
export interface Evidence {
  readonly label: string;
  readonly value: number | string | boolean;
  /** What the value counts (`words`, `of 3`), or nothing. */
  readonly unit: string;
}

export interface EvidenceFile {
  /** `Lwt 5.6.1`, `Tokio 1.24.2`. */
  readonly runtime: string;
  /** `OCaml 4.13.1`. */
  readonly compiler: string;
  /** What records the file anew. */
  readonly command: string;
  readonly evidence: readonly Evidence[];
}

export const LONGEST_LABEL = 40;

/** Says that evidence has not the shape that it must have. */
export class ShapeError extends Error {
  override readonly name = "ShapeError";
}

/**
 * Reads what an evidence program printed.
 *
 * Errors: a `ShapeError` that names the line where it is no evidence, and one
 * where nothing was printed or two lines have the same label.
 */
export function parseOutput(output: string): readonly Evidence[] {
  const lines = output.split("\n").filter((line) => line !== "");
  return evidenceList(
    lines.map((line, index) => [`line ${index + 1}`, parseJson(line, index)]),
  );
}

/**
 * Reads the text of an evidence file.
 *
 * Errors: a `ShapeError` that names the field which is missing or wrong.
 */
export function parseFile(text: string): EvidenceFile {
  const file = record(parseJson(text), "the file");
  only(file, ["runtime", "compiler", "command", "evidence"], "the file");
  if (!Array.isArray(file["evidence"]))
    throw new ShapeError("evidence must be a list");
  return {
    runtime: word(file, "runtime", "the file"),
    compiler: word(file, "compiler", "the file"),
    command: word(file, "command", "the file"),
    evidence: evidenceList(
      file["evidence"].map((value: unknown, index) => [
        `evidence ${index + 1}`,
        value,
      ]),
    ),
  };
}

/** Writes an evidence file as text: one field a line, so that it diffs well. */
export function formatFile(file: EvidenceFile): string {
  const { runtime, compiler, command } = file;
  const evidence = file.evidence.map(({ label, value, unit }) => ({
    label,
    value,
    unit,
  }));
  return `${JSON.stringify({ runtime, compiler, command, evidence }, null, 2)}\n`;
}

function evidenceList(
  values: readonly (readonly [where: string, value: unknown])[],
): readonly Evidence[] {
  if (values.length === 0) throw new ShapeError("there is no evidence");
  const seen = new Set<string>();
  return values.map(([where, value]) => {
    const evidence = evidenceOf(value, where);
    if (seen.has(evidence.label))
      throw new ShapeError(`${where}: "${evidence.label}" is there twice`);
    seen.add(evidence.label);
    return evidence;
  });
}

function evidenceOf(value: unknown, where: string): Evidence {
  const fields = record(value, where);
  only(fields, ["label", "value", "unit"], where);
  const label = word(fields, "label", where);
  if (label.length > LONGEST_LABEL)
    throw new ShapeError(
      `${where}: "${label}" has ${label.length} characters, ${LONGEST_LABEL} are the most`,
    );
  const unit = fields["unit"];
  if (typeof unit !== "string")
    throw new ShapeError(`${where}: unit must be a text`);
  const seen = fields["value"];
  if (
    typeof seen !== "string" &&
    typeof seen !== "boolean" &&
    typeof seen !== "number"
  )
    throw new ShapeError(
      `${where}: value must be a number, a text or a boolean`,
    );
  return { label, value: seen, unit };
}

function parseJson(text: string, index?: number): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    const where = index === undefined ? "the file" : `line ${index + 1}`;
    throw new ShapeError(
      `${where} is not JSON: ${text.trimEnd().slice(0, 60)}`,
    );
  }
}

function record(
  value: unknown,
  where: string,
): Readonly<Record<string, unknown>> {
  if (typeof value !== "object" || value === null || Array.isArray(value))
    throw new ShapeError(`${where} must be an object`);
  return value as Readonly<Record<string, unknown>>;
}

function word(
  fields: Readonly<Record<string, unknown>>,
  name: string,
  where: string,
): string {
  const value = fields[name];
  if (typeof value !== "string" || value === "")
    throw new ShapeError(`${where}: ${name} must be a text that is not empty`);
  return value;
}

function only(
  fields: Readonly<Record<string, unknown>>,
  names: readonly string[],
  where: string,
): void {
  const stranger = Object.keys(fields).find((name) => !names.includes(name));
  if (stranger !== undefined)
    throw new ShapeError(`${where}: no field is called ${stranger}`);
}
