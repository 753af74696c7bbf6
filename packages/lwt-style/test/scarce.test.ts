import { expect, test } from "vitest";
import { Lwt } from "../src/index.js";
import { LwtProcess } from "../src/unix.js";
import { runVirtual } from "./support.js";

const program = new URL("./fixtures/scarce.mjs", import.meta.url).pathname;

test("with no descriptor left all MUST say EMFILE and go on later; what fails hundreds of times MUST use none up", async () => {
  const seen = await runVirtual(
    Lwt.fn(function* () {
      const text = yield* LwtProcess.pread(
        LwtProcess.shell(`ulimit -n 256 && exec "$NODE" "${program}"`),
        { env: [`NODE=${process.execPath}`, `PATH=${process.env["PATH"]}`] },
      );
      return JSON.parse(text) as unknown;
    }),
  );
  const all = "EMFILE";
  expect(seen).toEqual({
    scarce: {
      codes: { file: all, readFile: all, process: all, socket: all },
      text: "text\n",
      same: true,
    },
    many: { ENOENT: 300, thrown: 300, succeeded: 300 },
    processes: [40, 40],
    left: [],
  });
});
