/** Servers: who connects gets a handler. */
import * as Lwt from "../../Lwt.js";
import { asyncExceptionHook } from "../hook.js";
import type { Sockaddr } from "../unix/address.js";
import { hasCode } from "../unix/error.js";
import * as FileDescr from "../unix/fileDescr.js";
import { unlink } from "../unix/names.js";
import { pathOf, SOMAXCONN, type SocketDescr } from "../unix/socketDevice.js";
import * as Sockets from "../unix/sockets.js";
import {
  type Channels,
  channelsOf,
  closeBoth,
  closingOnce,
  streamSocket,
} from "./connections.js";
import { defaultBufferSize } from "./make.js";

/** `Lwt_io.server` */
export class Server {
  /** @internal */
  readonly stopped: Lwt.Promise<void>;
  /** @internal */
  readonly stop: () => void;

  /** @internal */
  constructor(
    /** Where it listens, with the port that was found for port 0. */
    readonly address: Sockaddr,
    accepting: Lwt.Promise<void>,
    stop: () => void,
  ) {
    this.stopped = accepting;
    this.stop = stop;
  }
}

export interface ServerOptions {
  /** How many may wait to be accepted; the next ones are closed. */
  readonly backlog?: number | undefined;
  /** Leaves what a handler was given open when it is done. */
  readonly noClose?: boolean | undefined;
}

export interface SocketServerOptions extends ServerOptions {
  /** The socket to listen with. */
  readonly serverFd?: SocketDescr | undefined;
}

type Handler = (address: Sockaddr, fd: SocketDescr) => void;

const acceptAll = Lwt.fn(function* (
  fd: SocketDescr,
  stop: Lwt.Promise<undefined>,
  handle: Handler,
) {
  for (;;) {
    let accepted;
    try {
      accepted = yield* Lwt.pick([Sockets.accept(fd), stop]);
    } catch (exn) {
      if (hasCode(exn, "ECONNABORTED")) continue;
      throw exn;
    }
    if (accepted === undefined) return;
    handle(accepted[1], accepted[0]);
  }
});

const serve = Lwt.fn(function* (
  address: Sockaddr,
  fd: SocketDescr,
  backlog: number,
  handle: Handler,
) {
  try {
    yield* Sockets.bind(fd, address);
  } catch (exn) {
    yield* closingOnce(fd)();
    throw exn;
  }
  Sockets.listen(fd, backlog);
  const found = Sockets.getsockname(fd);
  const [stop, stopper] = Lwt.wait<undefined>();
  const [stopped, wakeStopped] = Lwt.wait();
  const accepting = Lwt.fn(function* () {
    yield* acceptAll(fd, stop, handle);
    yield* FileDescr.close(fd);
    const path = pathOf(address);
    if (path !== undefined && path !== "") {
      // Node has deleted it by now, where it could.
      yield* Lwt.catch(
        () => unlink(path),
        () => Lwt.returnUnit,
      );
    }
    Lwt.wakeupLater(wakeStopped, undefined);
  });
  Lwt.async(accepting);
  return new Server(found, stopped, () => {
    if (Lwt.isSleeping(stop)) Lwt.wakeupLater(stopper, undefined);
  });
});

/** Calls `f`; what it fails with goes to the hook. */
const guarded = (f: () => Lwt.Promise<unknown>): Lwt.Promise<unknown> =>
  Lwt.catch(f, (exn) => {
    asyncExceptionHook.current(exn);
    return Lwt.returnUnit;
  });

/**
 * Listens, and runs the handler with the socket of each that connects.
 *
 * Behaviour: when the promise of the handler is resolved its socket is closed,
 * unless `noClose` is given.
 *
 * Errors: as `establishServerWithClientAddress`.
 *
 * Original: `Lwt_io.establish_server_with_client_socket`
 */
export const establishServerWithClientSocket = (
  address: Sockaddr,
  handler: (client: Sockaddr, fd: SocketDescr) => Lwt.Promise<unknown>,
  options?: SocketServerOptions,
): Lwt.Promise<Server> => {
  const handle = Lwt.fn(function* (client: Sockaddr, fd: SocketDescr) {
    yield* guarded(() => handler(client, fd));
    if (options?.noClose === true) return;
    yield* guarded(closingOnce(fd));
  });
  return serve(
    address,
    options?.serverFd ?? streamSocket(address),
    options?.backlog ?? SOMAXCONN,
    (client, fd) => Lwt.async(() => handle(client, fd)),
  );
};

export interface ChannelServerOptions extends ServerOptions {
  readonly fd?: SocketDescr | undefined;
  /** Of each channel, in bytes. */
  readonly bufferSize?: number | undefined;
}

/**
 * Listens, and runs the handler with the channels of each that connects.
 *
 * Behaviour: when the promise of a handler is resolved its channels are closed,
 * unless `noClose` is given: the output first, so what the handler has written
 * is sent. (Lwt closes the input first, which loses what was not flushed.)
 *
 * Errors: rejected with Node's error if it cannot listen (`EADDRINUSE` …). What
 * a handler is rejected with goes to `Lwt.asyncExceptionHook`.
 *
 * Original: `Lwt_io.establish_server_with_client_address`
 */
export const establishServerWithClientAddress = (
  address: Sockaddr,
  handler: (client: Sockaddr, channels: Channels) => Lwt.Promise<unknown>,
  options: ChannelServerOptions = {},
): Lwt.Promise<Server> => {
  const size = options.bufferSize ?? defaultBufferSize();
  const handle = Lwt.fn(function* (client: Sockaddr, fd: SocketDescr) {
    const buffers = [new Uint8Array(size), new Uint8Array(size)] as const;
    const channels = channelsOf(fd, ...buffers);
    yield* guarded(() => handler(client, channels));
    if (options.noClose === true) return;
    yield* guarded(() => closeBoth(channels));
  });
  return serve(
    address,
    options.fd ?? streamSocket(address),
    options.backlog ?? SOMAXCONN,
    (client, fd) => Lwt.async(() => handle(client, fd)),
  );
};

/** As `establishServerWithClientAddress`, without the address. Original: `Lwt_io.establish_server` */
export const establishServer = (
  address: Sockaddr,
  handler: (channels: Channels) => Lwt.Promise<unknown>,
  options?: ChannelServerOptions,
): Lwt.Promise<Server> =>
  establishServerWithClientAddress(
    address,
    (_, channels) => handler(channels),
    options,
  );

/**
 * Stops listening. The connections that there are go on.
 *
 * Original: `Lwt_io.shutdown_server`
 */
export function shutdownServer(server: Server): Lwt.Promise<void> {
  server.stop();
  return server.stopped;
}
