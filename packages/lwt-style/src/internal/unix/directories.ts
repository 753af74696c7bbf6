/** What is in a directory: `Lwt_unix`. */
import * as FS from "node:fs";
import { EndOfFile } from "../endOfFile.js";
import * as Lwt from "../../Lwt.js";
import * as LwtStream from "../../LwtStream.js";
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

/** How many names are read at once. */
const AT_ONCE = 1024;

/**
 * Gives the names in a directory, as a stream, `.` and `..` among them.
 *
 * Behaviour: the directory is opened with the first name and closed after the
 * last; who stops before that leaves it open.
 *
 * Errors: reading the stream is rejected with Node's error (`ENOENT` …).
 *
 * Original: `Lwt_unix.files_of_directory`
 */
export function filesOfDirectory(path: string): LwtStream.Stream<string> {
  let handle: DirHandle | undefined;
  let isDone = false;
  const next = Lwt.fn(function* () {
    if (isDone) return undefined;
    handle ??= yield* opendir(path);
    let names: string[] = [];
    try {
      names = yield* readdirN(handle, AT_ONCE);
    } finally {
      isDone = names.length < AT_ONCE;
      if (isDone) yield* closedir(handle);
    }
    return LwtStream.ofArray(names);
  });
  return LwtStream.concat(LwtStream.from(next));
}
