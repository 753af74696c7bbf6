/** Characters and lines out of a process, into it, and through it. */
import * as Lwt from "../../Lwt.js";
import type { InputChannel, OutputChannel } from "../../LwtIo.js";
import * as LwtIo from "../../LwtIo.js";
import * as LwtStream from "../../LwtStream.js";
import { hasCode } from "./error.js";

type Strings = LwtStream.Stream<string>;

/** What is read, to its end; then the channel is closed. */
export function receiving(
  ic: InputChannel,
  read: (ic: InputChannel) => Lwt.Promise<string | undefined>,
): Strings {
  const readOrEnd = (): Lwt.Promise<string | undefined> =>
    Lwt.catch(
      () => read(ic),
      (exn) => (hasCode(exn, "EPIPE") ? Lwt.return(undefined) : Lwt.fail(exn)),
    );
  const next = Lwt.fn(function* () {
    const found = yield* readOrEnd();
    if (found === undefined) yield* LwtIo.close(ic);
    return found;
  });
  return LwtStream.from(next);
}

/** Writes a stream, then closes the channel whatever came of it. */
export const sending = (
  oc: OutputChannel,
  write: (oc: OutputChannel, strings: Strings) => Lwt.Promise<void>,
  strings: Strings,
): Lwt.Promise<void> =>
  Lwt.finalize(
    () => write(oc, strings),
    () => LwtIo.close(oc),
  );

/**
 * The stream, in which a failure of the sender is told once, as soon as it is
 * there; the element that was waited for comes after it.
 */
export function monitored(
  sender: Lwt.Promise<void>,
  strings: Strings,
): Strings {
  const sent = Lwt.map(() => undefined, sender);
  let isDone = false;
  let saved: Lwt.Promise<string | undefined> | undefined;
  return LwtStream.from(() => {
    if (saved !== undefined) {
      const p = saved;
      saved = undefined;
      return p;
    }
    if (isDone) return LwtStream.get(strings);
    const getter = Lwt.apply(() => LwtStream.get(strings), undefined);
    const result = (): Lwt.Promise<string | undefined> => {
      const { _tag } = Lwt.state(sent);
      if (_tag !== "Sleep") isDone = true;
      if (_tag !== "Fail") return getter;
      saved = getter;
      return sent;
    };
    return Lwt.tryBind(
      () => Lwt.choose<string | undefined>([sent, getter]),
      result,
      result,
    );
  });
}
