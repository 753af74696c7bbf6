/**
 * Runs the small programs of `oracle` on tokio-style, and gives their traces.
 *
 * What a program and the words of a trace mean is told in `oracle`,
 * src/fuzz/tokio/. The real Tokio runs the same programs by rust/fuzz/ there,
 * whose files stand for those in tokio/ here.
 */
import { formatProgram, type Program } from "oracle/fuzz/tokio";
import { gen, runtime, time } from "../src/index.js";
import { main } from "./tokio/bodies.js";
import { World } from "./tokio/world.js";

/** Longer than any program takes. */
const FAR = 100_000_000;

/** Runs a program on a runtime of its own, on paused time. */
export async function runProgram(program: Program): Promise<string> {
  const rt = runtime.Builder.newCurrentThread()
    .enableTime()
    .startPaused(true)
    .rngSeed(formatProgram(program))
    .unhandledPanic(() => {})
    .spawnSites(0)
    .build();
  const world = new World(program);
  const { trace } = world;
  const ended = rt.blockOn(
    gen(function* () {
      trace.begin();
      yield* time.timeout(FAR, main(world, program));
    }),
  );
  const end = await ended.then(
    () => "done",
    (error: unknown) => (error instanceof time.Elapsed ? "stuck" : "panic"),
  );
  trace.stopClock();
  trace.log("main", end);
  rt.shutdown();
  for (const set of world.localSets) set.value?.drop();
  return trace.text;
}
