import { join } from "node:path";
import { expect, test } from "vitest";
import { Lwt, LwtStream } from "../src/index.js";
import { LwtIo, LwtUnix } from "../src/unix.js";
import { runVirtual, st } from "./support.js";

const failure = (p: () => Lwt.Promise<unknown>): Lwt.Promise<any> =>
  Lwt.catch(p, (exn) => Lwt.return(exn));

/** Runs `f` in an empty folder. */
const inFolder = <A>(f: (folder: string) => Lwt.Promise<A>): Promise<A> =>
  runVirtual(() => LwtIo.withTempDir(f));

const writeFile = (path: string, text: string): Lwt.Promise<void> =>
  LwtIo.withFile(path, (oc) => LwtIo.write(oc, text), { mode: LwtIo.output });

const readAt = Lwt.fn(function* (fd: LwtUnix.FileDescr, length: number) {
  const buffer = new Uint8Array(length);
  const count = yield* LwtUnix.read(fd, buffer, 0, length);
  return Buffer.from(buffer.subarray(0, count)).toString();
});

test("what is written to a file MUST be read from it, and be gone when it is opened anew", async () => {
  const seen = await inFolder(
    Lwt.fn(function* (folder: string) {
      const path = join(folder, "a");
      yield* LwtIo.linesToFile(path, LwtStream.ofList(["first", "zweite…"]));
      const lines = yield* LwtStream.toList(LwtIo.linesOfFile(path));
      const text = yield* LwtIo.readFile(path);
      const length = yield* LwtIo.fileLength(path);
      yield* LwtIo.charsToFile(path, LwtStream.ofString("xy"));
      const chars = yield* LwtStream.toList(LwtIo.charsOfFile(path));
      return [lines, text, length, chars];
    }),
  );
  const lines = ["first", "zweite…"];
  expect(seen).toEqual([lines, "first\nzweite…\n", 16, ["x", "y"]]);
});

test("a channel MUST go to a place in its file, and tell where it is", async () => {
  const seen = await inFolder(
    Lwt.fn(function* (folder: string) {
      const path = join(folder, "a");
      yield* LwtIo.withFile(
        path,
        Lwt.fn(function* (oc: LwtIo.OutputChannel) {
          yield* LwtIo.write(oc, "0123456789");
          yield* LwtIo.setPosition(oc, 3);
          yield* LwtIo.write(oc, "xyz");
          expect(LwtIo.position(oc)).toBe(6);
          expect(yield* LwtIo.length(oc)).toBe(10);
        }),
        { mode: LwtIo.output },
      );
      return yield* LwtIo.withFile(
        path,
        Lwt.fn(function* (ic: LwtIo.InputChannel) {
          const parts = [yield* LwtIo.read(ic, { count: 4 })];
          for (const place of [8, 1, 10]) {
            yield* LwtIo.setPosition(ic, place);
            parts.push(yield* LwtIo.read(ic, { count: 2 }));
          }
          return [...parts, LwtIo.position(ic), yield* LwtIo.length(ic)];
        }),
        { mode: LwtIo.input, buffer: new Uint8Array(16) },
      );
    }),
  );
  expect(seen).toEqual(["012x", "89", "12", "", 10, 10]);
});

test("lseek MUST move reads and writes, pread and pwrite MUST not", async () => {
  const seen = await inFolder(
    Lwt.fn(function* (folder: string) {
      const path = join(folder, "a");
      const fd = yield* LwtUnix.openfile(path, ["O_RDWR", "O_CREAT"], 0o600);
      const bytes = Buffer.from("0123456789");
      yield* LwtUnix.write(fd, bytes, 0, 10);
      yield* LwtUnix.lseek(fd, 2, "SEEK_SET");
      const parts = [yield* readAt(fd, 3)];
      yield* LwtUnix.pwrite(fd, Buffer.from("X"), 0, 1, { fileOffset: 6 });
      yield* LwtUnix.pwriteString(fd, "éYé", 2, 1, { fileOffset: 7 });
      const buffer = new Uint8Array(2);
      yield* LwtUnix.pread(fd, buffer, 0, 2, { fileOffset: 0 });
      parts.push(Buffer.from(buffer).toString(), yield* readAt(fd, 3));
      const places = [
        yield* LwtUnix.lseek(fd, -1, "SEEK_CUR"),
        yield* LwtUnix.lseek(fd, -1, "SEEK_END"),
        (yield* failure(() => LwtUnix.lseek(fd, -1, "SEEK_SET"))).code,
      ];
      yield* LwtUnix.ftruncate(fd, 4);
      const { stSize, stKind, stPerm } = yield* LwtUnix.fstat(fd);
      yield* LwtUnix.fsync(fd);
      yield* LwtUnix.close(fd);
      return [parts, places, stSize, stKind, stPerm];
    }),
  );
  expect(seen).toEqual([
    ["234", "01", "5XY"],
    [7, 9, "EINVAL"],
    4,
    "S_REG",
    0o600,
  ]);
});

