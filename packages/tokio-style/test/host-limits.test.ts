/** Whole processes: standard streams, ending by themselves, few files. */
import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";

/** Runs a fixture on the compiled package; gives all that it writes. */
async function fixture(
  url: URL,
  { input = "", limit = "" }: { input?: string; limit?: string } = {},
): Promise<{ code: number | null; out: string; err: string }> {
  const path = fileURLToPath(url);
  const script = `${limit}exec "$0" "$1"`;
  const child = spawn("sh", ["-c", script, process.execPath, path]);
  let [out, err] = ["", ""];
  child.stdout.on("data", (data) => (out += String(data)));
  child.stderr.on("data", (data) => (err += String(data)));
  child.stdin.on("error", () => {});
  if (input === "open") child.stdin.write("");
  else child.stdin.end(input);
  const code = await new Promise<number | null>((resolve) =>
    child.once("close", resolve),
  );
  return { code, out, err };
}

test("the standard streams MUST carry lines, and let the process end", async () => {
  const input = Array.from({ length: 20_000 }, (_, i) => `line ${i}`).join(
    "\n",
  );
  expect(
    await fixture(new URL("./fixtures/std-echo.mjs", import.meta.url), {
      input,
    }),
  ).toEqual({
    code: 0,
    out: `${input}\n`,
    err: "20000 lines\n",
  });
});

test("waits that were dropped MUST let the process end, whatever stays open", async () => {
  expect(
    await fixture(new URL("./fixtures/exits.mjs", import.meta.url), {
      input: "open",
    }),
  ).toEqual({
    code: 0,
    out: "done\n",
    err: "",
  });
});

test("no file left MUST fail what needs one, close who cannot be accepted, and pass", async () => {
  const limit = "ulimit -n 512; ";
  const { code, out, err } = await fixture(
    new URL("./fixtures/few-files.mjs", import.meta.url),
    { limit },
  );
  expect(err).toBe("");
  expect(out.split("\n")).toEqual([
    "open: EMFILE",
    "connect: EMFILE",
    "bind: EMFILE",
    "spawn: EMFILE",
    "refused: ended after 0",
    "again: hello",
    "",
  ]);
  expect(code).toBe(0);
});
