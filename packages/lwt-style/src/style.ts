import type { ClockMode, RuntimeStyle, StyleClock } from "spec";
import { programs } from "../programs/index.js";
import * as LwtEngine from "./LwtEngine.js";

/** Lwt's promises, as a runtime style. */
export const style: RuntimeStyle = {
  name: "lwt-style",
  title: "Lwt's promises on fp-ts Task",
  original: { name: "Lwt", version: "5.6.1", language: "OCaml" },
  programs,
  openClock,
};

/** Puts a fresh engine under Lwt, as `Lwt_engine.set` does. */
function openClock(mode: ClockMode): StyleClock {
  const before = LwtEngine.get();
  const engine =
    mode === "virtual" ? LwtEngine.virtualTime() : LwtEngine.realTime();
  LwtEngine.set(engine);
  return {
    now: () => engine.now() * 1000,
    close: () => LwtEngine.set(before),
  };
}
