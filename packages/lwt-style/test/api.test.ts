/** API.md and the README's table, against the recording of the real Lwt. */
import { readFile } from "node:fs/promises";
import { type Differences, summaryOf, withTable } from "oracle/api";
import { describe, expect, test } from "vitest";
import * as differences from "../api/differences.js";
import { apiDocument, ofLibrary, summaryTable } from "../api/document.js";
import { isThere, nameHere, readApi, splitPath } from "../api/names.js";
import { complaints, judge } from "../api/table.js";
import * as core from "../src/index.js";
import * as unix from "../src/unix.js";

const read = (path: string): Promise<string> =>
  readFile(new URL(path, import.meta.url), "utf8");

const exported = { ...core, ...unix };
const { runtime, originals } = readApi(await read("../api/lwt.api"));
const rows = judge(originals, exported, differences);

describe("the API of the real Lwt", () => {
  test("MUST be exported or explained, value by value, and nothing explained that is exported", () => {
    expect(complaints(rows, exported, differences)).toEqual([]);
  });

  test("MUST be what API.md says: pnpm --filter lwt-style api writes it", async () => {
    await expect(apiDocument(rows, runtime)).toMatchFileSnapshot("../API.md");
  });

  test("MUST be counted in the README: pnpm --filter lwt-style api writes it", async () => {
    const readme = await read("../README.md");
    await expect(
      withTable(readme, summaryTable(rows, "API.md")),
    ).toMatchFileSnapshot("../README.md");
  });

  test("MUST be that of Lwt 5.6.1, of a thousand values or so", () => {
    expect(runtime).toBe("Lwt 5.6.1");
    expect(originals.length).toBeGreaterThan(800);
    const modules = new Set(originals.map(({ path }) => splitPath(path)[0]));
    expect([...modules]).toEqual(
      expect.arrayContaining(["Lwt", "Lwt_list", "Lwt_unix", "Lwt_throttle"]),
    );
  });
});

describe("the libraries of the real Lwt", () => {
  const modulesOf = (library: "lwt" | "lwt.unix"): readonly string[] => [
    ...new Set(
      ofLibrary(rows, library).map(
        ({ original }) => splitPath(original.path)[0],
      ),
    ),
  ];

  test("MUST be told apart as OCaml's packages tell them", () => {
    expect(modulesOf("lwt")).toEqual(
      expect.arrayContaining(["Lwt", "Lwt_list", "Lwt_pqueue", "Lwt_stream"]),
    );
    expect(modulesOf("lwt.unix")).toEqual(
      expect.arrayContaining(["Lwt_io", "Lwt_main", "Lwt_unix"]),
    );
    expect(ofLibrary(rows, "lwt").length).toBeGreaterThan(300);
  });

  test("MUST be here to the last value where they are platform-neutral", () => {
    const neutral = summaryOf("lwt", ofLibrary(rows, "lwt"));
    expect(neutral.absent).toBe(0);
    expect(neutral.present + neutral.renamed).toBe(neutral.values);
  });
});

describe("the rule of names", () => {
  test.each([
    ["val", "Lwt_list.iter_s", "LwtList.iterS"],
    [
      "val",
      "Lwt_main.Enter_iter_hooks.add_first",
      "LwtMain.EnterIterHooks.addFirst",
    ],
    ["exception", "Lwt_io.Channel_closed", "LwtIo.ChannelClosed"],
    ["class", "Lwt_process.process_none", "LwtProcess.ProcessNone"],
    ["functor", "Lwt_throttle.Make", "LwtThrottle.Make"],
    ["val", "Lwt_throttle.Make().wait", "LwtThrottle.Make().wait"],
    ["val", "Lwt.Infix.(>>=)", "Lwt.Infix.(>>=)"],
  ] as const)("MUST make of the %s %s the name %s", (kind, path, name) => {
    expect(nameHere({ kind, path })).toBe(name);
  });

  test("MUST find what a functor gives", () => {
    expect(isThere(exported, "LwtThrottle.Make().wait")).toBe(true);
    expect(isThere(exported, "LwtThrottle.Make().pass")).toBe(false);
  });

  test.each(["val Lwt", "value Lwt.wait : unit", "val .wait : unit"])(
    "MUST refuse a line that is no value: %s",
    (line) => {
      const text = `# runtime: Lwt 5.6.1\nlibrary lwt\n${line}\n`;
      expect(() => readApi(text)).toThrow("no value of an original");
    },
  );
});

test("a value MUST be refused that stands in no library", () => {
  expect(() => readApi("# runtime: R\nval M.one : int\n")).toThrow(
    "no value of an original: val M.one : int",
  );
});

describe("a difference that is not true", () => {
  const none: Differences = {
    renamed: [],
    absent: [],
  };
  const given = readApi(
    "# runtime: R\nlibrary lwt\nval M.one : int\nval M.two : int\nval N.three : int\n",
  ).originals;
  const here = { M: { one: 1, other: 2 } };
  const rest = {
    ...none,
    absent: [{ reason: "r", paths: ["M.two", "N"] }],
  };
  const complain = (data: Partial<Differences>) => {
    const all = { ...rest, ...data };
    return complaints(judge(given, here, all), here, all);
  };

  test("MUST not be found where all is explained", () => {
    expect(complain({})).toEqual([]);
  });

  test.each<[string, Partial<Differences>, string]>([
    [
      "a value that nothing explains",
      { absent: [{ reason: "r", paths: ["N"] }] },
      "M.two: M.two is neither exported nor explained",
    ],
    [
      "an absent value that is exported",
      { absent: [{ reason: "r", paths: ["M", "N"] }] },
      "M.one is explained, but M.one is exported",
    ],
    [
      "a renamed value that has its own name",
      { renamed: [{ reason: "r", names: { "M.one": "M.other" } }] },
      "M.one is explained, but M.one is exported",
    ],
    [
      "a new name that is not exported",
      { renamed: [{ reason: "r", names: { "M.two": "M.zwei" } }] },
      "M.two is said to be M.zwei, which is not exported",
    ],
    [
      "an entry for what Lwt does not have",
      { absent: [...rest.absent, { reason: "r", paths: ["M.four"] }] },
      "M.four is nothing of Lwt's",
    ],
  ])("MUST be complained about: %s", (_, data, complaint) => {
    expect(complain(data)).toEqual([complaint]);
  });
});