test("names MUST be made, changed, listed and taken away", async () => {
  const seen = await inFolder(
    Lwt.fn(function* (folder: string) {
      const [a, b, c] = ["a", "b", "c"].map((name) => join(folder, name)) as [
        string,
        string,
        string,
      ];
      yield* writeFile(a, "text");
      yield* LwtUnix.chmod(a, 0o640);
      yield* LwtUnix.utimes(a, 1000, 2000.5);
      const { stPerm, stAtime, stMtime } = yield* LwtUnix.stat(a);
      yield* LwtUnix.rename(a, b);
      yield* LwtUnix.symlink(b, a);
      yield* LwtUnix.link(b, c);
      const facts = [
        yield* LwtUnix.readlink(a),
        (yield* LwtUnix.lstat(a)).stKind,
        (yield* LwtUnix.stat(c)).stNlink,
        yield* LwtUnix.fileExists(a),
        (yield* failure(() => LwtUnix.access(b, ["X_OK"]))) !== undefined,
      ];
      yield* LwtUnix.truncate(b, 2);
      facts.push(yield* LwtIo.readFile(a));
      yield* Lwt.join([a, b, c].map(LwtUnix.unlink));
      yield* LwtUnix.mkdir(a, 0o700);
      const names = yield* LwtStream.toList(LwtUnix.filesOfDirectory(folder));
      yield* LwtUnix.rmdir(a);
      facts.push(yield* LwtUnix.fileExists(a));
      return [stPerm, stAtime, stMtime, ...facts, names.toSorted()];
    }),
  );
  expect(seen.slice(0, 3)).toEqual([0o640, 1000, 2000.5]);
  expect(seen.slice(4, 8)).toEqual(["S_LNK", 2, true, true]);
  expect(seen.slice(8)).toEqual(["te", false, [".", "..", "a"]]);
});

test("a directory MUST be read name by name, again after rewinddir, to EndOfFile", async () => {
  const seen = await inFolder(
    Lwt.fn(function* (folder: string) {
      for (const name of ["x", "y"]) yield* writeFile(join(folder, name), "");
      const handle = yield* LwtUnix.opendir(folder);
      const dot = yield* LwtUnix.readdir(handle);
      const rest = yield* LwtUnix.readdirN(handle, 9);
      const end = yield* failure(() => LwtUnix.readdir(handle));
      yield* LwtUnix.rewinddir(handle);
      const two = yield* LwtUnix.readdirN(handle, 2);
      yield* LwtUnix.closedir(handle);
      return [dot, rest.toSorted(), end === LwtIo.EndOfFile, two];
    }),
  );
  expect(seen).toEqual([".", ["..", "x", "y"], true, [".", ".."]]);
});

test("a job MUST not be stopped by a cancel; abortJobs MUST reject, waitForJobs wait", async () => {
  const seen = await inFolder(
    Lwt.fn(function* (folder: string) {
      const path = join(folder, "a");
      const made = writeFile(path, "text");
      Lwt.cancel(made);
      yield* made;
      const reading = LwtIo.readFile(path);
      yield* LwtUnix.waitForJobs();
      const after = st(reading);
      const aborted = LwtIo.readFile(path);
      LwtUnix.abortJobs(new RangeError("enough"));
      const canceled = LwtIo.readFile(path);
      LwtUnix.cancelJobs();
      return [after, yield* failure(() => aborted), st(canceled)];
    }),
  );
  expect(seen).toEqual(["return", new RangeError("enough"), "canceled"]);
});

test("a temporary file and folder MUST be there for the operation only", async () => {
  const seen = await inFolder(
    Lwt.fn(function* (tempDir: string) {
      let path = "";
      const failed = yield* failure(() =>
        LwtIo.withTempFile(
          Lwt.fn(function* ([found, oc]: LwtIo.TempFile) {
            path = found;
            yield* LwtIo.write(oc, "text");
            expect(yield* LwtUnix.fileExists(path)).toBe(true);
            throw new RangeError("left");
          }),
          { tempDir, prefix: "p", suffix: ".s" },
        ),
      );
      return [
        /p[0-9a-f]{6}\.s$/u.test(path),
        yield* LwtUnix.fileExists(path),
        failed,
      ];
    }),
  );
  expect(seen).toEqual([true, false, new RangeError("left")]);
});

test("what cannot be opened MUST be told by Node's code", async () => {
  const seen = await inFolder(
    Lwt.fn(function* (folder: string) {
      const nowhere = join(folder, "no such file");
      return [
        yield* failure(() => LwtIo.readFile(nowhere)),
        yield* failure(() => LwtIo.openFile(nowhere, { mode: LwtIo.input })),
        yield* failure(() => LwtStream.toList(LwtIo.linesOfFile(nowhere))),
        yield* failure(() =>
          LwtStream.toList(LwtUnix.filesOfDirectory(nowhere)),
        ),
        yield* failure(() => LwtIo.fileLength(folder)),
      ].map(({ code }) => code);
    }),
  );
  expect(seen).toEqual(["ENOENT", "ENOENT", "ENOENT", "ENOENT", "EISDIR"]);
});

test("a descriptor MUST be refused once it is closed, and ranges outside of the buffer always", async () => {
  const seen = await inFolder(
    Lwt.fn(function* (folder: string) {
      const path = join(folder, "a");
      const fd = yield* LwtUnix.openfile(path, ["O_RDWR", "O_CREAT"], 0o600);
      const buffer = new Uint8Array(4);
      expect(() => LwtUnix.read(fd, buffer, 2, 3)).toThrow(Lwt.InvalidArgument);
      expect(LwtUnix.state(fd)).toEqual({ _tag: "Opened" });
      expect(LwtUnix.unixFileDescr(fd)).toBeGreaterThan(2);
      const reading = LwtUnix.read(fd, buffer, 0, 4);
      yield* LwtUnix.close(fd);
      const codes = [
        yield* failure(() => LwtUnix.close(fd)),
        yield* failure(() => LwtUnix.read(fd, buffer, 0, 4)),
        yield* failure(() => LwtUnix.fstat(fd)),
      ].map(({ code }) => code);
      // The job that was under way had the descriptor to its end.
      return [codes, yield* reading];
    }),
  );
  expect(seen).toEqual([["EBADF", "EBADF", "EBADF"], 0]);
});
