/**
 * Makes mutants of the core for Vite: who imports `…?mutant=3` gets that module
 * and all of lwt-style that it imports anew, with the third mistake in it.
 */
import { mutants } from "./mutants.js";

const QUERY = /\?mutant=(\d+)$/;

export const mutation = () => ({
  name: "mutation",
  enforce: "pre" as const,

  resolveId: {
    order: "pre" as const,
    async handler(
      this: {
        resolve(
          source: string,
          importer: string,
          options: { readonly skipSelf: boolean },
        ): Promise<{ readonly id: string } | null>;
      },
      source: string,
      importer: string | undefined,
    ): Promise<string | undefined> {
      const query = QUERY.exec(importer ?? "")?.[0];
      if (query === undefined || !source.startsWith(".")) return undefined;
      const from = importer!.slice(0, -query.length);
      const resolved = await this.resolve(source, from, { skipSelf: true });
      return resolved === null ? undefined : resolved.id + query;
    },
  },

  transform(code: string, id: string): string | undefined {
    const number = QUERY.exec(id)?.[1];
    if (number === undefined) return undefined;
    const { file, original, mutation: changed } = mutants[Number(number)]!;
    if (!id.includes(`/src/internal/${file}?`)) return undefined;
    const parts = code.split(original);
    if (parts.length !== 2)
      throw new Error(
        `${file} has "${original}" ${parts.length - 1} times, and a mutant wants it once: change test/mutation/mutants.ts`,
      );
    return parts.join(changed);
  },
});
