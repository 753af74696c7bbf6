import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { expect, test } from "vitest";

const run = promisify(execFile);
const loops = fileURLToPath(new URL("fixtures/loops.mjs", import.meta.url));

/** A million rounds of a loop in a process whose heap holds a few of them. */
const inSmallHeap = (loop: string) =>
  run(process.execPath, ["--max-old-space-size=16", loops, loop]);

test.each([
  "bind and pause",
  "bind on resolved promises",
  "catch",
  "finalize",
  "choose",
  "nchoose",
  "nchooseSplit",
  "pick",
  "npick",
  "pick of protected",
  "choose of one protected",
  "withTimeout",
  "gen",
])("a loop for ever of %s MUST run in constant memory", async (loop) => {
  const { stdout } = await inSmallHeap(loop);
  expect(stdout).toBe("done\n");
});

test("what a loop leaves on a promise for ever MUST not fit that memory", async () => {
  await expect(inSmallHeap("a leak")).rejects.toThrow("heap out of memory");
});
