/** Made by the build: the styles that stand in `packages/*-style`. */
import type { RuntimeStyle } from "spec";

export const loadStyle: Readonly<
  Record<string, () => Promise<{ readonly style: RuntimeStyle }>>
>;
