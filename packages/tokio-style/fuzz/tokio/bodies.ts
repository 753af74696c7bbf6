/** Async blocks, and what they do at once. */
import { Effect } from "effect";
import {
  type Body,
  type Future,
  isFuture,
  type Program,
} from "oracle/fuzz/tokio";
import { fn, type future as futures, gen, sync } from "../../src/index.js";
import { atOnce } from "./actions.js";
import { direct } from "./futures.js";
import { awaitOne } from "./made.js";
import {
  Claims,
  Failed,
  type Guard,
  local,
  type Out,
  type Senders,
  type World,
} from "./world.js";

/** A future that survives a select which it loses. */
class PinSlot {
  claimed = false;
  future: futures.Pinned<Out, never> | undefined = undefined;
  #claims: Claims | undefined = undefined;

  set(future: futures.Pinned<Out, never>, claims: Claims): void {
    this.future = future;
    this.#claims = claims;
  }

  /** Forgets a future that is ready. */
  clear(): void {
    this.future = undefined;
    this.#claims?.[Symbol.dispose]();
    this.#claims = undefined;
  }

  drop(): void {
    this.future?.drop();
    this.clear();
  }
}

/** What a body holds until its end. */
export class Frame {
  readonly pins = [new PinSlot(), new PinSlot()] as const;
  readonly guards: Array<Guard> = [];
  isDone = false;

  constructor(
    readonly world: World,
    readonly label: string,
    readonly senders: Senders,
    readonly isRoot: boolean,
  ) {}

  log(event: string): void {
    this.world.trace.log(this.label, event);
  }

  /** Whether something of this body borrows the task's senders. */
  usesSenders(): boolean {
    return (
      this.pins.some((pin) => pin.future !== undefined) ||
      this.guards.some((guard) => guard instanceof sync.mpsc.Permit)
    );
  }

  takeLast<G>(wanted: (guard: unknown) => guard is G): G | undefined {
    const index = this.guards.findLastIndex(wanted);
    if (index === -1) return undefined;
    return this.guards.splice(index, 1)[0] as G;
  }

  [Symbol.dispose](): void {
    if (!this.isDone) this.log(`!${local()}`);
    for (const pin of this.pins) pin.drop();
    while (this.guards.length > 0) this.guards.pop()!.drop();
    if (this.isRoot) for (const end of [0, 1, 2]) this.senders.giveUp(end);
  }
}

/** The first body of a program. */
export const main = (
  world: World,
  program: Program,
): Effect.Effect<string, Failed> =>
  steps(world, world.senders, true, { do: program, end: { ok: 0 } });

/**
 * The body of a task; it takes its senders when it starts. Its label says
 * which of a crowd it is.
 */
export const task = (
  world: World,
  body: Body,
  member?: number,
): Effect.Effect<string, Failed> =>
  gen(function* () {
    return yield* steps(world, world.senders.clone(), true, body, member);
  });

/** A body inside a task. */
export const block = (
  world: World,
  senders: Senders,
  body: Body,
): Effect.Effect<string, Failed> => steps(world, senders, false, body);

const steps = fn(function* (
  world: World,
  senders: Senders,
  isRoot: boolean,
  body: Body,
  member?: number,
): Generator<Effect.Effect<any, any>, string, never> {
  const number = String(world.labels.get(body) ?? 0);
  const label = member === undefined ? number : `${number}.${member}`;
  using frame = new Frame(world, label, senders, isRoot);
  frame.log("{");
  for (const operation of body.do) {
    if (isFuture(operation)) {
      const out = yield* statement(frame, operation);
      frame.log(`${operation.op}=${out.text}`);
      if (out.guard !== undefined) frame.guards.push(out.guard);
    } else frame.log(`${operation.op}=${atOnce(frame, operation)}`);
  }
  frame.isDone = true;
  const [kind, value] = Object.entries(body.end)[0] as [string, number];
  const text = `${kind}${value}`;
  frame.log(text);
  if (kind === "err") yield* Effect.fail(new Failed(text));
  return text;
});

function* statement(
  frame: Frame,
  operation: Future,
): Generator<Effect.Effect<any>, Out> {
  using claims = new Claims();
  return yield* awaitOne(direct(frame, claims, operation));
}
