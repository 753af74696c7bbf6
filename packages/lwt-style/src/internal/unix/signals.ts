/** Signals of the system: `Lwt_unix`. */
import { arrived, listen } from "../io.js";

/** `Lwt_unix.signal_handler_id` */
export class SignalHandlerId {
  /** @internal */
  constructor(
    /** @internal */
    readonly stop: () => void,
  ) {}
}

let handlers = 0;

/**
 * Calls `f` in main whenever the signal arrives, with the handler itself.
 *
 * Original: `Lwt_unix.on_signal_full`
 */
export function onSignalFull(
  signal: NodeJS.Signals,
  f: (id: SignalHandlerId, signal: NodeJS.Signals) => void,
): SignalHandlerId {
  const over = listen();
  let stopped = false;
  const handle = (): void =>
    arrived(() => {
      if (!stopped) f(id, signal);
    });
  const id = new SignalHandlerId(() => {
    if (stopped) return;
    stopped = true;
    handlers -= 1;
    process.off(signal, handle);
    over();
  });
  handlers += 1;
  process.on(signal, handle);
  return id;
}

/** As `onSignalFull`, without the handler. Original: `Lwt_unix.on_signal` */
export const onSignal = (
  signal: NodeJS.Signals,
  f: (signal: NodeJS.Signals) => void,
): SignalHandlerId => onSignalFull(signal, () => f(signal));

/** Stops calling; a second time does nothing. Original: `Lwt_unix.disable_signal_handler` */
export const disableSignalHandler = (id: SignalHandlerId): void => id.stop();

/** How many handlers there are. Original: `Lwt_unix.signal_count` */
export const signalCount = (): number => handlers;
