/** Something that only Node has was asked for in a browser. */
export class NeedsNode extends Error {
  override readonly name = "NeedsNode";
  constructor(
    /** Such as `node:net`. */
    readonly module: string,
    /** Such as `createServer`. */
    readonly what: string,
  ) {
    super(`${what} of ${module} is Node's`);
  }
}

/** What of Node's was missed, in words; nothing for another error. */
export function missed(error: unknown): string | undefined {
  if (error instanceof NeedsNode) return error.message;
  if (!(error instanceof ReferenceError)) return undefined;
  const name = /^(?:process|Buffer|setImmediate)\b/.exec(error.message)?.[0];
  return name && `${name} is Node's`;
}

let told: (needs: NeedsNode) => void = () => {};

/** Tells who runs a program that it cannot go on, even if the error is lost. */
export function onNeed(tell: (needs: NeedsNode) => void): void {
  told = tell;
}

/** Makes what stands in for something of Node's: each use throws. */
export function need(module: string, what: string): unknown {
  const fail = (): never => {
    const needs = new NeedsNode(module, what);
    told(needs);
    throw needs;
  };
  return new Proxy(function standIn() {}, { apply: fail, construct: fail });
}
