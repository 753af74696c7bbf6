import { mkdtempSync, renameSync, rmSync } from "node:fs";
import { fileURLToPath } from "node:url";
import nodePlop from "node-plop";
import { scenarioIds } from "spec";

/** Seen from `dist/src`. */
const template = fileURLToPath(new URL("../../template/", import.meta.url));

/** What the new package is called, and a line on what it is. */
export interface Style {
  readonly name: string;
  readonly title: string;
}

/**
 * Makes the package `<folder>/<name>` from the template.
 *
 * Behaviour: all of it is written beside its place and then moved there, so that
 * it is there whole or not at all.
 *
 * Errors: what the template engine or the file system says; nothing stays then.
 */
export async function generate(
  { name, title }: Style,
  folder: URL,
): Promise<void> {
  const draft = mkdtempSync(fileURLToPath(new URL(`.${name}-`, folder)));
  try {
    const plop = await nodePlop("", { destBasePath: draft, force: false });
    plop.setHelper("json", (value: unknown) => JSON.stringify(value));
    plop.setHelper("key", (id: string) =>
      /^\w+$/.test(id) ? id : JSON.stringify(id),
    );
    const generator = plop.setGenerator("style", {
      prompts: [],
      actions: [
        {
          type: "addMany",
          destination: draft,
          base: template,
          templateFiles: `${template}**`,
          globOptions: { dot: true },
          data: { name, title, scenarios: scenarioIds },
        },
      ],
    });
    const { failures } = await generator.runActions({});
    const [failure] = failures;
    if (failure !== undefined) throw new Error(failure.error);
    renameSync(draft, new URL(name, folder));
  } finally {
    rmSync(draft, { recursive: true, force: true });
  }
}
