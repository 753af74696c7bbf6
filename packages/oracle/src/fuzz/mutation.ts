/**
 * Makes mutants of a port for Vite: who imports `…?mutant=3` gets that module
 * and all that it imports of the port anew, with the third mistake in it. So a
 * mutant runs beside the port as it is, in one process.
 */

/** A mistake: a text that stands once in a file, and what stands there then. */
export interface Mutant {
  /** What the port does then: `polls the last task first`. */
  readonly name: string;
  /** The end of the file's path. */
  readonly file: string;
  readonly original: string;
  readonly mutation: string;
}

/** The part of Vite's plugin interface that this one has. */
interface Resolver {
  resolve(
    source: string,
    importer: string,
    options: { readonly skipSelf: boolean },
  ): Promise<{ readonly id: string } | null>;
}

const QUERY = /\?mutant=(\d+)$/;

/**
 * The plugin that makes these mutants, by their place in the list.
 *
 * Errors: an `Error` that names the mutant whose text does not stand in its
 * file exactly once, for it would change nothing or too much.
 */
export const mutation = (mutants: readonly Mutant[]) => ({
  name: "mutation",
  enforce: "pre" as const,

  resolveId: {
    order: "pre" as const,
    async handler(
      this: Resolver,
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
    const query = QUERY.exec(id);
    if (query === null) return undefined;
    const mutant = mutants[Number(query[1])]!;
    if (!id.slice(0, query.index).endsWith(`/${mutant.file}`)) return undefined;
    const parts = code.split(mutant.original);
    if (parts.length !== 2)
      throw new Error(
        `${mutant.name}: ${mutant.file} has ${parts.length - 1} places with «${mutant.original}», and must have one`,
      );
    return parts.join(mutant.mutation);
  },
});
