/** OCaml's `Lwt_pool` 5.6.1: a few costly things, lent out in turn. */
import type { LwtPromise } from "./internal/promise.js";
import { addTaskRight, Sequence } from "./internal/sequence.js";
import * as Lwt from "./Lwt.js";

/** What a pool asks about its members; each may be left out. */
export interface Options<in out A> {
  /** Tells whether a free member is still good, each time it is lent again. Default: it is. */
  readonly validate?: (member: A) => Lwt.Promise<boolean>;
  /** Says by `isOk` whether a member is still good after its use failed; to say nothing is to say no. Default: it is. */
  readonly check?: (member: A, isOk: (ok: boolean) => void) => void;
  /** Gets rid of a member. Default: does nothing. */
  readonly dispose?: (member: A) => Lwt.Promise<void>;
  /** Shows up in a deadlock report. */
  readonly name?: string;
}

/** Tells of each loan whether the pool has been cleared since it began. */
interface Generation {
  cleared: boolean;
}

/** `'a Lwt_pool.t` */
export class Pool<in out A> {
  /** @internal */
  count = 0;
  /** @internal */
  generation: Generation = { cleared: false };
  /** The free members; the one that is free the longest comes first.
   * @internal */
  free: A[] = [];
  /** @internal */
  readonly waiters: Sequence<LwtPromise<A>>;
  /** @internal */
  readonly validate: (member: A) => Lwt.Promise<boolean>;
  /** @internal */
  readonly check: (member: A, isOk: (ok: boolean) => void) => void;
  /** @internal */
  readonly dispose: (member: A) => Lwt.Promise<void>;

  constructor(
    /** @internal */
    readonly max: number,
    /** @internal */
    readonly make: () => Lwt.Promise<A>,
    options: Options<A>,
  ) {
    this.validate = options.validate ?? (() => Lwt.returnTrue);
    this.check = options.check ?? ((_, isOk) => isOk(true));
    this.dispose = options.dispose ?? (() => Lwt.returnUnit);
    this.waiters = new Sequence("LwtPool.use", options.name);
  }
}

/**
 * Makes a pool of at most `max` members. It is empty: `make` is called when a
 * member is wanted and none is free.
 *
 * Original: `Lwt_pool.create`
 */
export const create = <A>(
  max: number,
  make: () => Lwt.Promise<A>,
  options: Options<A> = {},
): Pool<A> => new Pool(max, make, options);

const resolver = <A>(p: LwtPromise<A>): Lwt.Resolver<A> =>
  p as unknown as Lwt.Resolver<A>;

/** Counts before it makes: who comes meanwhile must find the place taken. */
const makeMember = <A>(pool: Pool<A>): Lwt.Promise<A> =>
  Lwt.catch(
    () => {
      pool.count += 1;
      return pool.make();
    },
    (exn) => {
      pool.count -= 1;
      return Lwt.fail(exn);
    },
  );

/** Gives a member to who waits longest; else it is free. */
function release<A>(pool: Pool<A>, member: A): void {
  const waiter = pool.waiters.takeLeft();
  if (waiter === undefined) pool.free.push(member);
  else Lwt.wakeupLater(resolver(waiter), member);
}

/** Makes room only once the disposal is done, and not if that fails. */
const dispose = <A>(pool: Pool<A>, member: A): Lwt.Promise<void> =>
  Lwt.bind(pool.dispose(member), () => {
    pool.count -= 1;
    return Lwt.returnUnit;
  });

/** Makes a member for who waits longest. As in Lwt it is not counted. */
function replace(pool: Pool<any>): void {
  const waiter = pool.waiters.takeLeft();
  if (waiter === undefined) return;
  Lwt.onAny(
    Lwt.apply(pool.make, undefined),
    (member) => Lwt.wakeupLater(resolver(waiter), member),
    (exn) => Lwt.wakeupLaterExn(resolver(waiter), exn),
  );
}

const validated = <A>(pool: Pool<A>, member: A): Lwt.Promise<A> =>
  Lwt.tryBind(
    () => pool.validate(member),
    (good) =>
      good
        ? Lwt.return(member)
        : Lwt.bind(dispose(pool, member), () => makeMember(pool)),
    (exn) =>
      Lwt.bind(dispose(pool, member), () => {
        replace(pool);
        return Lwt.fail(exn);
      }),
  );

function acquire<A>(pool: Pool<A>): Lwt.Promise<A> {
  if (pool.free.length > 0) return validated(pool, pool.free.shift() as A);
  if (pool.count < pool.max) return makeMember(pool);
  return Lwt.bind(addTaskRight(pool.waiters), (member) =>
    validated(pool, member),
  );
}

/** Takes back a member whose use failed. */
function takeBack<A>(
  pool: Pool<A>,
  member: A,
  cleared: boolean,
): Lwt.Promise<void> {
  let good = false;
  pool.check(member, (ok) => {
    good = ok;
  });
  if (cleared || !good) return dispose(pool, member);
  release(pool, member);
  return Lwt.returnUnit;
}

/**
 * Lends a member to `f`, and takes it back when the promise of `f` resolves.
 *
 * Behaviour
 * - a member is free: the one that is free the longest, once `validate` says
 *   that it is good; if it says no, a new one takes its place
 * - none is free: makes one; if there are `max`, waits in line
 * - `f` fulfilled: the member goes to the next in line, later, or is free
 * - `f` rejected: the same if `check` says that the member is good, else the
 *   member is disposed of; nobody in line gets its place
 * - cleared meanwhile: the member is disposed of before the promise resolves
 *
 * Cancellation: in line, leaves it; with a member, goes to the promise of `f`.
 *
 * Errors, all as in Lwt
 * - `make` rejects: so does this, and the place is free again
 * - `validate` rejects: so does this; the member is disposed of, and who waits
 *   longest gets a new one that does not count towards `max`
 * - `dispose` rejects: so does this, with its exception; the place is lost
 * - `check` throws: this rejects with that exception; the member is lost, and
 *   its place with it
 * - what is called at once and throws, throws out of `use`, as out of `bind`
 *
 * Original: `Lwt_pool.use`
 */
export const use = <A, B>(
  pool: Pool<A>,
  f: (member: A) => Lwt.Promise<B>,
): Lwt.Promise<B> =>
  Lwt.bind(acquire(pool), (member) => {
    const { generation } = pool;
    const p = Lwt.catch(
      () => f(member),
      (exn) =>
        Lwt.bind(takeBack(pool, member, generation.cleared), () =>
          Lwt.fail(exn),
        ),
    );
    return Lwt.bind(p, () => {
      if (generation.cleared) return Lwt.bind(dispose(pool, member), () => p);
      release(pool, member);
      return p;
    });
  });

/**
 * Disposes of the free members, one after the other, and of those on loan when
 * they come back. The next `use` gets a new one.
 *
 * Behaviour: the one that is free the shortest goes first; after a disposal
 * that rejects the others are not disposed of, but are no members any more.
 *
 * Original: `Lwt_pool.clear`
 */
export function clear(pool: Pool<any>): Lwt.Promise<void> {
  const { free } = pool;
  pool.free = [];
  pool.generation.cleared = true;
  pool.generation = { cleared: false };
  const next = (): Lwt.Promise<void> =>
    free.length === 0
      ? Lwt.returnUnit
      : Lwt.bind(
          Lwt.apply(() => dispose(pool, free.pop()), undefined),
          next,
        );
  return next();
}

/** Tells how many uses wait in line. Original: `Lwt_pool.wait_queue_length` */
export const waitQueueLength = (pool: Pool<any>): number => pool.waiters.length;
