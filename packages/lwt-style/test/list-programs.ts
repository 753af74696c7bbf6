/** The functions and the situations of recorded/list.ml, under the same names. */
import { Lwt, LwtList } from "../src/index.js";
import { Boom, nameOf, trace } from "./support.js";

type Call = (n: number) => Lwt.Promise<number>;
type Run = (
  f: Call,
  list: readonly number[],
  log: (event: string) => void,
) => Lwt.Promise<string>;

const ignored =
  (f: Call) =>
  (x: number): Lwt.Promise<void> =>
    Lwt.map(() => {}, f(x));

const at =
  <A>(f: (x: number) => Lwt.Promise<A>, log: (event: string) => void) =>
  (i: number, x: number): Lwt.Promise<A> => {
    log(`index ${i}`);
    return f(x);
  };

const test =
  (f: Call, is: (n: number) => boolean) =>
  (x: number): Lwt.Promise<boolean> =>
    Lwt.map(is, f(x));

const odd = (n: number): boolean => n % 2 === 1;
const positive = (n: number): boolean => n > 0;
const negative = (n: number): boolean => n < 0;

const some =
  (f: Call) =>
  (x: number): Lwt.Promise<number | undefined> =>
    Lwt.map((n) => (odd(n) ? n * 10 : undefined), f(x));

const show = (values: readonly number[]): string => `[${values.join(",")}]`;
const unit = (p: Lwt.Promise<void>): Lwt.Promise<string> =>
  Lwt.map(() => "done", p);
const list = (p: Lwt.Promise<number[]>): Lwt.Promise<string> =>
  Lwt.map(show, p);
const bool = (p: Lwt.Promise<boolean>): Lwt.Promise<string> =>
  Lwt.map(String, p);
const two = (p: Lwt.Promise<[number[], number[]]>): Lwt.Promise<string> =>
  Lwt.map(([yes, no]) => show(yes) + show(no), p);

export const functions: Readonly<Record<string, Run>> = {
  iter_s: (f, l) => unit(LwtList.iterS(ignored(f), l)),
  iter_p: (f, l) => unit(LwtList.iterP(ignored(f), l)),
  iteri_s: (f, l, log) => unit(LwtList.iteriS(at(ignored(f), log), l)),
  iteri_p: (f, l, log) => unit(LwtList.iteriP(at(ignored(f), log), l)),
  map_s: (f, l) => list(LwtList.mapS(f, l)),
  map_p: (f, l) => list(LwtList.mapP(f, l)),
  mapi_s: (f, l, log) => list(LwtList.mapiS(at(f, log), l)),
  mapi_p: (f, l, log) => list(LwtList.mapiP(at(f, log), l)),
  rev_map_s: (f, l) => list(LwtList.revMapS(f, l)),
  rev_map_p: (f, l) => list(LwtList.revMapP(f, l)),
  fold_left_s: (f, l) =>
    LwtList.foldLeftS((a, x) => Lwt.map((n) => `${a}${n}`, f(x)), "<", l),
  fold_right_s: (f, l) =>
    LwtList.foldRightS((x, a) => Lwt.map((n) => `${a}${n}`, f(x)), l, "<"),
  for_all_s: (f, l) => bool(LwtList.forAllS(test(f, positive), l)),
  for_all_p: (f, l) => bool(LwtList.forAllP(test(f, positive), l)),
  exists_s: (f, l) => bool(LwtList.existsS(test(f, negative), l)),
  exists_p: (f, l) => bool(LwtList.existsP(test(f, negative), l)),
  find_s: (f, l) => Lwt.map(String, LwtList.findS(test(f, negative), l)),
  filter_s: (f, l) => list(LwtList.filterS(test(f, odd), l)),
  filter_p: (f, l) => list(LwtList.filterP(test(f, odd), l)),
  filter_map_s: (f, l) => list(LwtList.filterMapS(some(f), l)),
  filter_map_p: (f, l) => list(LwtList.filterMapP(some(f), l)),
  partition_s: (f, l) => two(LwtList.partitionS(test(f, odd), l)),
  partition_p: (f, l) => two(LwtList.partitionP(test(f, odd), l)),
};

/** What the callback does for an element: gives a value, throws, or waits. */
type Callback = number | "raise" | "task";
type Step = { wake: number; with: number } | { reject: number } | "cancel";

const wake = (n: number, value = n): Step => ({ wake: n, with: value });
const reject = (n: number): Step => ({ reject: n });
const tasks: readonly Callback[] = ["task", "task", "task"];

export const situations: Readonly<
  Record<string, readonly [readonly Callback[], readonly Step[]]>
> = {
  none: [[], []],
  "at once": [[1, 2, 3], []],
  "one is negative": [[1, -2, 3], []],
  forwards: [tasks, [wake(1), wake(2), wake(3)]],
  backwards: [tasks, [wake(3), wake(2), wake(1)]],
  "negative, forwards": [tasks, [wake(1, -1), wake(2, -2), wake(3, -3)]],
  raise: [[1, "raise", 3], []],
  "raise twice": [["raise", 2, "raise"], []],
  "raise after a wait": [
    ["task", "raise", "task"],
    [wake(1), wake(3)],
  ],
  "reject the first": [tasks, [reject(1), wake(3), wake(2)]],
  "reject the last": [tasks, [reject(3), wake(2), wake(1)]],
  "reject two": [tasks, [reject(1), reject(3), wake(2)]],
  cancel: [tasks, ["cancel", wake(2), "cancel"]],
  "wait for the second": [[1, "task", 3], [wake(2)]],
  "wake, cancel": [tasks, [wake(1), "cancel", "cancel", "cancel"]],
};

/** Runs a function in a situation, and gives the events as one line. */
export function eventsOf(
  run: Run,
  [callbacks, steps]: (typeof situations)[string],
): string {
  return trace((log) => {
    const made = callbacks.map(() => Lwt.task<number>());
    made.forEach(([p], i) => {
      Lwt.onCancel(p, () => log(`cancel ${i + 1}`));
      Lwt.onSuccess(p, () => log(`woken ${i + 1}`));
    });
    const call: Call = (n) => {
      log(`call ${n}`);
      const callback = callbacks[n - 1]!;
      if (callback === "raise") throw new Boom();
      return callback === "task" ? made[n - 1]![0] : Lwt.return(callback);
    };
    const p = run(
      call,
      callbacks.map((_, i) => i + 1),
      log,
    );
    Lwt.onAny(
      p,
      (text) => log(`= ${text}`),
      (exn) => log(`! ${nameOf(exn)}`),
    );
    for (const step of steps) {
      if (step === "cancel") Lwt.cancel(p);
      else if ("wake" in step) Lwt.wakeup(made[step.wake - 1]![1], step.with);
      else Lwt.wakeupExn(made[step.reject - 1]![1], new Boom());
      const state = Lwt.state(p);
      if (state._tag === "Fail") log(nameOf(state.exn));
      else log(state._tag.toLowerCase());
    }
  });
}
