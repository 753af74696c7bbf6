/**
 * Runs the small programs of `oracle` on lwt-style, and gives their traces.
 *
 * What a program and the words of a trace mean is told in `oracle`,
 * src/fuzz/lwt/. The real Lwt runs the same programs by ocaml/fuzz/ there, whose
 * files stand in the same order as these.
 */
import type { Program } from "oracle/fuzz";
import { Lwt, LwtEngine, LwtMain } from "../src/index.js";
import { LwtUnix } from "../src/unix.js";
import { read } from "./operations.js";
import { exnText, Run, stateText } from "./world.js";

/** How often main goes round at the end, at the most. */
const TURNS = 4;

function turns(run: Run): void {
  for (let left = TURNS; left > 0 && Lwt.pausedCount() > 0; left--) {
    run.log("turn", String(Lwt.pausedCount()));
    run.guarded(Lwt.wakeupPaused);
  }
}

async function runMain(run: Run): Promise<void> {
  try {
    await LwtMain.run(LwtUnix.sleep(0.05))();
  } catch (exn) {
    run.log("raised", exnText(exn));
  }
}

/** Whether a wakeup is put off: one in a callback, or one outside of any. */
function isPutOff(inCallback: boolean): boolean {
  const [outer, wakeOuter] = Lwt.wait();
  const [inner, wakeInner] = Lwt.wait();
  let [called, putOff] = [false, false];
  Lwt.onSuccess(inner, () => (called = true));
  Lwt.onSuccess(outer, () => {
    Lwt.wakeupLater(wakeInner, undefined);
    putOff = !called;
  });
  if (inCallback) Lwt.wakeup(wakeOuter, undefined);
  else Lwt.wakeupLater(wakeOuter, undefined);
  return inCallback ? putOff : !called;
}

/** Breaks a resolution off: it stays open. */
function leaveOneOpen(): void {
  const [p, u] = Lwt.wait();
  Lwt.onSuccess(p, () => {
    throw Lwt.Canceled;
  });
  try {
    Lwt.wakeup(u, undefined);
  } catch {
    // The hook has raised.
  }
}

/** More resolutions than a program can leave open, or close too many. */
const MOST_OPEN = 200;

/**
 * Leaves nothing of a program behind for the next one.
 *
 * Each raise of the hook has left a resolution open, and what abandons wakeups
 * in a callback has closed one too many.
 */
function cleanUp(run: Run): void {
  run.hookRaises = true;
  for (let n = 0; n < MOST_OPEN && !isPutOff(true); n++) leaveOneOpen();
  run.hookRaises = false;
  for (let n = 0; n < MOST_OPEN && isPutOff(false); n++)
    run.guarded(Lwt.abandonWakeups);
  LwtMain.abandonYieldedAndPaused();
  Lwt.restartDraws();
}

/** Runs a program from its beginning to its end, and gives its trace. */
export async function runProgram(program: Program): Promise<string> {
  const run = new Run(read);
  const before = LwtEngine.get();
  const hook = Lwt.asyncExceptionHook.current;
  LwtEngine.set(LwtEngine.virtualTime());
  Lwt.restartDraws();
  Lwt.asyncExceptionHook.current = run.hook;
  try {
    const steps = program.map((operation) => run.compile(operation));
    for (const step of steps) run.guarded(step);
    if (run.mainIsNeeded) await runMain(run);
    else turns(run);
    run.p.forEach((p, index) => run.log(`p${index}`, stateText(p)));
    return run.trace;
  } finally {
    cleanUp(run);
    LwtEngine.set(before);
    Lwt.asyncExceptionHook.current = hook;
  }
}
