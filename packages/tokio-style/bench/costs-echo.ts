/** An echo server, as `compare c10k` loads it. */
import type { Serve } from "bench";
import { fn, gen, runtime, spawn } from "tokio-style";
import { SocketAddr, TcpSocket, type TcpStream } from "tokio-style/net";

/** How much a connection reads at a time, as in every server here. */
const SIZE = 1024;

const serveOne = fn(function* (accepted: TcpStream) {
  using stream = accepted;
  const bytes = Buffer.allocUnsafe(SIZE);
  for (;;) {
    const count = yield* stream.read(bytes);
    if (count === 0) return;
    yield* stream.writeAll(bytes.subarray(0, count));
  }
});

export const echo: Serve = (listening) => {
  const main = gen(function* () {
    const socket = TcpSocket.newV4();
    socket.bind(new SocketAddr("127.0.0.1", 0));
    using listener = yield* socket.listen(4096);
    listening(listener.localAddr().port);
    for (;;) {
      const [stream] = yield* listener.accept();
      // What it fails with when it is reset is for who awaits it: nobody.
      spawn(serveOne(stream));
    }
  });
  return runtime.Builder.newCurrentThread().enableAll().build().blockOn(main);
};
