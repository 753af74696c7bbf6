/** A server in a process of its own, and what it costs. */
import { once } from "node:events";
import { existsSync, readFileSync } from "node:fs";
import { createInterface } from "node:readline";
import type { ServerContender } from "bench";
import { Failure } from "../errors.js";
import { inTime, nodeArguments, startChild } from "./child.js";
import type { Child } from "./child.js";
import type { Found } from "./contenders.js";
import type { Question, Word } from "./server-process.js";

export type Delay = Readonly<Record<"p50" | "p99" | "max", number>>;

/** What a server has taken so far; of others than Node's less is known. */
export interface ServerCosts {
  /** Bytes, after a collection of garbage. */
  readonly heap?: number;
  readonly resident?: number;
  /** Of the processor, since it was watched. */
  readonly cpuMs?: number;
  /** How late its event loop was since then, in milliseconds. */
  readonly delayMs?: Delay;
}

export interface Server {
  readonly child: Child;
  readonly port: number;
  /** Begins to watch the processor and the event loop. */
  watch(): void;
  costs(): Promise<ServerCosts>;
}

/** How long a server may take to listen, in seconds. */
const START = 30;

/** Starts a server; gives it when it listens. */
export async function startServer({
  contender,
  module,
  command,
}: Found<ServerContender>): Promise<Server> {
  const { name, serve } = contender;
  return Array.isArray(serve)
    ? startProgram(name, command ?? "", serve)
    : startModule(name, module);
}

async function startModule(name: string, module: string): Promise<Server> {
  const child = startChild(
    process.execPath,
    [...nodeArguments("server-process.js"), module, name],
    ["ignore", "ignore", "pipe", "ipc"],
  );
  const say = (question: Question): void =>
    void child.process.send(question, () => {});
  const word = async <Kind extends Word["kind"]>(
    kind: Kind,
  ): Promise<Extract<Word, { kind: Kind }>> => {
    const [heard] = (await once(child.process, "message")) as [Word];
    if (heard.kind !== kind) throw new Failure(`${name}: ${heard.kind}?`);
    return heard as Extract<Word, { kind: Kind }>;
  };
  return listening(child, name, async () => (await word("listening")).port, {
    watch: () => say("watch"),
    async costs() {
      const answer = word("costs");
      say("costs");
      return (await inTime(answer, child, name, START)).costs;
    },
  });
}

/** The original's program ends when its stdin does. */
async function startProgram(
  name: string,
  command: string,
  args: readonly string[],
): Promise<Server> {
  const child = startChild(command, args, ["pipe", "pipe", "pipe"]);
  const port = async (): Promise<number> => {
    const { stdout } = child.process;
    if (stdout === null) throw new Failure(`${name}: no output`);
    const [line] = (await once(createInterface(stdout), "line")) as [string];
    return Number(line);
  };
  const { pid = 0 } = child.process;
  let watched: number | undefined;
  return listening(child, name, port, {
    watch: () => (watched = costsOf(pid).cpuMs),
    async costs() {
      const { cpuMs, ...costs } = costsOf(pid);
      return cpuMs === undefined
        ? costs
        : { ...costs, cpuMs: cpuMs - (watched ?? 0) };
    },
  });
}

async function listening(
  child: Child,
  name: string,
  port: () => Promise<number>,
  methods: Pick<Server, "watch" | "costs">,
): Promise<Server> {
  try {
    const found = await inTime(port(), child, name, START);
    return { child, port: found, ...methods };
  } catch (error) {
    await child.end();
    throw error;
  }
}

/** Of a page, and of what the kernel counts the processor's time in. */
const PAGE = 4096;
const TICK_MS = 10;

/** What Linux says of a process; nothing where there is none. */
function costsOf(pid: number): ServerCosts {
  const read = (file: string): string[] =>
    readFileSync(`/proc/${pid}/${file}`, "utf8").split(" ");
  if (!existsSync(`/proc/${pid}/statm`)) return {};
  const [, resident] = read("statm");
  // The fields after the name, which stands in parentheses.
  const fields = read("stat").join(" ").split(") ").at(-1)?.split(" ") ?? [];
  return {
    resident: Number(resident) * PAGE,
    cpuMs: (Number(fields[11]) + Number(fields[12])) * TICK_MS,
  };
}
