import type { ClockMode, RuntimeStyle, StyleClock } from "spec";
import { programs } from "../programs/index.js";
import { Handle } from "./runtime.js";
import { Instant } from "./time.js";

/** Tokio's tasks, as a runtime style. */
export const style: RuntimeStyle = {
  name: "tokio-style",
  title: "Tokio's tasks on Effect fibers",
  original: { name: "Tokio", version: "1.24.2", language: "Rust" },
  programs,
  openClock,
};

/**
 * The clock of the runtime that a program builds. Paused time stands still
 * between two of the runtime's turns, so the last one's time is now.
 */
function openClock(mode: ClockMode): StyleClock {
  if (mode === "wall") return { now: () => performance.now(), close() {} };
  let last = 0;
  const now = (): number => {
    if (Handle.tryCurrent() !== undefined) last = Instant.now().millis;
    return last;
  };
  return { now, close() {} };
}
