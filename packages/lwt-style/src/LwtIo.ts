/** OCaml's `Lwt_io` 5.6.1: channels, the standard ones and those of TCP. */
import * as FS from "node:fs/promises";
import * as Net from "node:net";
import { format } from "node:util";
import type { Task } from "fp-ts/lib/Task.js";
import { tryCatch, type TaskEither } from "fp-ts/lib/TaskEither.js";
import { asyncExceptionHook } from "./internal/hook.js";
import { arrived, listen } from "./internal/io.js";
import { ConstantException } from "./internal/promise.js";
import { Connection } from "./internal/socket.js";
import * as Lwt from "./Lwt.js";
import * as LwtMutex from "./LwtMutex.js";
import type { Sockaddr } from "./LwtUnix.js";

/**
 * Reads a whole file as UTF-8 text.
 *
 * Errors: rejected with Node's error, for instance `code: "ENOENT"`.
 *
 * Original: none. `Lwt_io.read_file` does not exist in Lwt, though tutorials
 * write it; there one opens the file with `Lwt_io.with_file` and reads it.
 */
export const readFile = (path: string): Lwt.Promise<string> =>
  Lwt.fromTaskEither(readText(path));

const readText = (path: string): TaskEither<unknown, string> =>
  tryCatch(
    () => FS.readFile(path, "utf8"),
    (error) => error,
  );

// ---------------------------------------------------------------------------
// Standard output

const output =
  (stream: NodeJS.WriteStream, text: string): Task<void> =>
  () =>
    new Promise((succeed, fail) => {
      stream.write(text, (error) => (error ? fail(error) : succeed()));
    });

/** Writes to standard output. Original: `Lwt_io.print` */
export const print = (text: string): Lwt.Promise<void> =>
  Lwt.fromTask(output(process.stdout, text));

/** Writes a line to standard output. Original: `Lwt_io.printl` */
export const printl = (text: string): Lwt.Promise<void> => print(`${text}\n`);

/**
 * Writes to standard output by a format: `%s`, `%d`, `%i`, `%f`, `%%`.
 *
 * Original: `Lwt_io.printf`
 */
export const printf = (
  pattern: string,
  ...values: readonly unknown[]
): Lwt.Promise<void> => print(format(pattern, ...values));

/** As `printf`, with a line break. Original: `Lwt_io.printlf` */
export const printlf = (
  pattern: string,
  ...values: readonly unknown[]
): Lwt.Promise<void> => printl(format(pattern, ...values));

/** Writes to standard error. Original: `Lwt_io.eprint` */
export const eprint = (text: string): Lwt.Promise<void> =>
  Lwt.fromTask(output(process.stderr, text));

/** Writes a line to standard error. Original: `Lwt_io.eprintl` */
export const eprintl = (text: string): Lwt.Promise<void> => eprint(`${text}\n`);

// ---------------------------------------------------------------------------
// Channels

/** `End_of_file`: compare with `===`. */
export const EndOfFile = new ConstantException(
  "End_of_file",
  "there is nothing more to read",
);

/** `Lwt_io.Channel_closed` */
export class ChannelClosed extends Error {
  override readonly name = "Lwt_io.Channel_closed";
}

class Channel {
  /** One operation at a time, in the order of asking. @internal */
  readonly mutex = LwtMutex.create();
  /** @internal */
  closing: Lwt.Promise<void> | undefined;

  constructor(
    /** @internal */
    readonly connection: Connection,
    private readonly direction: "input" | "output",
  ) {}

  /** @internal */
  use<A>(f: () => Lwt.Promise<A>): Lwt.Promise<A> {
    return LwtMutex.withLock(this.mutex, () =>
      this.closing === undefined
        ? f()
        : Lwt.fail(new ChannelClosed(`the ${this.direction} is closed`)),
    );
  }
}

/** What is read from: `Lwt_io.input_channel`. */
export class InputChannel extends Channel {
  declare protected readonly _input: true;
}

/** What is written to: `Lwt_io.output_channel`. */
export class OutputChannel extends Channel {
  declare protected readonly _output: true;
}

