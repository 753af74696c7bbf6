import { describe, expect, test } from "vitest";
import type { Language } from "../src/index.js";
import { highlight } from "../src/highlight.js";

async function kinds(language: Language, line: string): Promise<string[]> {
  const [tokens] = await highlight([
    { name: "a", language, path: "a", lines: line.split("\n") },
  ]);
  return (tokens?.flat() ?? [])
    .filter(({ kind }) => kind !== "plain")
    .map(({ text, kind }) => `${kind}: ${text.trim()}`);
}

describe("highlight", () => {
  test("TypeScript MUST be taken apart", async () => {
    expect(
      await kinds("typescript", 'const a = yield* log("b", 1); // end'),
    ).toEqual([
      "keyword: const",
      "keyword: yield*",
      "function: log",
      'string: "b"',
      "number: 1",
      "comment: // end",
    ]);
  });

  test("OCaml MUST be taken apart, with modules as types", async () => {
    expect(
      await kinds(
        "ocaml",
        "let f x =\n  let%lwt a = Lwt_unix.sleep 0.01 in\n  b",
      ),
    ).toEqual([
      "keyword: let",
      "function: f",
      "keyword: let",
      "function: a",
      "type: Lwt_unix",
      "number: 0.01",
      "keyword: in",
    ]);
  });

  test("Rust MUST be taken apart, await and async as keywords", async () => {
    expect(await kinds("rust", "let a = async { sleep(10).await };")).toEqual([
      "keyword: let",
      "keyword: async",
      "function: sleep",
      "number: 10",
      "keyword: await",
    ]);
  });

  test.each([
    ["typescript", "  // 2. both end"],
    ["ocaml", "  (* 2. both end *)"],
    ["rust", "  // 2. both end"],
  ] as const)(
    "a step in %s MUST be one, not a comment",
    async (language, line) => {
      const all = await kinds(language, line);
      expect(new Set(all.map((one) => one.split(":")[0]))).toEqual(
        new Set(["step"]),
      );
    },
  );

  test("joined, the tokens MUST be the program", async () => {
    const lines = ["/* a", "", "b */ const c = `d", "  ${e}`;", ""];
    const [tokens] = await highlight([
      { name: "a", language: "typescript", path: "a", lines },
    ]);
    expect(
      tokens?.map((line) => line.map(({ text }) => text).join("")),
    ).toEqual(lines);
  });
});
