import { once } from "node:events";
import { connect, createServer } from "node:net";
import type { AddressInfo, Socket } from "node:net";
import { createInterface } from "node:readline";
import type { ProgramOf } from "spec";

const program: ProgramOf<"echo-server"> = async (io) => {
  // 1. the server listens on loopback
  let connections = 0;
  const echo = async (socket: Socket) => {
    connections += 1;
    for await (const line of createInterface({ input: socket }))
      socket.write(`${line}\n`);
    socket.end();
  };
  const server = createServer((socket) => void echo(socket));
  server.listen(io.inputs.port, "127.0.0.1");
  await once(server, "listening");
  io.log("server", "listens");

  // 2. three clients connect at once
  const { port } = server.address() as AddressInfo;
  const client = async (n: number) => {
    const socket = connect(port, "127.0.0.1");
    await once(socket, "connect");
    const lines = createInterface({ input: socket })[Symbol.asyncIterator]();

    // 3. each client sends two lines and hears each back
    const heard: string[] = [];
    for (const line of [1, 2]) {
      socket.write(`client ${n} line ${line}\n`);
      const { value } = await lines.next();
      heard.push(value ?? "nothing");
    }
    socket.end();
    return heard;
  };
  const heard = await Promise.all([client(1), client(2), client(3)]);
  io.log("main", "has all echoes");

  // 4. the server closes
  server.close();
  await once(server, "close");
  io.log("server", "closes");
  return { connections, heard };
};

export default program;
