/** What is in a directory: `Lwt_unix`. */
import * as FS from "node:fs";
import { EndOfFile } from "../endOfFile.js";
import * as Lwt from "../../Lwt.js";
import { calling } from "./diskFile.js";
import { runJob } from "./jobs.js";

/** `Unix.dir_handle` */
export class DirHandle {
  /** Node leaves these out. @internal */
  dots: string[] = [".", ".."];

  constructor(
    /** @internal */
    readonly path: string,
    /** @internal */
    public dir: FS.Dir,
  ) {}
}

const openAt = (path: string): Lwt.Promise<FS.Dir> =>
  runJob(
    calling<FS.Dir>((done) => FS.opendir(path, done)),
    (dir) => dir.close(() => {}),
  );

/** Opens a directory, to be closed with `closedir`. Original: `Lwt_unix.opendir` */
export const opendir = (path: string): Lwt.Promise<DirHandle> =>
  Lwt.map((dir) => new DirHandle(path, dir), openAt(path));

/** The next name, or undefined at the end. */
function nextName(handle: DirHandle): Lwt.Promise<string | undefined> {
  const dot = handle.dots.shift();
  if (dot !== undefined) return Lwt.return(dot);
  return Lwt.map(
    (entry) => entry?.name,
    runJob(calling<FS.Dirent | null>((done) => handle.dir.read(done))),
  );
}

/**
 * Reads the next name, `.` and `..` among them.
 *
 * Errors: rejected with `LwtIo.EndOfFile` at the end.
 *
 * Original: `Lwt_unix.readdir`
 */
export const readdir = (handle: DirHandle): Lwt.Promise<string> =>
  Lwt.bind(nextName(handle), (name) =>
    name === undefined ? Lwt.fail(EndOfFile) : Lwt.return(name),
  );

/** Reads up to `count` names; fewer are given at the end. Original: `Lwt_unix.readdir_n` */
export const readdirN = Lwt.fn(function* (handle: DirHandle, count: number) {
  const names: string[] = [];
  while (names.length < count) {
    const name = yield* nextName(handle);
    if (name === undefined) break;
    names.push(name);
  }
  return names;
});

const closeDir = (dir: FS.Dir): Lwt.Promise<void> =>
  runJob(calling((done) => dir.close(done)));

/** Begins anew. Original: `Lwt_unix.rewinddir` */
export const rewinddir = Lwt.fn(function* (handle: DirHandle) {
  yield* closeDir(handle.dir);
  handle.dir = yield* openAt(handle.path);
  handle.dots = [".", ".."];
});

/** Original: `Lwt_unix.closedir` */
export const closedir = (handle: DirHandle): Lwt.Promise<void> =>
  closeDir(handle.dir);
