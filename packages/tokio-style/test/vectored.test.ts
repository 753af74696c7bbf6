/** Writing several slices at once, against the real Tokio. */
import { Effect, Exit } from "effect";
import { expect, test } from "vitest";
import { join } from "../src/index.js";
import * as io from "../src/io.js";
import { TcpListener, TcpStream } from "../src/net.js";
import { recorded, run } from "./support.js";
import { programs, said } from "./vectored-programs.js";

const tokio = recorded("vectored.trace");

test.each(Object.keys(programs))(
  "%s MUST take the bytes that the real Tokio takes",
  async (name) => {
    said.length = 0;
    await run(function* () {
      yield* programs[name]?.() ?? Effect.void;
    });
    expect(said.join("\n").split("\n").filter(Boolean)).toEqual(
      tokio.get(name),
    );
  },
);

test("every recorded program MUST have its port", () => {
  expect(Object.keys(programs).toSorted()).toEqual(
    [...tokio.keys()].toSorted(),
  );
});

test("a socket and its half MUST take all slices at once", () =>
  run(function* () {
    const listener = yield* TcpListener.bind("127.0.0.1:0");
    const address = listener.localAddr();
    const [near, [far]] = yield* join(
      TcpStream.connect(address),
      listener.accept(),
    );
    expect(near.isWriteVectored()).toBe(true);
    expect(yield* near.writeVectored(["ab", "", "cd"])).toBe(4);
    const [, half] = near.intoSplit();
    expect(half.isWriteVectored()).toBe(true);
    expect(yield* half.writeVectored(["ef", "g"])).toBe(3);
    yield* half.shutdown();
    expect(yield* far.readToString()).toBe("abcdefg");
  }));

test("a stream that knows nothing of slices MUST take of the first that is not empty", () =>
  run(function* () {
    const taken: Array<number> = [];
    const plain: io.AsyncWrite = {
      pollWrite: (_, bytes) => {
        taken.push(bytes.length);
        return Exit.succeed(bytes.length);
      },
      pollFlush: () => Exit.void,
      pollShutdown: () => Exit.void,
    };
    const reader = new io.BufReader(Object.assign(io.empty(), plain));
    expect(yield* reader.writeVectored(["", "abc", "d"])).toBe(3);
    const writer = new io.BufWriter(plain, 4);
    expect(yield* writer.writeVectored(["much too long", "d"])).toBe(13);
    expect(taken).toEqual([3, 13]);
  }));
