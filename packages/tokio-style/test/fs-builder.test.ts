/** What is set first and used more than once: builders and options. */
import { lstat, mkdtemp, rm, stat, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as Effect from "effect/Effect";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { DirBuilder, OpenOptions, readDir } from "../src/fs.js";

const run = Effect.runPromise;
let folder = "";
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "builder-"));
});
afterEach(() => rm(folder, { recursive: true }));

describe("DirBuilder", () => {
  test("MUST make one directory, which is not there yet", async () => {
    const path = join(folder, "a");
    const builder = new DirBuilder();
    await run(builder.create(path));
    expect((await stat(path)).isDirectory()).toBe(true);
    const again = await run(Effect.flip(builder.create(path)));
    expect(again.kind).toBe("AlreadyExists");
    const deep = await run(Effect.flip(builder.create(join(path, "b", "c"))));
    expect(deep.kind).toBe("NotFound");
  });

  test("MUST make those around it too when it is recursive", async () => {
    const path = join(folder, "a", "b", "c");
    const builder = new DirBuilder().recursive(true);
    await run(builder.create(path));
    await run(builder.create(path));
    expect((await stat(path)).isDirectory()).toBe(true);
  });

  test("MUST give what it makes its mode", async () => {
    const path = join(folder, "a");
    await run(new DirBuilder().mode(0o700).create(path));
    expect((await stat(path)).mode & 0o777).toBe(0o700);
  });
});

test("a clone of OpenOptions MUST be set the same way, and by itself", async () => {
  const path = join(folder, "a");
  const options = new OpenOptions().write(true);
  const other = options.clone().create(true).mode(0o600);
  const missing = await run(Effect.flip(options.open(path)));
  expect(missing.kind).toBe("NotFound");
  const file = await run(other.clone().open(path));
  await run(Effect.andThen(file.writeAll("text"), file.flush()));
  file.close();
  expect((await stat(path)).mode & 0o777).toBe(0o600);
});

test("an entry of a directory MUST tell its own inode, not its target's", async () => {
  await writeFile(join(folder, "a"), "");
  await symlink("a", join(folder, "b"));
  const dir = await run(readDir(folder));
  for (let entry; (entry = await run(dir.nextEntry()));) {
    const { ino } = await lstat(entry.path(), { bigint: true });
    expect(await run(entry.ino())).toBe(ino);
  }
});