/** The two channels of a connection. */
export type Channels = readonly [InputChannel, OutputChannel];

function channelsOf(socket: Net.Socket): Channels {
  const connection = new Connection(socket);
  return [
    new InputChannel(connection, "input"),
    new OutputChannel(connection, "output"),
  ];
}

/**
 * Reads a line without its end, or undefined at the end of the input.
 *
 * Cancellation: nothing that has come is lost.
 *
 * Errors: what the socket failed with, Node's `code` kept (`ECONNRESET` …).
 *
 * Original: `Lwt_io.read_line_opt`
 */
export const readLineOpt = (
  ic: InputChannel,
): Lwt.Promise<string | undefined> => ic.use(() => lineOf(ic.connection));

const lineOf = Lwt.fn(function* (connection: Connection) {
  let from = 0;
  for (;;) {
    const end = connection.text.indexOf("\n", from);
    if (end >= 0) return connection.take(end + 1).replace(/\r?\n$/u, "");
    if (connection.ended) return lastOf(connection);
    from = connection.text.length;
    yield* connection.more();
  }
});

/** What is left at the end: text, an error, or nothing. */
function lastOf(connection: Connection): string | undefined {
  if (connection.text.length > 0) return connection.take(Infinity);
  if (connection.error !== undefined) throw connection.error;
  return undefined;
}

/**
 * Reads a line as `readLineOpt`; rejected with `EndOfFile` at the end.
 *
 * Original: `Lwt_io.read_line`
 */
export const readLine = (ic: InputChannel): Lwt.Promise<string> =>
  Lwt.bind(readLineOpt(ic), (line) =>
    line === undefined ? Lwt.fail(EndOfFile) : Lwt.return(line),
  );

/**
 * Reads up to `count` characters, as many as there are; all to the end if there
 * is no `count`. The empty text stands for the end.
 *
 * Original: `Lwt_io.read`
 */
export const read = (
  ic: InputChannel,
  options?: { readonly count?: number },
): Lwt.Promise<string> =>
  ic.use(() => textOf(ic.connection, options?.count ?? Infinity));

const textOf = Lwt.fn(function* (connection: Connection, count: number) {
  const toTheEnd = count === Infinity;
  while (!connection.ended) {
    if (!toTheEnd && connection.text.length > 0) break;
    yield* connection.more();
  }
  if (connection.text.length > 0) return connection.take(count);
  return lastOf(connection) ?? "";
});

/**
 * Writes text; waits while the socket has too much to send.
 *
 * Original: `Lwt_io.write`
 */
export const write = (oc: OutputChannel, text: string): Lwt.Promise<void> =>
  oc.use(() => sendTo(oc.connection, text));

const sendTo = Lwt.fn(function* (connection: Connection, text: string) {
  if (connection.error !== undefined) throw connection.error;
  const full = connection.send(text);
  if (full) yield* connection.sent();
});

/** Writes a line. Original: `Lwt_io.write_line` */
export const writeLine = (oc: OutputChannel, line: string): Lwt.Promise<void> =>
  write(oc, `${line}\n`);

/** Waits until all that was written is sent. Original: `Lwt_io.flush` */
export const flush = (oc: OutputChannel): Lwt.Promise<void> =>
  oc.use(() => flushed(oc.connection));

const flushed = Lwt.fn(function* (connection: Connection) {
  while (!connection.isSent && connection.error === undefined) {
    yield* connection.sent();
  }
  if (connection.error !== undefined) throw connection.error;
});

/**
 * Closes a channel: an input stops reading, an output sends what is left and
 * ends the connection. Closing again gives the same promise.
 *
 * Original: `Lwt_io.close`
 */
export function close(
  channel: InputChannel | OutputChannel,
): Lwt.Promise<void> {
  if (channel.closing !== undefined) return channel.closing;
  channel.closing =
    channel instanceof OutputChannel && !channel.connection.closed
      ? channel.connection.close()
      : Lwt.returnUnit;
  return channel.closing;
}

const closeBoth = ([ic, oc]: Channels): Lwt.Promise<void> =>
  Lwt.bind(close(oc), () => close(ic));

// ---------------------------------------------------------------------------
// TCP

