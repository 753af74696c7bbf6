/** Tokio 1.24 on Effect fibers. See the README for a table from Rust to here. */
export { fn, gen } from "./internal/gen.js";
export { spawn, type SpawnOptions } from "./task.js";
export { join, type Outputs, tryJoin } from "./join.js";
export {
  branch,
  type BranchOptions,
  select,
  type SelectBranch,
  type Selected,
  type SelectOptions,
} from "./select.js";
export * as future from "./future.js";
export { Poll } from "./internal/context.js";
export * as runtime from "./runtime.js";
export * as task from "./task.js";
export * as time from "./time.js";
export * as sync from "./sync/index.js";
export { CancellationToken, DropGuard } from "./cancellation-token.js";
