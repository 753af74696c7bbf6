/** OCaml's `Lwt_sys` 5.6.1: what can be asked of the system. */
export {
  type ByteOrder,
  /** That of this machine. Original: `Lwt_sys.byte_order` */
  systemByteOrder as byteOrder,
} from "./internal/channel/numbers.js";

/** `Lwt_sys.feature` */
export type Feature =
  | "wait4"
  | "get_cpu"
  | "get_affinity"
  | "set_affinity"
  | "recv_msg"
  | "send_msg"
  | "fd_passing"
  | "get_credentials"
  | "mincore"
  | "madvise"
  | "fdatasync"
  | "libev";

/**
 * Tells whether a feature is to be had.
 *
 * Behaviour: true of `"fdatasync"` alone; Node has no system call for the others.
 *
 * Original: `Lwt_sys.have`
 */
export const have = (feature: Feature): boolean => feature === "fdatasync";

/**
 * Whether this is Windows.
 *
 * @deprecated As in Lwt: ask `process.platform`.
 *
 * Original: `Lwt_sys.windows`
 */
export const windows: boolean = process.platform === "win32";
