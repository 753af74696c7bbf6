import type { ProgramOf } from "spec";
import { fn, gen, runtime, spawn, tryJoin } from "tokio-style";
import { TcpListener, TcpStream } from "tokio-style/net";

const program: ProgramOf<"echo-server"> = (io) => {
  const rt = runtime.Builder.newCurrentThread()
    .enableAll()
    .startPaused(io.clock === "virtual")
    .build();
  const main = gen(function* () {
    // 1. the server listens on loopback
    using listener = yield* TcpListener.bind(`127.0.0.1:${io.inputs.port}`);
    io.log("server", "listens");
    let connections = 0;
    const echo = fn(function* (accepted: TcpStream) {
      using stream = accepted;
      const lines = stream.lines();
      for (;;) {
        const line = yield* lines.nextLine();
        if (line === undefined) return;
        yield* stream.writeAll(`${line}\n`);
      }
    });
    const server = spawn(
      gen(function* () {
        for (;;) {
          const [stream] = yield* listener.accept();
          connections += 1;
          spawn(echo(stream));
        }
      }),
    );

    // 2. three clients connect at once
    const client = fn(function* (n: number) {
      using stream = yield* TcpStream.connect(listener.localAddr());
      const lines = stream.lines();

      // 3. each client sends two lines and hears each back
      const heard: string[] = [];
      for (const line of [1, 2]) {
        yield* stream.writeAll(`client ${n} line ${line}\n`);
        heard.push((yield* lines.nextLine()) ?? "nothing");
      }
      return heard;
    });
    const heard = yield* tryJoin(client(1), client(2), client(3));
    io.log("main", "has all echoes");

    // 4. the server closes
    server.abort();
    io.log("server", "closes");
    return { connections, heard };
  });

  return rt.blockOn(main);
};

export default program;
