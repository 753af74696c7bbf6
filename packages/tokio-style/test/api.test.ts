/** API.md and the README's table, against the recording of the real Tokio. */
import { readFile } from "node:fs/promises";
import { complaints, judge, withTable } from "oracle/api";
import { afterAll, describe, expect, test } from "vitest";
import { differences, homonyms } from "../api/differences/index.js";
import { apiDocument, summaryTable } from "../api/document.js";
import { Exports, type Role } from "../api/exports.js";
import { moduleOf, nameHere, type Original, readApi } from "../api/names.js";
import { countsOf, elsewhere, portOf } from "../api/table.js";

const read = (path: string): Promise<string> =>
  readFile(new URL(path, import.meta.url), "utf8");

const exported = new Exports(new URL("../", import.meta.url));
afterAll(() => exported.close());

const port = portOf(exported, homonyms);
const { runtime, originals } = readApi(await read("../api/tokio.api"));
const rows = judge(originals, differences, port);

describe("the API of the real Tokio", () => {
  test("MUST be exported or explained, item by item, and nothing explained that is exported", () => {
    expect(complaints(rows, differences, port)).toEqual([]);
  });

  test("MUST NOT be told by a name that means something else", () => {
    const byName = portOf(exported, []);
    const named = judge(originals, differences, byName).filter(
      ({ verdict }) => verdict.kind === "present",
    );
    for (const path of homonyms)
      expect(named.map(({ original }) => original.path)).toContain(path);
    const inherited = named.filter(
      ({ original, verdict }) =>
        /^tokio::(?!io::Async)/.test(original.path) &&
        original.kind === "fn" &&
        "name" in verdict &&
        exported.isInherited(verdict.name, "io.AsyncIo"),
    );
    expect(inherited.map(({ original }) => original.path)).toEqual(homonyms);
  });

  test("MUST be what API.md says: pnpm --filter tokio-style api writes it", async () => {
    await expect(apiDocument(rows, runtime)).toMatchFileSnapshot("../API.md");
  });

  test("MUST be counted in the README: pnpm --filter tokio-style api writes it", async () => {
    const readme = await read("../README.md");
    await expect(
      withTable(readme, summaryTable(rows, "API.md")),
    ).toMatchFileSnapshot("../README.md");
  });

  test("MUST be here but for ten items at most, those of processes and signals aside", () => {
    const { items } = countsOf(elsewhere(rows));
    expect(items.values).toBeGreaterThan(200);
    expect(items.absent).toBeLessThanOrEqual(10);
  });

  test("MUST be that of Tokio 1.24.2, of a thousand items or so", () => {
    expect(runtime).toBe("Tokio 1.24.2");
    expect(originals.length).toBeGreaterThan(1100);
    expect(new Set(originals.map(moduleOf))).toEqual(
      new Set([
        "tokio",
        ...["fs", "io", "net", "process", "runtime", "signal", "stream"].map(
          (name) => `tokio::${name}`,
        ),
        ...["sync", "task", "time"].map((name) => `tokio::${name}`),
        "tokio_util::sync",
      ]),
    );
  });
});

const only = (line: string): Original =>
  readApi(`# runtime: Tokio 1.24.2\n${line}\n`).originals[0]!;

describe("the rule of names", () => {
  test.each([
    ["mod tokio::sync::mpsc::error", "sync.mpsc"],
    [
      "fn tokio::time::sleep_until : fn(deadline: Instant) -> Sleep",
      "time.sleepUntil",
    ],
    ["fn tokio::fs::File::open : async fn() -> Result<File>", "fs.File.open"],
    ["fn tokio::sync::Notify::new : fn() -> Notify", "sync.Notify"],
    ["const tokio::io::Ready::READ_CLOSED : Ready", "io.Ready.READ_CLOSED"],
    [
      "variant tokio::sync::mpsc::error::TrySendError::Full",
      "sync.mpsc.TrySendError.Full",
    ],
    ["impl tokio::fs::File : AsyncRead", "fs.File.pollRead"],
    ["impl tokio::task::JoinHandle : Future", "task.JoinHandle"],
    [
      "fn tokio::io::AsyncReadExt::read_u16_le : fn(&mut self)",
      "io.AsyncReadExt.readU16Le",
    ],
    ["struct tokio_util::sync::DropGuard", "DropGuard"],
    ["macro tokio::try_join", "tryJoin"],
  ])("MUST make of %s the name %s", (line, name) => {
    expect(nameHere(only(line))).toBe(name);
  });

  test.each([
    "fn std::mem::take",
    "thing tokio::fs",
    "struct tokio",
    "struct tokio::fs::File AsyncRead",
  ])("MUST refuse a line that is no item: %s", (line) => {
    expect(() => only(line)).toThrow("no value of an original");
  });
});

describe("what is exported", () => {
  test.each<[Role, string, string]>([
    ["module", "sync.mpsc", "sync.Mutex"],
    ["type", "time.Elapsed", "time.sleep"],
    ["function", "sync.mpsc.channel", "sync.mpsc.Sender"],
    ["static", "net.TcpStream.connect", "net.TcpStream.peek"],
    ["member", "net.TcpStream.peek", "net.TcpStream.connect"],
    // The first is made by a static `new`, the others by nobody else.
    ["constructor", "runtime.Runtime", "net.TcpStream"],
    ["constructor", "sync.Notify", "task.JoinHandle"],
    ["future", "task.JoinHandle", "task.JoinSet"],
    ["dropped", "runtime.Runtime.drop", "time.Instant.drop"],
    ["variant", "sync.mpsc.TrySendError.Full", "sync.mpsc.TrySendError.Empty"],
    ["variant", "time.MissedTickBehavior.Skip", "time.MissedTickBehavior.Slip"],
    ["any", "io.empty().read", "io.empty().size"],
    ["any", "CancellationToken", "net.Link"],
  ])("MUST be found as a %s: %s, and not %s", (role, is, isNot) => {
    expect(exported.has(is, role)).toBe(true);
    expect(exported.has(isNot, role)).toBe(false);
  });

  test("MUST NOT be found where it is marked as internal", () => {
    expect(exported.has("net.TcpStream.fromSocket")).toBe(false);
    expect(exported.has("net.TcpStream.link")).toBe(false);
  });
});
