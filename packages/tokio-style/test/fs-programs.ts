/** Programs of recorded/fs.rs, under the same names, in an empty folder. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Effect } from "effect";
import { fn, gen } from "../src/index.js";
import * as fs from "../src/fs.js";
import { bytes, logs, once, text } from "./io-script.js";
import { log } from "./support.js";

const { File, OpenOptions, SeekFrom } = fs;
type Program = (at: (name: string) => string) => Effect.Effect<any, any>;

/** Runs a program in an empty folder of its own. */
export const inFolder = (program: Program): Effect.Effect<void> =>
  Effect.suspend(() => {
    const dir = mkdtempSync(join(tmpdir(), "tokio-style-fs-"));
    return Effect.ensuring(
      Effect.orDie(program((name) => join(dir, name))),
      Effect.sync(() => rmSync(dir, { recursive: true, force: true })),
    );
  });

const files: Record<string, Program> = {
  "file-write-read": (at) =>
    gen(function* () {
      using f = yield* File.create(at("a"));
      log(yield* f.write("x".repeat(40000)));
      log(yield* f.write("tail"));
      yield* f.flush();
      log((yield* f.metadata()).len());
      yield* logs(f.read(4));
      using g = yield* File.open(at("a"));
      const all = yield* g.readToEnd();
      log(all.length);
      log(text(all.subarray(-6)));
      log((yield* g.read(4)).length);
    }),
  "file-place": (at) =>
    gen(function* () {
      const options = new OpenOptions().read(true).write(true).create(true);
      using f = yield* options.open(at("a"));
      yield* f.writeAll("0123456789");
      log(yield* f.seek(SeekFrom.Start(2)));
      const two = new Uint8Array(2);
      yield* f.readExact(two);
      log(text(two));
      log(yield* f.streamPosition());
      yield* f.writeAll("AB");
      log(yield* f.streamPosition());
      log(yield* f.seek(SeekFrom.Current(-1)));
      yield* f.readExact(two);
      log(text(two));
      log(yield* f.seek(SeekFrom.End(-1)));
      log(yield* f.read(two));
      log(text(two));
      yield* logs(f.seek(SeekFrom.Current(-99)));
      log(yield* f.seek(SeekFrom.End(3)));
      yield* f.writeAll("!");
      yield* f.flush();
      yield* f.rewind();
      log(text(bytes(yield* f.readToString())));
      yield* f.setLen(4);
      log(yield* f.streamPosition());
      yield* f.syncAll();
      yield* f.syncData();
      log(yield* fs.readToString(at("a")));
    }),
  "file-read-ahead": (at) =>
    gen(function* () {
      yield* fs.write(at("a"), "abcdefghij");
      using f = yield* new OpenOptions().read(true).write(true).open(at("a"));
      const two = new Uint8Array(2);
      yield* once(f.read(6));
      yield* f.readExact(two);
      log(text(two));
      yield* once(f.read(two));
      yield* f.readExact(two);
      log(text(two));
      log(yield* f.write("XY"));
      yield* f.flush();
      yield* f.readExact(two);
      log(text(two));
      log(yield* fs.readToString(at("a")));
      yield* f.seek(SeekFrom.Start(0));
      yield* once(f.read(6));
      yield* f.readExact(two);
      log(yield* f.seek(SeekFrom.Current(1)));
      yield* f.readExact(two);
      log(text(two));
    }),
  "file-append": (at) =>
    gen(function* () {
      yield* fs.write(at("a"), "one\n");
      using f = yield* new OpenOptions().append(true).read(true).open(at("a"));
      yield* f.writeAll("two\n");
      log(yield* f.streamPosition());
      yield* f.seek(SeekFrom.Start(1));
      yield* f.writeAll("three\n");
      yield* f.flush();
      log((yield* f.read(4)).length);
      log(text(yield* fs.read(at("a"))));
    }),
  "file-errors": (at) =>
    gen(function* () {
      yield* fs.write(at("a"), "abc");
      using f = yield* File.open(at("a"));
      const two = new Uint8Array(2);
      for (let i = 0; i < 3; i++) yield* logs(f.write("x"));
      for (let i = 0; i < 2; i++) yield* logs(f.flush(), () => "ok");
      yield* logs(f.write("x"));
      yield* logs(f.read(two));
      for (let i = 0; i < 2; i++) yield* logs(f.write("x"));
      yield* once(f.seek(SeekFrom.Start(1)));
      yield* logs(f.read(two));
      log(text(two));
      using d = yield* File.open(at("."));
      yield* logs(d.read(two));
    }),
  "open-options": (at) =>
    gen(function* () {
      const opens = fn(function* (options: fs.OpenOptions, name = "a") {
        yield* logs(options.open(at(name)), (file: fs.File) => {
          file.drop();
          return "open";
        });
      });
      const o = () => new OpenOptions();
      yield* opens(o());
      yield* opens(o().read(true));
      yield* opens(o().create(true));
      yield* opens(o().read(true).create(true));
      yield* opens(o().read(true).truncate(true));
      yield* opens(o().append(true).truncate(true));
      yield* opens(o().write(true).createNew(true));
      yield* opens(o().write(true).createNew(true));
      yield* opens(o().append(true).createNew(true).truncate(true), "b");
      yield* opens(o().write(true).create(true).mode(0o600), "c");
      const { mode } = yield* Effect.map(fs.metadata(at("c")), (it) => ({
        mode: it.permissions().mode(),
      }));
      log((mode & 0o777).toString(8));
    }),
};

