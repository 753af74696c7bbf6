import type { RuntimeStyle } from "spec";
import { hostClock } from "spec/node";
import { programs } from "../programs/index.js";
import { claims } from "./claims.js";
import { divergences } from "./divergences.js";

/** The style, as the suite and the command line find it. */
export const style: RuntimeStyle = {
  name: "effection-style",
  title: "Structured concurrency with generators, on effection 4.1",
  programs,
  claims,
  divergences,
  openClock: hostClock,
};
