/** The load must see what a server does wrong: liars, each with its fault. */
import { once } from "node:events";
import { createServer } from "node:net";
import type { AddressInfo, Socket } from "node:net";
import { expect, onTestFinished, test } from "vitest";
import { Load } from "../src/costs/load.js";
import type { LoadResult } from "../src/costs/load.js";
import { rolesOf, variants } from "../src/costs/variants.js";

const CONNECTIONS = 10;
const MESSAGES = 5;
const SIZE = 64;

/** Loads a server that treats each connection so. */
async function load(
  serve: (socket: Socket) => void,
  variant = "busy",
): Promise<LoadResult> {
  const sockets = new Set<Socket>();
  const server = createServer({ allowHalfOpen: true }, (socket) => {
    sockets.add(socket);
    socket.on("error", () => socket.destroy());
    serve(socket);
  }).listen(0, "127.0.0.1");
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  const loading = new Load({ port, messages: MESSAGES, size: SIZE });
  const kind = variants[variant];
  if (kind === undefined) throw new Error(`no variant ${variant}`);
  await loading.open(rolesOf(kind, CONNECTIONS), kind.storm ?? false);
  await loading.traffic();
  await loading.close();
  return loading.result();
}

const echo = (socket: Socket): void => void socket.pipe(socket);

/** Echoes what `change` makes of all that is read. */
const changed =
  (change: (bytes: Buffer) => Buffer) =>
  (socket: Socket): void => {
    socket.on("data", (bytes) => socket.write(change(bytes)));
    socket.on("end", () => socket.end());
  };

test.each(Object.keys(variants))(
  "the load MUST find nothing wrong with an echo: %s",
  async (variant) => {
    const result = await load(echo, variant);
    expect(result).toMatchObject({
      connected: CONNECTIONS,
      failed: 0,
      lost: 0,
      wrong: 0,
      broken: 0,
    });
    expect(result.closed).toBe(result.held);
    const others = variants[variant]?.others?.role;
    const busy = others === "idle" ? 1 : CONNECTIONS - (others ? 1 : 0);
    expect(result.messages).toBe(busy * MESSAGES);
    expect(result.held).toBe(CONNECTIONS - (others === "resets" ? 1 : 0));
    const slow = others === "slow" ? 2 ** 20 : 0;
    expect(result.bytes).toBe(busy * MESSAGES * SIZE + slow);
  },
);

test("the load MUST see a byte that is another", async () => {
  const result = await load(
    changed((bytes) => {
      const other = Buffer.from(bytes);
      other[7] = (other[7] ?? 0) ^ 1;
      return other;
    }),
  );
  expect(result.wrong).toBe(CONNECTIONS);
});

test("the load MUST see bytes of another connection, though all are there", async () => {
  const first: (readonly [Socket, Buffer])[] = [];
  const result = await load((socket) => {
    socket.once("data", (bytes) => {
      first.push([socket, bytes]);
      if (first.length < CONNECTIONS) return;
      for (const [index, [, theirs]] of first.entries())
        first[(index + 1) % CONNECTIONS]?.[0].write(theirs);
    });
    socket.on("end", () => socket.end());
  });
  expect(result.wrong).toBe(CONNECTIONS);
});

test("the load MUST see bytes that come twice", async () => {
  const result = await load(
    changed((bytes) => Buffer.concat([bytes, bytes.subarray(-1)])),
  );
  expect(result.wrong).toBe(CONNECTIONS);
});

test("the load MUST see a connection that ends early, and count what is lost", async () => {
  let served = 0;
  const result = await load((socket) => {
    served += 1;
    if (served > 1) return echo(socket);
    socket.once("data", (bytes) => socket.end(bytes.subarray(0, SIZE - 1)));
  });
  expect(result).toMatchObject({ broken: 1, lost: 1, wrong: 0 });
  expect(result.reason).toBe("the server has ended a connection");
});

test("the load MUST say why a connection is not there", async () => {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, "close");
  const loading = new Load({ port, messages: 1, size: 1 });
  await loading.open(["busy"], false);
  await loading.traffic();
  expect(loading.result()).toMatchObject({ connected: 0, failed: 1 });
  expect(loading.result().reason).toContain("ECONNREFUSED");
});

test.each([1, 7, 100, 10_000])(
  "a variant MUST give each of %i connections a role, the rare one to a hundredth",
  (n) => {
    for (const { others } of Object.values(variants)) {
      const roles = rolesOf({ describe: "", ...(others && { others }) }, n);
      expect(roles).toHaveLength(n);
      if (others === undefined) continue;
      const rare = others.role === "idle" ? "busy" : others.role;
      expect(roles.filter((role) => role === rare)).toHaveLength(
        Math.max(1, Math.round(n / 100)),
      );
    }
  },
);
