/**
 * Other processes, as `tokio::process`: commands, and children with pipes that
 * are streams with the methods of `tokio-style/io`.
 *
 * What cannot be, because Node does not show it: `Command::pre_exec`,
 * `process_group`, `raw_handle`; a file or a pipe as a child's `Stdio`.
 */
export { type ErrorKind, IoError } from "./io-error.js";
export { Child } from "./process/child.js";
export { ChildStderr, ChildStdin, ChildStdout } from "./process/child-io.js";
export { Command, Stdio } from "./process/command.js";
export { ExitStatus, type Output } from "./process/exit-status.js";
