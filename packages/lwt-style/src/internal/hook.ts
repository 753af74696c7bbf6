/** Where exceptions go that no promise can carry. */

interface Host {
  readonly process?: {
    readonly stderr?: { write(text: string): unknown };
    exit?(code: number): never;
  };
}

const describe = (exn: unknown): string =>
  exn instanceof Error ? (exn.stack ?? String(exn)) : String(exn);

/** Reports on stderr and ends the process with code 2, as OCaml does. */
function reportAndExit(exn: unknown): void {
  const { process } = globalThis as Host;
  if (process?.exit === undefined) throw exn;
  process.stderr?.write(`Fatal error: exception ${describe(exn)}\n`);
  process.exit(2);
}

export const asyncExceptionHook: { current: (exn: unknown) => void } = {
  current: reportAndExit,
};

/** Calls `f(v)`; what it throws goes to the hook. */
export function callWithHook(f: (v: any) => unknown, v: unknown): void {
  try {
    f(v);
  } catch (exn) {
    asyncExceptionHook.current(exn);
  }
}
