/** Programs of recorded/process.rs, under the same names. */
import { Effect, Exit } from "effect";
import { fn, future, gen, time } from "../src/index.js";
import { Command, type ExitStatus, Stdio } from "../src/process.js";
import { ctrlC, unix } from "../src/signal.js";
import { logs, once, shown, text } from "./io-script.js";
import { errorOf, log } from "./support.js";

const { SignalKind, signal } = unix;

const some = (it: number | undefined) =>
  it === undefined ? "None" : `Some(${it})`;
const status = (it: ExitStatus) =>
  `${it.success()} ${some(it.code())} ${some(it.signal())}`;
const sh = (script: string) => new Command("sh").arg("-c").arg(script);
const ok = (word: string) => () => word;
const elapses = (ms: number, it: Effect.Effect<unknown, any>) =>
  Effect.map(Effect.exit(time.timeout(ms, it)), Exit.isFailure);

export const programs: Record<string, () => Effect.Effect<any, any>> = {
  output: () =>
    gen(function* () {
      const o = yield* sh("echo out; echo err >&2; exit 3").output();
      log(`${text(o.stdout)} ${text(o.stderr)} ${status(o.status)}`);
      log(status(yield* sh("kill -9 $$").status()));
      yield* logs(new Command("/nowhere/at/all").spawn());
      yield* logs(new Command("sh").currentDir("/nowhere").spawn());
      const c = sh("echo $A $B; pwd")
        .envClear()
        .env("PATH", "/bin:/usr/bin")
        .env("A", "1")
        .envs([
          ["B", "2"],
          ["C", "3"],
        ])
        .envRemove("B")
        .currentDir("/");
      log(text((yield* c.output()).stdout));
      const big = yield* sh(
        "head -c 300000 /dev/zero; head -c 300000 /dev/zero >&2",
      ).output();
      log(`${big.stdout.length} ${big.stderr.length}`);
    }),
  "child-pipes": () =>
    gen(function* () {
      using c = yield* new Command("cat")
        .stdin(Stdio.piped())
        .stdout(Stdio.piped())
        .spawn();
      const i = c.stdin!;
      const o = c.stdout!;
      c.stdin = undefined;
      log(c.stderr === undefined);
      const four = new Uint8Array(4);
      yield* i.writeAll("ping");
      yield* o.readExact(four);
      log(text(four));
      yield* logs(i.shutdown(), ok("ok"));
      log(yield* elapses(50, o.read(four)));
      yield* i.writeAll("more");
      yield* o.readExact(four);
      log(text(four));
      log(c.id() !== undefined);
      log((yield* c.tryWait()) === undefined);
      i.drop();
      log(yield* o.read(four));
      log(status(yield* c.wait()));
      log(c.id() === undefined);
      log(status(yield* c.wait()));
      log(status((yield* c.tryWait())!));
      log(errorOf(c.startKill()).kind);
      yield* logs(c.kill());
    }),
  "wait-closes-stdin": () =>
    gen(function* () {
      const cat = new Command("cat").stdin(Stdio.piped());
      const c = yield* cat.stdout(Stdio.piped()).spawn();
      yield* c.stdin!.writeAll("all of it");
      const o = yield* c.waitWithOutput();
      log(`${text(o.stdout)} ${status(o.status)}`);
      using d = yield* cat.stdout(Stdio.null()).spawn();
      log(status(yield* d.wait()));
      log(d.stdin === undefined);
    }),
  kill: () =>
    gen(function* () {
      using c = yield* sh("exec sleep 100").spawn();
      yield* once(c.wait());
      yield* logs(c.startKill(), ok("killed"));
      log(status(yield* c.wait()));
      using d = yield* sh("exec sleep 100").spawn();
      yield* logs(d.kill(), ok("killed"));
      log(status(yield* d.wait()));
    }),
  "child-dies": () =>
    gen(function* () {
      using c = yield* sh("exec 0<&-; echo closed; exit 0")
        .stdin(Stdio.piped())
        .stdout(Stdio.piped())
        .spawn();
      const i = c.stdin!;
      c.stdin = undefined;
      log(text(yield* c.stdout!.readToEnd()));
      log(status(yield* c.wait()));
      for (let n = 0; n < 2; n++) yield* logs(i.writeAll(new Uint8Array(10)));
      using d = yield* sh("read x; kill -TERM $$")
        .stdin(Stdio.piped())
        .stdout(Stdio.piped())
        .spawn();
      yield* once(d.stdout!.read(1));
      yield* d.stdin!.writeAll("go\n");
      log((yield* d.stdout!.read(1)).length);
      log(status(yield* d.wait()));
    }),
  signals: () =>
    gen(function* () {
      // Node may hear of the end of `kill` before it hears of the signal.
      const send = fn(function* (name: string) {
        const heard = new Promise<void>((resolve) => {
          process.once(`SIG${name}`, () => resolve());
        });
        yield* sh(`kill -${name} ${process.pid}`).status();
        yield* Effect.promise(() => heard);
      });
      const one = yield* signal(SignalKind.userDefined1());
      const two = yield* signal(SignalKind.userDefined1());
      const other = yield* signal(SignalKind.hangup());
      yield* once(one.recv());
      yield* send("USR1");
      yield* send("USR1");
      yield* logs(one.recv(), ok("true"));
      yield* logs(two.recv(), ok("true"));
      log(yield* elapses(20, one.recv()));
      const late = yield* signal(SignalKind.userDefined1());
      log(yield* elapses(20, late.recv()));
      log(yield* elapses(20, other.recv()));
      yield* send("USR1");
      yield* logs(late.recv(), ok("true"));
      const c = future.pin(shown(ctrlC(), ok("ctrl-c")));
      yield* once(c);
      yield* send("INT");
      log(yield* c);
      log(errorOf(signal(SignalKind.fromRaw(9))).kind);
      const same = SignalKind.interrupt().equals(SignalKind.fromRaw(2));
      log(`${SignalKind.terminate().asRawValue()} ${same}`);
    }),
};
