/**
 * Calls back in a turn of the event loop of its own. By then no microtask is
 * left: the host empties their queue before it begins a turn.
 */
export const nextTurn: (callback: () => void) => void =
  typeof setImmediate === "function"
    ? (callback) => void setImmediate(callback)
    : byMessages();

/** For a browser, whose timers would wait for some milliseconds. */
function byMessages(): (callback: () => void) => void {
  const callbacks: (() => void)[] = [];
  const { port1, port2 } = new MessageChannel();
  port1.addEventListener("message", () => callbacks.shift()?.());
  port1.start();
  return (callback) => {
    callbacks.push(callback);
    port2.postMessage(undefined);
  };
}

/** Resolves in the next turn of the event loop. */
export const turn = (): Promise<void> => new Promise(nextTurn);
