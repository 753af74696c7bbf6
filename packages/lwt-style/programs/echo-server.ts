import { Lwt, LwtMain } from "lwt-style";
import { LwtIo, LwtUnix } from "lwt-style/unix";
import type { ProgramOf } from "spec";

const program: ProgramOf<"echo-server"> = (io) => {
  const loopback = LwtUnix.inetAddrLoopback;

  const main = Lwt.gen(function* () {
    // 1. the server listens on loopback
    let connections = 0;
    const echo = Lwt.fn(function* ([ic, oc]: LwtIo.Channels) {
      connections += 1;
      for (;;) {
        const line = yield* LwtIo.readLineOpt(ic);
        if (line === undefined) return;
        yield* LwtIo.writeLine(oc, line);
        yield* LwtIo.flush(oc);
      }
    });
    const server = yield* LwtIo.establishServer(
      LwtUnix.ADDR_INET(loopback, io.inputs.port),
      echo,
    );
    io.log("server", "listens");

    // 2. three clients connect at once
    const client = (n: number): Lwt.Promise<string[]> =>
      LwtIo.withConnection(server.address, ([ic, oc]) =>
        Lwt.gen(function* () {
          // 3. each client sends two lines and hears each back
          const heard: string[] = [];
          for (const line of [1, 2]) {
            yield* LwtIo.writeLine(oc, `client ${n} line ${line}`);
            yield* LwtIo.flush(oc);
            heard.push(yield* LwtIo.readLine(ic));
          }
          return heard;
        }),
      );
    const heard = yield* Lwt.all([client(1), client(2), client(3)]);
    io.log("main", "has all echoes");

    // 4. the server closes
    yield* LwtIo.shutdownServer(server);
    io.log("server", "closes");
    return { connections, heard };
  });

  return LwtMain.run(main)();
};

export default program;