const connect =
  ({ host, port }: Sockaddr): Task<Net.Socket> =>
  () =>
    new Promise((succeed, fail) => {
      const socket = Net.connect({ host, port, allowHalfOpen: true });
      socket.once("error", fail);
      socket.once("connect", () => {
        socket.off("error", fail);
        succeed(socket);
      });
    });

/**
 * Connects, and gives the channels.
 *
 * Errors: rejected with Node's error, for instance `code: "ECONNREFUSED"`.
 *
 * Original: `Lwt_io.open_connection`
 */
export const openConnection = (address: Sockaddr): Lwt.Promise<Channels> =>
  Lwt.map(channelsOf, Lwt.fromTask(connect(address)));

/**
 * Connects, runs `f` with the channels, and closes them whatever came of it.
 *
 * Original: `Lwt_io.with_connection`
 */
export const withConnection = <A>(
  address: Sockaddr,
  f: (channels: Channels) => Lwt.Promise<A>,
): Lwt.Promise<A> =>
  Lwt.bind(openConnection(address), (channels) =>
    Lwt.finalize(
      () => f(channels),
      () => closeBoth(channels),
    ),
  );

/** `Lwt_io.server` */
export class Server {
  /** @internal */
  closing: Lwt.Promise<void> | undefined;

  constructor(
    /** @internal */
    readonly net: Net.Server,
    /** Where it listens, with the port that was found for port 0. */
    readonly address: Sockaddr,
    /** @internal */
    readonly stopListening: () => void,
  ) {}
}

const listenAt =
  (net: Net.Server, { host, port }: Sockaddr): Task<Sockaddr> =>
  () =>
    new Promise((succeed, fail) => {
      net.once("error", fail);
      net.listen({ host, port }, () => {
        net.off("error", fail);
        const found = net.address() as Net.AddressInfo;
        succeed({ host: found.address, port: found.port });
      });
    });

/**
 * Listens, and runs the handler for each connection.
 *
 * Behaviour: when the promise of a handler is resolved its channels are closed.
 *
 * Errors: rejected with Node's error if it cannot listen (`EADDRINUSE` …). What
 * a handler is rejected with goes to `Lwt.asyncExceptionHook`.
 *
 * Original: `Lwt_io.establish_server_with_client_address`
 */
export const establishServerWithClientAddress = Lwt.fn(function* (
  address: Sockaddr,
  handler: (client: Sockaddr, channels: Channels) => Lwt.Promise<unknown>,
) {
  const net = Net.createServer({ allowHalfOpen: true });
  net.on("connection", (socket) => {
    const client = {
      host: socket.remoteAddress ?? "",
      port: socket.remotePort ?? 0,
    };
    const channels = channelsOf(socket);
    arrived(() =>
      Lwt.async(() => serve(() => handler(client, channels), channels)),
    );
  });
  const found = yield* Lwt.fromTask(listenAt(net, address));
  return new Server(net, found, listen());
});

const serve = Lwt.fn(function* (
  handle: () => Lwt.Promise<unknown>,
  channels: Channels,
) {
  try {
    yield* handle();
  } catch (exn) {
    asyncExceptionHook.current(exn);
  }
  yield* closeBoth(channels);
});

/** As `establishServerWithClientAddress`, without the address. Original: `Lwt_io.establish_server` */
export const establishServer = (
  address: Sockaddr,
  handler: (channels: Channels) => Lwt.Promise<unknown>,
): Lwt.Promise<Server> =>
  establishServerWithClientAddress(address, (_, channels) => handler(channels));

const closed =
  (net: Net.Server): Task<void> =>
  () =>
    new Promise((succeed) => {
      net.close(() => succeed());
    });

/**
 * Stops listening. The connections that there are go on.
 *
 * Original: `Lwt_io.shutdown_server`
 */
export function shutdownServer(server: Server): Lwt.Promise<void> {
  if (server.closing !== undefined) return server.closing;
  server.stopListening();
  // Node's own callback waits for the connections too: that is not waited for.
  void closed(server.net)();
  server.closing = Lwt.returnUnit;
  return server.closing;
}
