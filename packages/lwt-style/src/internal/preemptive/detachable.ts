/**
 * A function that another thread can call.
 *
 * OCaml's threads share their memory, so any closure will do; a closure of
 * JavaScript cannot cross threads, so the function is named by its module.
 */
export interface Detachable<in X, out A> {
  readonly filename: string;
  readonly name: string;
  readonly "~calls": (x: X) => A;
}

/** Names the function `name` that the module at `url` exports. */
export const fromModule = <F extends (x: any) => unknown>(
  url: URL | string,
  name = "default",
): Detachable<Parameters<F>[0], Awaited<ReturnType<F>>> =>
  ({ filename: String(url), name }) as unknown as Detachable<
    Parameters<F>[0],
    Awaited<ReturnType<F>>
  >;

/** The error for what is no value that can be copied. */
export const cannotCross = (name: string): TypeError =>
  new TypeError(`${name} gave or threw what cannot cross threads`);

/** What is left of an exception that could not be copied to this thread. */
export const isHollow = (error: unknown): boolean =>
  typeof error === "object" &&
  error !== null &&
  !(error instanceof Error) &&
  Object.keys(error).length === 0;
