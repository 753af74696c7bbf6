/**
 * Files and directories by their names: `Lwt_unix`.
 *
 * All are jobs: a cancel does nothing, and they reject with Node's error.
 */
import * as FS from "node:fs";
import * as Lwt from "../../Lwt.js";
import { calling, type Done } from "./diskFile.js";
import { runJob } from "./jobs.js";
import { type Stats, statsOf } from "./stats.js";

const job = <A = void>(f: (done: Done<A>) => void): Lwt.Promise<A> =>
  runJob(calling<A>(f));

/** Original: `Lwt_unix.stat` */
export const stat = (path: string): Lwt.Promise<Stats> =>
  Lwt.map(
    statsOf,
    job<FS.Stats>((done) => FS.stat(path, done)),
  );

/** As `stat`, of a symbolic link itself. Original: `Lwt_unix.lstat` */
export const lstat = (path: string): Lwt.Promise<Stats> =>
  Lwt.map(
    statsOf,
    job<FS.Stats>((done) => FS.lstat(path, done)),
  );

/** Tells whether `stat` would succeed. Original: `Lwt_unix.file_exists` */
export const fileExists = (path: string): Lwt.Promise<boolean> =>
  Lwt.tryBind(
    () => stat(path),
    () => Lwt.returnTrue,
    () => Lwt.returnFalse,
  );

/** Original: `Lwt_unix.unlink` */
export const unlink = (path: string): Lwt.Promise<void> =>
  job((done) => FS.unlink(path, done));

/** Original: `Lwt_unix.rename` */
export const rename = (from: string, to: string): Lwt.Promise<void> =>
  job((done) => FS.rename(from, to, done));

/** Gives a file a second name. Original: `Lwt_unix.link` */
export const link = (path: string, name: string): Lwt.Promise<void> =>
  job((done) => FS.link(path, name, done));

/** Original: `Lwt_unix.symlink` */
export const symlink = (target: string, path: string): Lwt.Promise<void> =>
  job((done) => FS.symlink(target, path, done));

/** Original: `Lwt_unix.readlink` */
export const readlink = (path: string): Lwt.Promise<string> =>
  job<string>((done) => FS.readlink(path, done));

/** Original: `Lwt_unix.truncate` */
export const truncate = (path: string, size: number): Lwt.Promise<void> =>
  job((done) => FS.truncate(path, size, done));

/** Original: `Lwt_unix.chmod` */
export const chmod = (path: string, permissions: number): Lwt.Promise<void> =>
  job((done) => FS.chmod(path, permissions, done));

/** Original: `Lwt_unix.chown` */
export const chown = (
  path: string,
  user: number,
  group: number,
): Lwt.Promise<void> => job((done) => FS.chown(path, user, group, done));

/** `Unix.access_permission` */
export type AccessPermission = "R_OK" | "W_OK" | "X_OK" | "F_OK";

/** Rejected if the file cannot be used so. Original: `Lwt_unix.access` */
export const access = (
  path: string,
  permissions: readonly AccessPermission[],
): Lwt.Promise<void> =>
  job((done) =>
    FS.access(
      path,
      permissions.reduce((all, one) => all | FS.constants[one], 0),
      done,
    ),
  );

/**
 * Sets when a file was read and changed, in seconds; 0 and 0 stand for now.
 *
 * Original: `Lwt_unix.utimes`
 */
export function utimes(
  path: string,
  atime: number,
  mtime: number,
): Lwt.Promise<void> {
  const now = atime === 0 && mtime === 0 ? new Date() : undefined;
  return job((done) => FS.utimes(path, now ?? atime, now ?? mtime, done));
}

/** Original: `Lwt_unix.mkdir` */
export const mkdir = (path: string, permissions: number): Lwt.Promise<void> =>
  job((done) => FS.mkdir(path, permissions, (error) => done(error)));

/** Original: `Lwt_unix.rmdir` */
export const rmdir = (path: string): Lwt.Promise<void> =>
  job((done) => FS.rmdir(path, done));

/** Original: `Lwt_unix.chdir` */
export const chdir = (path: string): Lwt.Promise<void> =>
  Lwt.wrap(() => process.chdir(path));

/** Original: `Lwt_unix.getcwd` */
export const getcwd = (): Lwt.Promise<string> => Lwt.wrap(() => process.cwd());
