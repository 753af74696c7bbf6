/** What of Lwt needs Node: OCaml's library `lwt.unix`. */
export * as LwtIo from "./LwtIo.js";
export * as LwtProcess from "./LwtProcess.js";
export * as LwtPreemptive from "./LwtPreemptive.js";
export * as LwtSys from "./LwtSys.js";
export * as LwtUnix from "./LwtUnix.js";
