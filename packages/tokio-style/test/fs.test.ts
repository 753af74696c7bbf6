import * as Fs from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import * as Effect from "effect/Effect";
import * as Exit from "effect/Exit";
import * as Fiber from "effect/Fiber";
import { afterEach, beforeEach, expect, test } from "vitest";
import * as fs from "../src/fs.js";

let dir: string;
beforeEach(() => {
  dir = Fs.mkdtempSync(join(tmpdir(), "tokio-style-fs-"));
});
afterEach(() => Fs.rmSync(dir, { recursive: true }));

const run = <A, E>(effect: Effect.Effect<A, E>) => Effect.runPromise(effect);
const failure = <A>(effect: Effect.Effect<A, fs.IoError>) =>
  run(Effect.flip(effect));

test("readToString MUST give the file's text, from a path or a file URL", async () => {
  const path = join(dir, "a.txt");
  await run(fs.write(path, "grüße"));
  expect(await run(fs.readToString(path))).toBe("grüße");
  expect(await run(fs.readToString(pathToFileURL(path)))).toBe("grüße");
});

test("an operation MUST NOT touch the disk before it runs, and MUST run anew each time", async () => {
  const path = join(dir, "a.txt");
  const reading = fs.readToString(path);
  await run(fs.write(path, "one"));
  expect(await run(reading)).toBe("one");
  await run(fs.write(path, "two"));
  expect(await run(reading)).toBe("two");
});

test("a missing file MUST fail with NotFound, its path, and one line", async () => {
  const path = join(dir, "missing.txt");
  const error = await failure(fs.readToString(path));
  expect(error).toBeInstanceOf(fs.IoError);
  expect(error).toMatchObject({
    _tag: "IoError",
    kind: "NotFound",
    code: "ENOENT",
    path,
  });
  expect(error.message).toBe(
    `cannot read "${path}": no such file or directory (ENOENT); check the path`,
  );
});

test("a directory in place of a file MUST fail with IsADirectory", async () => {
  const error = await failure(fs.readToString(dir));
  expect(error.kind).toBe("IsADirectory");
  expect(error.message).toContain("give the path of a file");
});

test("bytes that are no UTF-8 MUST fail with InvalidData as text and MUST pass as bytes", async () => {
  const path = join(dir, "b.bin");
  await run(fs.write(path, new Uint8Array([0x66, 0xff, 0x6f])));
  expect((await failure(fs.readToString(path))).kind).toBe("InvalidData");
  expect([...(await run(fs.read(path)))]).toEqual([0x66, 0xff, 0x6f]);
});

test("an error MUST be caught by its tag", async () => {
  const read = fs
    .readToString(join(dir, "missing.txt"))
    .pipe(Effect.catchTag("IoError", (e) => Effect.succeed(e.kind)));
  expect(await run(read)).toBe("NotFound");
});

test("a read that is dropped MUST end interrupted", async () => {
  const path = join(dir, "big.bin");
  Fs.writeFileSync(path, Buffer.alloc(8 << 20));
  const fiber = Effect.runFork(fs.read(path));
  await run(Fiber.interrupt(fiber));
  expect(Exit.hasInterrupts(await run(Fiber.await(fiber)))).toBe(true);
});

test("a write that is dropped MUST still write all, as it was when it began", async () => {
  const path = join(dir, "kept.txt");
  const data = new TextEncoder().encode("all of it");
  const fiber = Effect.runFork(fs.write(path, data));
  data.fill(0);
  await run(Fiber.interrupt(fiber));
  // Nobody is told when it has ended: look, however long it takes.
  const written = () => Fs.existsSync(path) && Fs.readFileSync(path, "utf8");
  while (written() !== "all of it") {
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
});

test("files and directories MUST be made, copied, renamed and removed", async () => {
  const sub = join(dir, "a", "b");
  const [one, two] = [join(sub, "one"), join(sub, "two")];
  expect((await failure(fs.createDir(sub))).kind).toBe("NotFound");
  await run(fs.createDirAll(sub));
  await run(fs.createDirAll(sub));
  expect((await failure(fs.createDir(sub))).kind).toBe("AlreadyExists");
  await run(fs.write(one, "12345"));
  expect(await run(fs.copy(one, two))).toBe(5);
  await run(fs.rename(two, join(dir, "three")));
  expect(await run(fs.readToString(join(dir, "three")))).toBe("12345");
  expect((await failure(fs.removeDir(sub))).kind).toBe("DirectoryNotEmpty");
  await run(fs.removeFile(one));
  await run(fs.removeDir(sub));
  await run(fs.removeDirAll(join(dir, "a")));
  expect((await failure(fs.removeDirAll(sub))).kind).toBe("NotFound");
  expect(await run(fs.canonicalize(join(dir, ".", "three")))).toBe(
    Fs.realpathSync(join(dir, "three")),
  );
});
