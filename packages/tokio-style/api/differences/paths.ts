/** Paths of Tokio's, several at once. */

/** Each of the names in a type or a module. */
export const inside = (
  outer: string,
  ...names: readonly string[]
): readonly string[] => names.map((name) => `${outer}::${name}`);

/** All of the paths under one name. */
export const allTo = (
  name: string,
  paths: readonly string[],
): Readonly<Record<string, string>> =>
  Object.fromEntries(paths.map((path) => [path, name]));
