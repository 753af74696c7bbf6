/** A stream by script, and cutting an operation short at each of its polls. */
import { Effect, Exit } from "effect";
import { future, gen, Poll } from "../src/index.js";
import * as io from "../src/io.js";
import { log } from "./support.js";

const decoder = new TextDecoder();
const encoder = new TextEncoder();

export const bytes = (text: string): Uint8Array => encoder.encode(text);
export const text = (data: Uint8Array): string =>
  decoder.decode(data).replaceAll("\n", "/").replaceAll("\0", ".");

/** What Rust's Debug says of an optional string. */
export const option = (it: string | undefined): string =>
  it === undefined ? "None" : `Some(${JSON.stringify(it)})`;

/** Gives what is shown of a result: the value, or the kind of its error. */
export const shown = (
  it: Effect.Effect<unknown, io.IoError>,
  show: (value: any) => unknown = String,
): Effect.Effect<string> =>
  Effect.match(it, {
    onSuccess: (value) => String(show(value)),
    onFailure: (error) => error.kind,
  });

/** As {@link shown}, logged. */
export const logs = (
  it: Effect.Effect<unknown, io.IoError>,
  show?: (value: any) => unknown,
): Effect.Effect<void> => Effect.map(shown(it, show), log);

/**
 * A stream that does what its steps say, one at each poll: a digit moves at
 * most so many bytes, `P` is pending and woken, `E` an error. When there are
 * no more steps all is moved. It logs each poll.
 */
export class Script extends io.AsyncIo implements io.AsyncRead, io.AsyncWrite {
  #steps: Array<string>;
  #text: Uint8Array;
  #out = "";

  constructor(
    steps: string,
    data = "",
    readonly quiet = false,
  ) {
    super();
    this.#steps = steps.split("");
    this.#text = bytes(data);
  }

  #step(what: string, all: number, cx: future.Context): io.PollIo<number> {
    const step = this.#steps.shift() ?? "-";
    if (!this.quiet) log(`${what} ${all} ${step}`);
    if (step === "P") {
      cx.waker.wake();
      return undefined;
    }
    if (step === "E") return Exit.fail(io.IoError.new("Other", "scripted"));
    return Exit.succeed(step === "-" ? all : Math.min(all, Number(step)));
  }

  get out(): string {
    return this.#out;
  }

  rest(): string {
    return `[${text(this.#text)}] [${text(bytes(this.#out))}]`;
  }

  pollRead(cx: future.Context, buf: io.ReadBuf): io.PollIo<void> {
    const exit = this.#step("read", buf.remaining(), cx);
    if (exit?._tag !== "Success") return exit && Exit.asVoid(exit);
    buf.putSlice(this.#text.subarray(0, exit.value));
    this.#text = this.#text.subarray(exit.value);
    return Exit.void;
  }

  pollWrite(cx: future.Context, data: Uint8Array): io.PollIo<number> {
    const exit = this.#step("write", data.length, cx);
    if (exit?._tag === "Success") {
      this.#out += decoder.decode(data.subarray(0, exit.value));
    }
    return exit;
  }

  pollFlush(cx: future.Context): io.PollIo<void> {
    const exit = this.#step("flush", 0, cx);
    return exit && Exit.asVoid(exit);
  }

  pollShutdown(cx: future.Context): io.PollIo<void> {
    const exit = this.#step("shutdown", 0, cx);
    return exit && Exit.asVoid(exit);
  }
}

/** Polls at most `k` times, then drops the future. */
export function cut<A>(
  k: number,
  it: Effect.Effect<A>,
): Effect.Effect<A | undefined> {
  const pinned = future.pin(it);
  let left = k;
  return future.pollFn((cx) => {
    if (left-- > 0) return pinned.poll(cx);
    pinned.drop();
    return Poll.Ready(undefined);
  });
}

/** Polls once, logs whether that was enough, and drops the future. */
export const once = (it: Effect.Effect<unknown, any>): Effect.Effect<void> =>
  Effect.suspend(() => {
    const pinned = future.pin(Effect.exit(it));
    return future.pollFn((cx) => {
      log(Poll.isReady(pinned.poll(cx)) ? "ready" : "cut");
      pinned.drop();
      return Poll.Ready(undefined);
    });
  });

/** Cuts an operation at each poll, each time on a stream of its own. */
export function cuts<S>(
  make: () => S | Effect.Effect<S, io.IoError>,
  operation: (stream: S) => Effect.Effect<string>,
  rest: (stream: S) => string,
): () => Effect.Effect<void, io.IoError> {
  return () =>
    gen(function* () {
      for (let k = 0; ; k++) {
        const made = make();
        const stream = Effect.isEffect(made) ? yield* made : made;
        const result = yield* cut(k, operation(stream));
        log(`${k}: ${result ?? "cut"} ${rest(stream)}`);
        if (result !== undefined) return;
      }
    });
}
