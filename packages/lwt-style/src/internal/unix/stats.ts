/** What is noted about a file: `Unix.stats`. */
import type { Stats as NodeStats } from "node:fs";

/** `Unix.file_kind` */
export type FileKind =
  | "S_REG"
  | "S_DIR"
  | "S_CHR"
  | "S_BLK"
  | "S_LNK"
  | "S_FIFO"
  | "S_SOCK";

/** `Unix.stats`; times in seconds, sizes in bytes. */
export interface Stats {
  readonly stDev: number;
  readonly stIno: number;
  readonly stKind: FileKind;
  readonly stPerm: number;
  readonly stNlink: number;
  readonly stUid: number;
  readonly stGid: number;
  readonly stRdev: number;
  readonly stSize: number;
  readonly stAtime: number;
  readonly stMtime: number;
  readonly stCtime: number;
}

function kindOf(stats: NodeStats): FileKind {
  if (stats.isDirectory()) return "S_DIR";
  if (stats.isSymbolicLink()) return "S_LNK";
  if (stats.isFIFO()) return "S_FIFO";
  if (stats.isSocket()) return "S_SOCK";
  if (stats.isCharacterDevice()) return "S_CHR";
  if (stats.isBlockDevice()) return "S_BLK";
  return "S_REG";
}

export const statsOf = (stats: NodeStats): Stats => ({
  stDev: stats.dev,
  stIno: stats.ino,
  stKind: kindOf(stats),
  stPerm: stats.mode & 0o7777,
  stNlink: stats.nlink,
  stUid: stats.uid,
  stGid: stats.gid,
  stRdev: stats.rdev,
  stSize: stats.size,
  stAtime: stats.atimeMs / 1000,
  stMtime: stats.mtimeMs / 1000,
  stCtime: stats.ctimeMs / 1000,
});
