/** OCaml's `Lwt_switch` 5.6.1: freeing many things at once. */
import { ConstantException } from "./internal/promise.js";
import * as Lwt from "./Lwt.js";

/** What is called when a switch is turned off. */
export type Hook = () => Lwt.Promise<void>;

/** Thrown where a switch is off already. Original: `Lwt_switch.Off` */
export const Off = new ConstantException(
  "LwtSwitch.Off",
  "the switch is off already",
);

/** `Lwt_switch.t` */
export class Switch {
  /** The newest is the last; undefined when the switch is off. @internal */
  hooks: Hook[] | undefined = [];
}

/** Makes a switch that is on. Original: `Lwt_switch.create` */
export const create = (): Switch => new Switch();

/** Tells whether the switch is on. Original: `Lwt_switch.is_on` */
export const isOn = (s: Switch): boolean => s.hooks !== undefined;

/**
 * Throws `Off` if there is a switch and it is off.
 *
 * Original: `Lwt_switch.check`
 */
export function check(s: Switch | undefined): void {
  if (s !== undefined && !isOn(s)) throw Off;
}

/**
 * Has `hook` called when the switch is turned off; does nothing without a
 * switch.
 *
 * Errors: throws `Off` if it is off already.
 *
 * Original: `Lwt_switch.add_hook`
 */
export function addHook(s: Switch | undefined, hook: Hook): void {
  if (s === undefined) return;
  if (s.hooks === undefined) throw Off;
  s.hooks.push(hook);
}

/**
 * Has `hook` called when the switch is turned off, or calls it at once if it is
 * off already; does nothing without a switch.
 *
 * Behaviour: gives the promise of the hook that is called at once, and what
 * that throws is thrown; else a fulfilled promise.
 *
 * Original: `Lwt_switch.add_hook_or_exec`
 */
export function addHookOrExec(
  s: Switch | undefined,
  hook: Hook,
): Lwt.Promise<void> {
  if (s !== undefined && s.hooks === undefined) return hook();
  s?.hooks?.push(hook);
  return Lwt.returnUnit;
}

/**
 * Turns the switch off: calls all hooks, the newest first, and waits for all of
 * them. Does nothing if it is off.
 *
 * Behaviour: the switch is off when the first hook is called; a hook that
 * throws or rejects does not keep the others from being called.
 *
 * Cancellation: goes to all the hooks' promises.
 *
 * Errors: rejects with the first rejection of a hook, once all are done.
 *
 * Original: `Lwt_switch.turn_off`
 */
export function turnOff(s: Switch): Lwt.Promise<void> {
  const { hooks } = s;
  if (hooks === undefined) return Lwt.returnUnit;
  s.hooks = undefined;
  return Lwt.join(hooks.toReversed().map((hook) => Lwt.apply(hook, undefined)));
}

/**
 * Calls `f` with a fresh switch, and turns that off whatever came of `f`.
 *
 * Errors: where turning off rejects, its exception takes the place of the
 * result.
 *
 * Original: `Lwt_switch.with_switch`
 */
export function withSwitch<A>(
  f: (s: Switch) => Lwt.Promise<A>,
): Lwt.Promise<A> {
  const s = create();
  return Lwt.finalize(
    () => f(s),
    () => turnOff(s),
  );
}
