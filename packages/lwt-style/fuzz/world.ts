/** What the programs of `oracle` work on, and the trace that they leave. */
import type { Operation } from "oracle/fuzz";
import {
  Lwt,
  LwtCondition,
  LwtEngine,
  LwtMutex,
  LwtMvar,
} from "../src/index.js";
import { LwtUnix } from "../src/unix.js";

export type P = Lwt.Promise<any>;

class Boom extends Error {
  constructor(readonly n: number) {
    super(`Boom${n}`);
  }
}

export const exnOf = (n: number): unknown =>
  n === 0 ? Lwt.Canceled : new Boom(n);

export function exnText(exn: unknown): string {
  if (exn === Lwt.Canceled) return "Canceled";
  if (exn instanceof Boom) return exn.message;
  if (exn instanceof Lwt.InvalidArgument) return "Invalid";
  if (exn === LwtUnix.Timeout) return "Timeout";
  if (exn instanceof LwtEngine.Deadlock) return "Deadlock";
  return exn instanceof RangeError
    ? "Stack_overflow"
    : `Other(${String(exn).replaceAll(" ", "_")})`;
}

/** The numbers in a value, from left to right. */
export function valueText(value: unknown): string {
  const numbers = [value].flat(Infinity) as (number | undefined)[];
  return numbers.filter((number) => number !== undefined).join(",");
}

export function stateText(p: P): string {
  const state = Lwt.state(p);
  if (state._tag === "Sleep") return "?";
  if (state._tag === "Fail") return `!${exnText(state.exn)}`;
  return `=${valueText(state.value)}`;
}

/** Where there is no value there is nothing to tell it from a unit. */
export const optionText = (value: unknown): string =>
  valueText(value) === "" ? "?" : `=${valueText(value)}`;

/** Programs that do more than this count as endless. */
const BUDGET = 5_000;
class Endless extends Error {}

const SLOTS = 8;
const pair = <A>(make: () => A): readonly [A, A] => [make(), make()];

/** Gives what an operation does; that gives the promise which it makes. */
type Reader = (run: Run, operation: Operation) => () => P | void;

/** What a program works on, and its trace. */
export class Run {
  readonly p: P[] = Array.from({ length: SLOTS }, () => Lwt.returnUnit);
  readonly u: Lwt.Resolver<any>[] = Array.from(
    { length: SLOTS },
    () => Lwt.wait<any>()[1],
  );
  readonly keys = pair(() => Lwt.newKey<number>());
  readonly mutexes = pair(() => LwtMutex.create());
  readonly conditions = pair(() => LwtCondition.create<any>());
  readonly mvars = [LwtMvar.createEmpty<any>(), LwtMvar.create<any>(7)];
  hookRaises = false;
  mainIsNeeded = false;
  private readonly words: string[] = [];
  private labels = 0;
  private left = BUDGET;
  private time = 0;

  constructor(private readonly read: Reader) {}

  /** Makes an operation a function, its callbacks labelled as they are read. */
  compile(operation: Operation): () => void {
    const f = this.read(this, operation);
    return () => {
      this.spend();
      const made = f();
      if (made !== undefined && "to" in operation) this.p[operation.to] = made;
    };
  }

  log(lane: string, detail: string): void {
    if (this.mainIsNeeded) this.tellTime();
    this.words.push(`${lane}:${detail}`);
  }

  private tellTime(): void {
    const now = Math.round(LwtUnix.gettimeofday() * 1000);
    if (now !== this.time) this.words.push(`@${now}`);
    this.time = now;
  }

  get trace(): string {
    return this.left < 0 ? "!endless" : this.words.join(" ");
  }

  private spend(): void {
    this.left -= 1;
    if (this.left < 0) throw new Endless();
  }

  newLabel(): number {
    return this.labels++;
  }

  keysText(): string {
    const [first, second] = this.keys.map((key) => Lwt.get(key) ?? "");
    return first === "" && second === "" ? "" : `/${first}/${second}`;
  }

  readonly hook = (exn: unknown): void => {
    this.log("hook", exnText(exn));
    if (this.hookRaises) throw new Boom(9);
  };

  guarded(f: () => void): void {
    try {
      f();
    } catch (exn) {
      this.log("raised", exnText(exn));
    }
  }
}
