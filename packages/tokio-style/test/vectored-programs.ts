/** Programs of recorded/vectored.rs, under the same names. */
import { Effect, Exit } from "effect";
import { fn, future, gen } from "../src/index.js";
import * as io from "../src/io.js";

/** What was said. */
export const said: Array<string> = [];
const say = (event: unknown): void => void said.push(String(event));
const text = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);

type Writes = io.AsyncIo & io.AsyncWrite;

/** Writes slices once, and says how many bytes were taken. */
const writes = (w: Writes, words: ReadonlyArray<string>) =>
  Effect.sync(() => {
    using write = future.pin(Effect.exit(w.writeVectored(words)));
    const polled = write.poll(future.Context.fromWaker(future.Waker.noop()));
    if (polled._tag === "Pending") return say("pending");
    const exit = polled.value;
    if (Exit.isSuccess(exit)) return say(exit.value);
    for (const reason of exit.cause.reasons) {
      if (reason._tag === "Fail") say(reason.error.kind);
    }
  });

const takes = fn(function* (r: io.AsyncIo & io.AsyncRead, n: number) {
  say(text(yield* r.read(n)));
});

export const programs: Record<string, () => Effect.Effect<any, any>> = {
  duplex: () =>
    gen(function* () {
      const [a, b] = io.duplex(6);
      say(a.isWriteVectored());
      yield* writes(a, ["", "abc", "def"]);
      yield* writes(a, []);
      yield* writes(a, ["", ""]);
      yield* writes(a, ["defghi", "j"]);
      yield* writes(a, ["k"]);
      yield* takes(b, 4);
      yield* writes(a, ["k", "l"]);
      b[Symbol.dispose]();
      yield* writes(a, ["m"]);
    }),
  cursor: () =>
    gen(function* () {
      const c = new io.Cursor();
      say(c.isWriteVectored());
      yield* writes(c, ["ab", "", "cde"]);
      yield* writes(c, []);
      c.setPosition(1);
      yield* writes(c, ["X", "YZ"]);
      say(text(c.getRef()));
    }),
  sink: () =>
    gen(function* () {
      const s = io.sink();
      say(s.isWriteVectored());
      yield* writes(s, ["", "ab", "cde"]);
    }),
  "writer-over-one": () =>
    gen(function* () {
      const [a, b] = io.duplex(16);
      const w = io.BufWriter.withCapacity(8, a);
      say(w.isWriteVectored());
      yield* writes(w, ["", "abc", "", "de", "fgh", "i"]);
      say(text(w.buffer()));
      yield* writes(w, ["j", "k"]);
      say(text(w.buffer()));
      yield* writes(w, ["01234567", "8"]);
      say(text(w.buffer()));
      yield* writes(w, ["", ""]);
      yield* writes(w, ["much too long", "for it"]);
      yield* takes(b, 32);
      yield* writes(w, ["much too long", "for it"]);
      yield* w.flush();
      yield* takes(b, 32);
    }),
  "writer-over-many": () =>
    gen(function* () {
      const w = io.BufWriter.withCapacity(8, new io.Cursor());
      const below = () => text(w.getRef().getRef());
      say(w.isWriteVectored());
      yield* writes(w, ["", "abc", "de"]);
      say(text(w.buffer()));
      yield* writes(w, ["fgh", "i"]);
      say(text(w.buffer()));
      say(below());
      yield* writes(w, ["0123", "4567", "89"]);
      say(text(w.buffer()));
      say(below());
      yield* writes(w, [""]);
    }),
  stream: () =>
    gen(function* () {
      const [a, b] = io.duplex(16);
      const s = new io.BufStream(a, { readerCapacity: 8, writerCapacity: 8 });
      say(s.isWriteVectored());
      yield* writes(s, ["ab", "cd"]);
      yield* s.flush();
      yield* takes(b, 32);
      const r = new io.BufReader(b);
      say(r.isWriteVectored());
      yield* writes(r, ["ab", "cd"]);
      yield* takes(s, 32);
    }),
  halves: () =>
    gen(function* () {
      const [a, b] = io.duplex(16);
      const [, w] = io.split(a);
      say(w.isWriteVectored());
      yield* writes(w, ["ab", "cd"]);
      yield* takes(b, 32);
    }),
};
