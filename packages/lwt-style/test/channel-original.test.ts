/** The channels of the port against those of the real Lwt: fixtures/channels.ml */
import { readFile } from "node:fs/promises";
import { expect, test } from "vitest";
import { Lwt } from "../src/index.js";
import { LwtIo } from "../src/unix.js";
import { runVirtual } from "./support.js";

let seed = 0;

/** OCaml's integers are exact here, and numbers are not. */
function rand(n: number): number {
  seed = Number((BigInt(seed) * 1103515245n + 12345n) & 0x3fffffffn);
  return (seed >> 8) % n;
}

const letter = (): string => String.fromCharCode(97 + rand(26));

const text = (): string =>
  Array.from({ length: 1 + rand(40) }, () =>
    rand(8) === 0 ? "\n" : letter(),
  ).join("");

const settle = Lwt.fn(function* () {
  for (let turn = 0; turn < 20; turn++) yield* Lwt.pause();
});

function outcome(exn: unknown): Lwt.Promise<string> {
  if (exn === Lwt.Canceled) return Lwt.fail(exn);
  if (exn instanceof LwtIo.ChannelClosed) return Lwt.return("closed");
  if (exn === LwtIo.EndOfFile) return Lwt.return("eof");
  const { code } = exn as { readonly code?: string };
  const isKnown = code === "EPIPE" || code === "EBADF";
  return Lwt.return(isKnown ? code : "failed");
}

const say = (word: string, p: Lwt.Promise<void>): Lwt.Promise<string> =>
  Lwt.map(() => word, p);

class Program {
  private readonly channels = LwtIo.pipe({
    inBuffer: new Uint8Array(16),
    outBuffer: new Uint8Array(16),
  });
  private readonly ps: [canCancel: boolean, p: Lwt.Promise<string>][] = [];
  private aborted = false;
  readonly lines: string[] = [];

  private start(canCancel: boolean, f: () => Lwt.Promise<string>): void {
    this.ps.push([canCancel, Lwt.catch(f, outcome)]);
  }

  private log(): void {
    const [ic, oc] = this.channels;
    const shown = this.ps.map(([, p]) => {
      const state = Lwt.state(p);
      if (state._tag === "Sleep") return "...";
      return state._tag === "Fail"
        ? "canceled"
        : state.value.replaceAll("\n", "/");
    });
    const facts = [
      LwtIo.isClosed(ic) ? 0 : LwtIo.buffered(ic),
      LwtIo.buffered(oc),
      LwtIo.isBusy(ic),
      LwtIo.isBusy(oc),
      LwtIo.isClosed(ic),
      LwtIo.isClosed(oc),
      LwtIo.position(oc),
    ];
    this.lines.push(`${shown.join(" ")} | ${facts.join(" ")}`);
  }

  private rarely(which: number): void {
    const [ic, oc] = this.channels;
    if (which === 0) this.start(false, () => say("close-out", LwtIo.close(oc)));
    if (which === 1) this.start(false, () => say("close-in", LwtIo.close(ic)));
    if (which === 2) {
      if (!this.aborted) this.start(false, () => say("abort", LwtIo.abort(oc)));
      this.aborted = true;
    }
    if (which === 3 || which === 4) {
      const size = 16 + rand(20);
      const [word, channel] =
        which === 3
          ? (["resize-in", ic] as const)
          : (["resize-out", oc] as const);
      this.start(false, () => say(word, LwtIo.resizeBuffer(channel, size)));
    }
    if (which === 5) {
      this.start(false, () =>
        say("number", LwtIo.LE.writeInt32(oc, 0x61626364)),
      );
    }
  }

  private step(which: number): void {
    const [ic, oc] = this.channels;
    if (which <= 2) {
      const t = text();
      this.start(true, () => say("write", LwtIo.write(oc, t)));
    } else if (which === 3) {
      const t = text();
      this.start(true, () => say("line", LwtIo.writeLine(oc, t)));
    } else if (which === 4) {
      this.start(true, () => say("flush", LwtIo.flush(oc)));
    } else if (which <= 6) {
      this.start(false, () => LwtIo.readLine(ic));
    } else if (which === 7) {
      const count = 1 + rand(20);
      this.start(true, () => LwtIo.read(ic, { count }));
    } else if (which === 8) {
      this.start(false, () => LwtIo.readChar(ic));
    } else if (which === 9) {
      const count = rand(30);
      const bytes = Buffer.alloc(30);
      this.start(true, () =>
        Lwt.map(
          (n) => bytes.toString("utf8", 0, n),
          LwtIo.readInto(ic, bytes, 0, count),
        ),
      );
    } else if (which === 10) {
      const c = letter();
      this.start(true, () => say("char", LwtIo.writeChar(oc, c)));
    } else if (which === 11) {
      const one = text();
      const two = text();
      const both = Lwt.fn(function* (channel: LwtIo.OutputChannel) {
        yield* LwtIo.write(channel, one);
        yield* Lwt.pause();
        return yield* say("atomic", LwtIo.write(channel, two));
      });
      this.start(false, () => LwtIo.atomic(both)(oc));
    } else if (which === 12) {
      if (this.ps.length === 0) return;
      const [canCancel, p] = this.ps[rand(this.ps.length)]!;
      if (canCancel) Lwt.cancel(p);
    } else {
      this.rarely(rand(12));
    }
  }

  readonly main = (): Lwt.Promise<void> => {
    const step = (): void => this.step(rand(14));
    const log = (): void => this.log();
    return Lwt.gen(function* () {
      yield* Lwt.pause();
      for (let n = 30; n > 0; n--) {
        step();
        if (rand(3) > 0) continue;
        yield* settle();
        log();
      }
      yield* settle();
      log();
    });
  };
}

const trace = await readFile(
  new URL("./fixtures/channels.trace", import.meta.url),
  "utf8",
);
const recorded = trace
  .split(/^== /mu)
  .slice(1)
  .map((program) => program.trimEnd().split("\n"));

test("random operations on channels MUST go as in the real Lwt 5.6.1", async () => {
  expect(trace).toMatch(/^# Lwt 5\.6\.1, OCaml /u);
  expect(recorded).toHaveLength(50);
  for (const [number = "", ...lines] of recorded) {
    seed = Number(number);
    const program = new Program();
    await runVirtual(program.main);
    expect([number, ...program.lines]).toEqual([number, ...lines]);
  }
});
