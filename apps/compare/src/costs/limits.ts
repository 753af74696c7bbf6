/** What the system allows, looked at before anything starts. */
import { UsageError } from "../errors.js";

/** Files, pipes and the like that a process has open beside its connections. */
const BESIDE = 64;

/** How many files this process, and those that it starts, may have open. */
function openFiles(): number {
  const report = process.report.getReport() as unknown as {
    readonly userLimits?: {
      readonly open_files?: { readonly soft: number | string };
    };
  };
  const soft = report.userLimits?.open_files?.soft;
  return typeof soft === "number" ? soft : Infinity;
}

/**
 * Checks that both ends of so many connections may be open.
 *
 * Errors: a `UsageError` that says what to set.
 */
export function checkDescriptors(
  connections: number,
  allowed: number = openFiles(),
): void {
  const needed = connections + BESIDE;
  if (allowed < needed)
    throw new UsageError(
      `${connections} connections take ${needed} open files in the server and in the load, and ${allowed} are allowed: set "ulimit -n ${needed}", or give fewer --connections`,
    );
}
