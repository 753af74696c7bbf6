/**
 * Sequence-associated storage: values that follow a sequence of binds.
 *
 * There is one current storage. Operations that take a callback remember the
 * storage of the moment, and put it back just before they call back. Most
 * programs have no keys at all, so an empty storage is `undefined` and costs
 * nothing to remember.
 */
export type Storage = ReadonlyMap<LwtKey<any>, unknown> | undefined;

/** A key made by `Lwt.newKey`. */
export class LwtKey<in out A> {
  declare protected readonly _A: (_: A) => A;
}

/** A callback with the storage that it must run in. */
export class Stored {
  constructor(
    readonly f: any,
    readonly storage: Storage,
  ) {}
}

let current: Storage;

export const getStorage = (): Storage => current;

export const setStorage = (storage: Storage): void => {
  current = storage;
};

export const get = <A>(key: LwtKey<A>): A | undefined =>
  current?.get(key) as A | undefined;

export function withValue<A, B>(
  key: LwtKey<A>,
  value: A | undefined,
  f: () => B,
): B {
  const saved = current;
  const changed = new Map(saved);
  if (value === undefined) changed.delete(key);
  else changed.set(key, value);
  current = changed.size === 0 ? undefined : changed;
  try {
    return f();
  } finally {
    current = saved;
  }
}
