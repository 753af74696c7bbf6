/** Echo servers, as `compare c10k` loads them. */
import type { Serve } from "bench";
import { Lwt, LwtMain } from "lwt-style";
import { LwtIo, LwtUnix } from "lwt-style/unix";

const anyPort = LwtUnix.ADDR_INET(LwtUnix.inetAddrLoopback, 0);
/** How much a connection reads at a time, as in every server here. */
const SIZE = 1024;

/** Serves until the process ends. A connection that is reset has ended too. */
const serveWith = (
  establish: () => Lwt.Promise<LwtIo.Server>,
  listening: (port: number) => void,
): Promise<unknown> => {
  Lwt.asyncExceptionHook.current = () => {};
  return LwtMain.run(
    Lwt.bind(establish(), ({ address }) => {
      if ("port" in address) listening(address.port);
      return Lwt.wait()[0];
    }),
  )();
};

/** With descriptors. */
export const lwtUnix: Serve = (listening) => {
  const echo = Lwt.fn(function* (fd: LwtUnix.FileDescr) {
    const buffer = Buffer.allocUnsafe(SIZE);
    for (;;) {
      const count = yield* LwtUnix.read(fd, buffer, 0, SIZE);
      if (count === 0) return;
      let written = 0;
      while (written < count)
        written += yield* LwtUnix.write(fd, buffer, written, count - written);
    }
  });
  return serveWith(
    () =>
      LwtIo.establishServerWithClientSocket(anyPort, (_, fd) => echo(fd), {
        backlog: 4096,
      }),
    listening,
  );
};

/** With channels, which have two buffers for each connection. */
export const lwtIo: Serve = (listening) => {
  const echo = Lwt.fn(function* ([ic, oc]: LwtIo.Channels) {
    for (;;) {
      const bytes = yield* LwtIo.readBytes(ic, { count: SIZE });
      if (bytes.length === 0) return;
      yield* LwtIo.writeBytes(oc, bytes);
      yield* LwtIo.flush(oc);
    }
  });
  return serveWith(
    () => LwtIo.establishServer(anyPort, echo, { backlog: 4096 }),
    listening,
  );
};
