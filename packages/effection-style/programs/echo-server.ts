import { all, run, scoped, spawn, withResolvers } from "effection";
import type { Operation } from "effection";
import { useConnection, useLines, useServer } from "effection-style";
import type { ProgramOf } from "spec";

const program: ProgramOf<"echo-server"> = (io) =>
  run(function* () {
    // 1. the server listens on loopback
    let connections = 0;
    const port = withResolvers<number>();
    const server = yield* spawn(function* () {
      const listener = yield* useServer(io.inputs.port);
      io.log("server", "listens");
      port.resolve(listener.port);
      for (;;) {
        const { value: socket } = yield* listener.next();
        connections += 1;
        yield* spawn(function* () {
          const stream = yield* useLines(socket);
          for (;;) {
            const line = yield* stream.next();
            if (line.done) return;
            yield* stream.write(line.value);
          }
        });
      }
    });

    // 2. three clients connect at once
    const address = yield* port.operation;
    const client = (n: number): Operation<string[]> =>
      scoped(function* () {
        const stream = yield* useConnection(address);

        // 3. each client sends two lines and hears each back
        const heard: string[] = [];
        for (const line of [1, 2]) {
          yield* stream.write(`client ${n} line ${line}`);
          heard.push((yield* stream.next()).value ?? "nothing");
        }
        return heard;
      });
    const heard = yield* all([client(1), client(2), client(3)]);
    io.log("main", "has all echoes");

    // 4. the server closes
    yield* server.halt();
    io.log("server", "closes");
    return { connections, heard };
  });

export default program;
