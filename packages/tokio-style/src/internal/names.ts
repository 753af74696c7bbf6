/** How a task is named in a report. */

/** What a task is named by. */
export interface Named {
  readonly id: number;
  readonly name: string | undefined;
  /** A stack that was captured where the task was spawned. */
  readonly site: { readonly stack?: string | undefined } | undefined;
}

/** Returns the place in a program where a task was spawned. */
export function siteOf({ site }: Named): string | undefined {
  // The first frame is spawnOn's, the second that of its public caller.
  const frames = site?.stack
    ?.split("\n")
    .filter((line) => line.trimStart().startsWith("at "));
  return frames?.[2]
    ?.replace(/^\s*at (?:async )?(?:.*\()?/, "")
    .replace(/\)$/, "")
    .replace(/^file:\/\//, "");
}

/** Names a task: its name or number, and where it was spawned. */
export function nameOf(task: Named): string {
  const site = siteOf(task);
  const name = task.name === undefined ? "" : ` "${task.name}"`;
  return `task ${task.id}${name}${site === undefined ? "" : ` (spawned at ${site})`}`;
}
