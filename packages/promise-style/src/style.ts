import type { ClockMode, RuntimeStyle, StyleClock } from "spec";
import { programs } from "../programs/index.js";
import { claims } from "./claims.js";
import { useClock, wallClock } from "./clock.js";
import { divergences } from "./divergences.js";
import { VirtualClock } from "./virtual-clock.js";

/** Plain promises, as a runtime style: the control. */
export const style: RuntimeStyle = {
  name: "promise-style",
  title: "Plain promises and AbortSignal",
  programs,
  claims,
  divergences,
  openClock,
};

function openClock(mode: ClockMode): StyleClock {
  if (mode === "wall") {
    const before = useClock(wallClock);
    return { now: () => wallClock.now(), close: () => useClock(before) };
  }
  const clock = new VirtualClock();
  const before = useClock(clock);
  return {
    now: () => clock.now(),
    close() {
      // What a program has left behind must not go on in the next one.
      clock.stop();
      useClock(before);
    },
  };
}