const paths: Record<string, Program> = {
  paths: (at) =>
    gen(function* () {
      const made = () => "made";
      const linked = () => "linked";
      const removed = () => "removed";
      yield* logs(fs.createDir(at("d/e")), made);
      yield* logs(fs.createDirAll(at("d/e")), made);
      yield* logs(fs.createDir(at("d")), made);
      yield* fs.write(at("d/a"), "12345");
      log(yield* fs.copy(at("d/a"), at("d/b")));
      yield* logs(fs.copy(at("d"), at("d/b")));
      yield* logs(fs.hardLink(at("d/a"), at("d/h")), linked);
      yield* logs(fs.hardLink(at("d/a"), at("d/h")), linked);
      yield* logs(fs.symlink("a", at("d/s")), linked);
      yield* logs(fs.symlink("nowhere", at("d/n")), linked);
      log(yield* fs.readLink(at("d/s")));
      yield* logs(fs.readLink(at("d/a")));
      for (const name of ["d", "d/a", "d/s", "d/n"]) {
        const kinds = (it: fs.Metadata) =>
          `${it.isDir()} ${it.isFile()} ${it.fileType().isSymlink()}`;
        const seen = Effect.match(fs.metadata(at(name)), {
          onSuccess: kinds,
          onFailure: ({ kind }) => kind as string,
        });
        log(`${name} ${yield* seen}`);
        log(kinds(yield* fs.symlinkMetadata(at(name))));
      }
      const permissions = (yield* fs.metadata(at("d/a"))).permissions();
      log(permissions.readonly());
      permissions.setReadonly(true);
      yield* fs.setPermissions(at("d/a"), permissions);
      log((yield* fs.metadata(at("d/a"))).permissions().readonly());
      const names: Array<string> = [];
      const dir = yield* fs.readDir(at("d"));
      for (let e; (e = yield* dir.nextEntry()) !== undefined;) {
        const type = yield* e.fileType();
        names.push(
          `d/${e.fileName()} ${type.isDir()} ${type.isFile()} ${type.isSymlink()}`,
        );
      }
      for (const name of names.toSorted()) log(name);
      log((yield* dir.nextEntry()) === undefined);
      yield* logs(fs.readDir(at("d/a")));
      yield* logs(fs.readDir(at("x")));
      const renamed = () => "renamed";
      yield* logs(fs.rename(at("d/b"), at("d/e/b")), renamed);
      yield* logs(fs.rename(at("d/b"), at("d/e/b")), renamed);
      yield* logs(fs.removeDir(at("d")), removed);
      yield* logs(fs.removeDir(at("d/a")), removed);
      yield* logs(fs.removeFile(at("d/b")), removed);
      yield* logs(fs.removeFile(at("d/e/b")), removed);
      yield* logs(fs.removeDir(at("d/e")), removed);
      yield* logs(fs.removeDirAll(at("d")), removed);
      yield* logs(fs.removeDirAll(at("d")), removed);
      yield* logs(fs.canonicalize(at("x")));
      yield* logs(fs.read(at("x")));
      yield* fs.write(at("u"), new Uint8Array([0xff]));
      yield* logs(fs.readToString(at("u")));
    }),
  vanished: (at) =>
    gen(function* () {
      yield* fs.write(at("a"), "still here");
      using f = yield* File.open(at("a"));
      yield* fs.removeFile(at("a"));
      const all = yield* f.readToString();
      log(all.length);
      log(all);
      log((yield* f.metadata()).len());
      yield* logs(File.open(at("a")));
      yield* logs(fs.createDir(at("d")), () => "made");
      yield* fs.write(at("d/a"), "");
      using entries = yield* fs.readDir(at("d"));
      yield* fs.removeDirAll(at("d"));
      yield* logs(entries.nextEntry(), (it) => it !== undefined);
    }),
};

export const programs: Record<string, Program> = { ...files, ...paths };
