/** Made by the build: figures of the originals, and of the styles on Node. */
import type { Original, Recorded } from "spec";
import type { NodeRun } from "../site.js";

export const nodeRun: NodeRun;
export const recorded: { readonly [Name in Original["name"]]: Recorded };
