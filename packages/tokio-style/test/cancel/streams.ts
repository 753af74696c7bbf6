/** Streams whose bytes move when somebody says so, and streams around them. */
import { Exit } from "effect";
import { future, gen } from "../../src/index.js";
import * as io from "../../src/io.js";
import { start } from "./scene.js";

const decoder = new TextDecoder();
const encoder = new TextEncoder();

export const text = (data: Uint8Array): string => decoder.decode(data);
const bytes = (data: string): Uint8Array => encoder.encode(data);
const noop = future.Context.fromWaker(future.Waker.noop());

/** A vector that holds what is given. */
export function vec(data = ""): io.ByteVec {
  const made = new io.ByteVec();
  made.extendFromSlice(bytes(data));
  return made;
}

/** What a {@link Slow} stream does only when it is told that it may. */
type Step = "flush" | "shutdown" | "seek";

/** Reads what has arrived, and writes where there is room. */
export class Slow
  extends io.AsyncIo
  implements io.AsyncRead, io.AsyncWrite, io.AsyncSeek
{
  readonly #data: Uint8Array;
  #at = 0;
  #arrived = 0;
  #room = 0;
  #target: number | undefined = undefined;
  readonly #allowed = new Set<Step>();
  readonly #wakers = new Set<future.Waker>();
  out = "";

  constructor(data = "") {
    super();
    this.#data = bytes(data);
  }

  /** So many more bytes arrive; more than there are: the end. */
  give(n: number): void {
    this.#arrived += n;
    this.#wake();
  }

  /** There is room for so many more bytes. */
  room(n: number): void {
    this.#room += n;
    this.#wake();
  }

  allow(...steps: ReadonlyArray<Step>): void {
    for (const step of steps) this.#allowed.add(step);
    this.#wake();
  }

  pollRead(cx: future.Context, buf: io.ReadBuf): io.PollIo<void> {
    const left = this.#arrived - this.#at;
    if (left <= 0) return this.#wait(cx);
    const n = Math.min(left, buf.remaining(), this.#data.length - this.#at);
    buf.putSlice(this.#data.subarray(this.#at, this.#at + n));
    this.#at += n;
    return Exit.void;
  }

  pollWrite(cx: future.Context, data: Uint8Array): io.PollIo<number> {
    if (this.#room === 0) return this.#wait(cx);
    const n = Math.min(this.#room, data.length);
    this.#room -= n;
    this.out += text(data.subarray(0, n));
    return Exit.succeed(n);
  }

  pollFlush(cx: future.Context): io.PollIo<void> {
    return this.#allowed.has("flush") ? Exit.void : this.#wait(cx);
  }

  pollShutdown(cx: future.Context): io.PollIo<void> {
    if (!this.#allowed.has("shutdown")) return this.#wait(cx);
    if (!this.out.endsWith("#")) this.out += "#";
    return Exit.void;
  }

  startSeek({ _tag, offset }: io.SeekFrom): Exit.Exit<void, io.IoError> {
    this.#target = _tag === "Current" ? this.#at + offset : offset;
    return Exit.void;
  }

  pollComplete(cx: future.Context): io.PollIo<number> {
    if (this.#target === undefined) return Exit.succeed(this.#at);
    if (!this.#allowed.has("seek")) return this.#wait(cx);
    this.#at = this.#target;
    this.#target = undefined;
    return Exit.succeed(this.#at);
  }

  #wait(cx: future.Context): undefined {
    this.#wakers.add(cx.waker);
  }

  #wake(): void {
    const wakers = [...this.#wakers];
    this.#wakers.clear();
    for (const waker of wakers) waker.wake();
  }
}

/** Something to read from, and how bytes come to be there. */
export interface Source<R> {
  readonly reader: R;
  readonly give: (n: number) => void;
  readonly end: () => void;
}

/** Around a slow stream. */
const over =
  <R>(around: (stream: Slow) => R) =>
  (data: string): Source<R> => {
    const slow = new Slow(data);
    return {
      reader: around(slow),
      give: (n) => slow.give(n),
      end: () => slow.give(Infinity),
    };
  };

/** An end of a duplex: the other one writes. */
const overDuplex =
  <R>(around: (stream: io.DuplexStream) => R) =>
  (data: string): Source<R> => {
    const [end, other] = io.duplex(64);
    let rest = bytes(data);
    const give = (n: number) => {
      other.pollWrite(noop, rest.subarray(0, n));
      rest = rest.subarray(n);
    };
    return {
      reader: around(end),
      give,
      end: () => {
        give(rest.length);
        other.drop();
      },
    };
  };

type Reader = io.AsyncIo & io.AsyncRead;
type BufRead = io.AsyncIo & io.AsyncBufRead;

export const bufSources: Record<string, (data: string) => Source<BufRead>> = {
  "a BufReader": over((it) => new io.BufReader(it, 4)),
  "a BufReader on a duplex": overDuplex((it) => new io.BufReader(it, 4)),
  "a BufStream": over((it) => new io.BufStream(it, { readerCapacity: 4 })),
  "a Take": over((it) => new io.BufReader(it, 4).take(100) as never),
  "a Chain": over(
    (it) => new io.BufReader(it, 4).chain(new io.Cursor()) as never,
  ),
};

export const sources: Record<string, (data: string) => Source<Reader>> = {
  ...bufSources,
  "a stream": over((it) => it),
  "a duplex": overDuplex((it) => it),
  "a half of a split": over((it) => io.split(it)[0]),
  "a half of a split duplex": overDuplex((it) => io.split(it)[0]),
};

/** Reads to the end what is there. */
export function restOf(reader: io.AsyncRead): string {
  let all = "";
  for (;;) {
    const buf = new io.ReadBuf(new Uint8Array(16));
    const exit = reader.pollRead(noop, buf);
    if (exit === undefined) return `${all} and more`;
    if (buf.filled().length === 0) return all;
    all += text(buf.filled());
  }
}

/** Something to write to, and how room comes to be there. */
export interface Target {
  readonly writer: io.AsyncIo & io.AsyncWrite;
  readonly room: (n: number) => void;
  /** What has come out. */
  readonly out: () => string;
}

const into =
  (around: (stream: Slow) => io.AsyncIo & io.AsyncWrite) => (): Target => {
    const slow = new Slow();
    const writer = around(slow);
    return {
      writer,
      room: (n) => {
        slow.room(n);
        if (n > 99) slow.allow("flush", "shutdown");
      },
      out: () => {
        slow.room(100);
        slow.allow("flush", "shutdown");
        writer.pollFlush(noop);
        return slow.out;
      },
    };
  };

/** Has written something already: its buffer is full. */
function loaded<W extends io.AsyncIo & io.AsyncWrite>(writer: W): W {
  for (const part of ["wx", "yz"]) writer.pollWrite(noop, bytes(part));
  return writer;
}

export const targets: Record<string, () => Target> = {
  "a stream": into((it) => it),
  "a half of a split": into((it) => io.split(it)[1]),
  "a BufReader": into((it) => new io.BufReader(it)),
};

export const bufTargets: Record<string, () => Target> = {
  "a BufWriter": into((it) => loaded(new io.BufWriter(it, 4))),
  "a BufStream": into((it) =>
    loaded(new io.BufStream(it, { writerCapacity: 4 })),
  ),
};

/** An end of a duplex, which is full: the other one reads. */
export const duplexTarget = (): Target => {
  const [end, other] = io.duplex(4);
  let out = "";
  end.pollWrite(noop, bytes("wxyz"));
  const take = (n: number) => {
    const buf = new io.ReadBuf(new Uint8Array(n));
    other.pollRead(noop, buf);
    out += text(buf.filled());
    return buf.filled().length;
  };
  return {
    writer: end,
    room: (n) => {
      if (n < 100) take(n);
      else {
        start(
          gen(function* () {
            for (;;) out += text(yield* other.read(n));
          }),
        );
      }
    },
    out: () => {
      while (take(4) > 0);
      return out;
    },
  };
};
