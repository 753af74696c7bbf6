/** What is behind effection: threads and sockets, which are let go of. */
import { once } from "node:events";
import { connect } from "node:net";
import { race, run, scoped, sleep, until } from "effection";
import {
  useConnection,
  useLines,
  useServer,
  useWorkers,
} from "effection-style";
import { blockFor, countPrimes, url } from "spec/jobs";
import { expect, test } from "vitest";
import { thrownBy } from "./support.js";

test("a worker MUST give what its function returns, and throw what it throws", () =>
  run(function* () {
    const workers = yield* useWorkers(url, 1);
    expect(yield* workers.run(countPrimes, 10)).toMatchObject({ primes: 4 });
    expect(yield* thrownBy(workers.run(countPrimes, -1))).toMatchObject({
      message: "the limit must be 0 or more, and is -1",
    });
  }));

test("a job that is halted MUST be given up, and the next one MUST run", () =>
  run(function* () {
    const workers = yield* useWorkers(url, 1);
    yield* workers.run(blockFor, 0);
    const started = performance.now();
    const winner = yield* race([workers.run(blockFor, 60_000), sleep(10)]);
    expect(winner).toBeUndefined();
    expect(yield* workers.run(countPrimes, 10)).toMatchObject({ primes: 4 });
    expect(performance.now() - started).toBeLessThan(30_000);
  }));

test("a socket MUST be read line by line, and be closed with its scope", () =>
  run(function* () {
    const server = yield* useServer(0);
    const peer = connect(server.port, "127.0.0.1");
    const ended = once(peer, "close");
    const { value: socket } = yield* server.next();
    yield* scoped(function* () {
      const lines = yield* useLines(socket);
      peer.write("one\ntw");
      expect(yield* lines.next()).toEqual({ done: false, value: "one" });
      peer.write("o\n");
      expect(yield* lines.next()).toEqual({ done: false, value: "two" });
      yield* lines.write("three");
      const [heard] = (yield* until(once(peer, "data"))) as [Buffer];
      expect(heard.toString()).toBe("three\n");
    });
    yield* until(ended);
    expect(socket.destroyed).toBe(true);
  }));

test("lines MUST end when the peer hangs up, and throw when the socket fails", () =>
  run(function* () {
    const server = yield* useServer(0);
    const polite = connect(server.port, "127.0.0.1");
    const first = yield* useLines((yield* server.next()).value);
    polite.end();
    expect(yield* first.next()).toMatchObject({ done: true });
    const rude = connect(server.port, "127.0.0.1");
    const second = yield* useLines((yield* server.next()).value);
    rude.resetAndDestroy();
    expect(yield* thrownBy(second.next())).toMatchObject({
      code: "ECONNRESET",
    });
  }));

test("a port MUST be free when its server is halted, and a connection refused", () =>
  run(function* () {
    const port = yield* scoped(function* () {
      return (yield* useServer(0)).port;
    });
    const refused = scoped(() => useConnection(port));
    expect(yield* thrownBy(refused)).toMatchObject({ code: "ECONNREFUSED" });
    yield* useServer(port);
    const taken = scoped(() => useServer(port));
    expect(yield* thrownBy(taken)).toMatchObject({ code: "EADDRINUSE" });
  }));
