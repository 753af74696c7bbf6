/** Standard input and output, of a process of their own. */
import { expect, test } from "vitest";
import { Lwt } from "../src/index.js";
import { LwtIo, LwtProcess } from "../src/unix.js";
import { runVirtual } from "./support.js";

const prints = new URL("./fixtures/prints.mjs", import.meta.url);
const echoes = new URL("./fixtures/echoes.mjs", import.meta.url);

const node = ({ pathname }: URL, ...args: string[]): LwtProcess.Command => [
  process.execPath,
  ["node", pathname, ...args],
];

test.each([
  ["ends by itself", [], 0],
  ["exits at once", ["exit"], 3],
])(
  "what was printed MUST come out in order when the process %s",
  async (_, args, code) => {
    const seen = await runVirtual(() =>
      LwtProcess.withProcessFull(
        node(prints, ...args),
        Lwt.fn(function* (child: LwtProcess.ProcessFull) {
          const texts = yield* Lwt.both(
            LwtIo.read(child.stdout),
            LwtIo.read(child.stderr),
          );
          return [...texts, yield* child.status];
        }),
      ),
    );
    expect(seen).toEqual([
      "of main\nof console\nhalf line 7\nwith no main\n",
      "for errors\n",
      { _tag: "WEXITED", code },
    ]);
  },
);

test("lines of standard input MUST be read, and a read that is left behind hold no process", async () => {
  const seen = await runVirtual(() =>
    LwtProcess.withProcess(
      node(echoes),
      Lwt.fn(function* (child: LwtProcess.Process) {
        const answers: string[] = [];
        for (const line of ["one", "stop"]) {
          yield* LwtIo.writeLine(child.stdin, line);
          answers.push(yield* LwtIo.readLine(child.stdout));
        }
        // Its input is still open here.
        return [answers, yield* child.status];
      }),
    ),
  );
  expect(seen).toEqual([["> one", "> stop"], { _tag: "WEXITED", code: 0 }]);
});
