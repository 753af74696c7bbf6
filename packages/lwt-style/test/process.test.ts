import { expect, test } from "vitest";
import { Lwt, LwtEngine, LwtMain, LwtStream } from "../src/index.js";
import { LwtIo, LwtProcess, LwtUnix } from "../src/unix.js";
import { runVirtual } from "./support.js";

const { shell } = LwtProcess;
const cat: LwtProcess.Command = ["", ["cat"]];
const sleeper: LwtProcess.Command = ["", ["sleep", "1000"]];

const failure = (p: () => Lwt.Promise<unknown>): Lwt.Promise<any> =>
  Lwt.catch(p, (exn) => Lwt.return(exn));

/** As `runVirtual`, on the wall clock: a time limit of a process needs it. */
async function runReal<A>(f: () => Lwt.Promise<A>): Promise<A> {
  const before = LwtEngine.get();
  LwtEngine.set(LwtEngine.realTime());
  try {
    return await LwtMain.run(f())();
  } finally {
    LwtEngine.set(before);
  }
}

const killed = { _tag: "WSIGNALED", signal: "SIGKILL" };

test("the status MUST tell how a process has ended, and 127 that it could not run", async () => {
  const seen = await runVirtual(() =>
    Lwt.all([
      LwtProcess.exec(shell("exit 3")),
      LwtProcess.exec(shell("kill -TERM $$")),
      LwtProcess.exec(["", ["there is no such program"]]),
      LwtProcess.exec(["/bin/sh", ["any name", "-c", "exit 4"]]),
      LwtUnix.system("exit 5"),
    ]),
  );
  expect(seen).toEqual([
    { _tag: "WEXITED", code: 3 },
    { _tag: "WSIGNALED", signal: "SIGTERM" },
    { _tag: "WEXITED", code: 127 },
    { _tag: "WEXITED", code: 4 },
    { _tag: "WEXITED", code: 5 },
  ]);
});

test("text MUST come out of a process, go into it, and through it", async () => {
  const big = "0123456789".repeat(50_000);
  const seen = await runVirtual(
    Lwt.fn(function* () {
      return [
        yield* LwtProcess.pread(shell("echo one; echo two")),
        yield* LwtProcess.preadLine(shell("echo one; echo two")),
        yield* failure(() => LwtProcess.preadLine(shell("true"))),
        yield* LwtProcess.pmap(["", ["tr", "a-z", "A-Z"]], "text"),
        (yield* LwtProcess.pmap(cat, big)) === big,
        yield* LwtProcess.pmapLine(["", ["sed", "s/^/> /"]], "line"),
      ];
    }),
  );
  const { EndOfFile } = LwtIo;
  expect(seen).toEqual([
    "one\ntwo\n",
    "one",
    EndOfFile,
    "TEXT",
    true,
    "> line",
  ]);
});

test("lines and characters MUST go through a process as streams", async () => {
  const seen = await runVirtual(
    Lwt.fn(function* () {
      const lines = LwtStream.ofList(["b", "a"]);
      return [
        yield* LwtStream.toList(LwtProcess.preadLines(shell("seq 3"))),
        yield* LwtStream.toList(LwtProcess.preadChars(shell("printf é€"))),
        yield* LwtStream.toList(LwtProcess.pmapLines(["", ["sort"]], lines)),
        yield* LwtStream.toList(
          LwtProcess.pmapChars(cat, LwtStream.ofString("xyz")),
        ),
      ];
    }),
  );
  expect(seen).toEqual([
    ["1", "2", "3"],
    ["é", "€"],
    ["a", "b"],
    ["x", "y", "z"],
  ]);
});

test("pwrite MUST give a process its text, in the folder and with the variables named", async () => {
  const text = await runVirtual(() =>
    LwtIo.withTempDir(
      Lwt.fn(function* (cwd: string) {
        const env = ["NAME=a=b", `PATH=${process.env["PATH"]}`];
        yield* LwtProcess.pwrite(
          shell('cat > out; echo "$NAME" >> out'),
          "in ",
          {
            cwd,
            env,
          },
        );
        const path = `${cwd}/out`;
        // Its end is not waited for: the text is there when the variable is.
        for (;;) {
          const found = yield* Lwt.catch(
            () => LwtIo.readFile(path),
            () => Lwt.return(""),
          );
          if (found.endsWith("\n")) return found;
        }
      }),
    ),
  );
  expect(text).toBe("in a=b\n");
});

test("a redirection MUST lead to the file, which stays open or is closed", async () => {
  const seen = await runVirtual(() =>
    LwtIo.withTempFile(
      Lwt.fn(function* ([path, oc]: LwtIo.TempFile) {
        yield* LwtIo.close(oc);
        const open = (): Lwt.Promise<LwtUnix.FileDescr> =>
          LwtUnix.openfile(path, ["O_WRONLY", "O_APPEND"], 0);
        const copied = yield* open();
        const stdout = LwtProcess.FD_copy(copied);
        yield* LwtProcess.exec(shell("echo one"), { stdout });
        const moved = yield* open();
        yield* LwtProcess.exec(shell("echo two >&2; echo no"), {
          stdout: "Dev_null",
          stderr: LwtProcess.FD_move(moved),
        });
        const states = [copied, moved].map((fd) => LwtUnix.state(fd)._tag);
        yield* LwtUnix.close(copied);
        return [states, yield* LwtIo.readFile(path)];
      }),
    ),
  );
  expect(seen).toEqual([["Opened", "Closed"], "one\ntwo\n"]);
});

test("withProcessFull MUST give all three streams, and wait for the end", async () => {
  const seen = await runVirtual(
    Lwt.fn(function* () {
      let kept: LwtProcess.ProcessFull | undefined;
      const texts = yield* LwtProcess.withProcessFull(
        shell("cat; echo error >&2; exit 6"),
        Lwt.fn(function* (full: LwtProcess.ProcessFull) {
          kept = full;
          expect(full.state).toEqual({ _tag: "Running" });
          yield* LwtIo.write(full.stdin, "text ");
          yield* LwtIo.close(full.stdin);
          return (
            (yield* LwtIo.read(full.stdout)) + (yield* LwtIo.read(full.stderr))
          );
        }),
      );
      return [texts, kept?.state];
    }),
  );
  const status = { _tag: "WEXITED", code: 6 };
  expect(seen).toEqual(["text error\n", { _tag: "Exited", status }]);
});

test("kill and terminate MUST end a process, and do nothing to one that has ended", async () => {
  const seen = await runVirtual(
    Lwt.fn(function* () {
      const one = LwtProcess.openProcessNone(sleeper);
      const two = LwtProcess.openProcessNone(sleeper);
      one.kill("SIGINT");
      two.terminate();
      const statuses = [yield* one.status, yield* two.close()];
      one.terminate();
      return [...statuses, yield* one.close()];
    }),
  );
  const interrupted = { _tag: "WSIGNALED", signal: "SIGINT" };
  expect(seen).toEqual([interrupted, killed, interrupted]);
});

test("a timeout MUST kill the process and close its channels", async () => {
  const seen = await runReal(
    Lwt.fn(function* () {
      const options = { timeout: 0.02 };
      const status = yield* LwtProcess.exec(sleeper, options);
      const exn = yield* failure(() => LwtProcess.pread(sleeper, options));
      return [status, exn.name];
    }),
  );
  expect(seen).toEqual([killed, "Lwt_io.Channel_closed"]);
});

test("a wait that is canceled MUST let the process go on, and be counted no more", async () => {
  const seen = await runVirtual(
    Lwt.fn(function* () {
      const child = LwtProcess.openProcess(cat);
      const { status } = child;
      const count = LwtUnix.waitCount();
      Lwt.cancel(status);
      const counts = [count, LwtUnix.waitCount()];
      yield* LwtIo.writeLine(child.stdin, "still there");
      const line = yield* LwtIo.readLine(child.stdout);
      return [counts, line, yield* child.close()];
    }),
  );
  expect(seen).toEqual([[1, 0], "still there", { _tag: "WEXITED", code: 0 }]);
});

test("a signal MUST be dealt with in main until its handler is stopped", async () => {
  const seen = await runVirtual(
    Lwt.fn(function* () {
      const [p, r] = Lwt.wait<string>();
      const id = LwtUnix.onSignalFull("SIGUSR2", (self, signal) => {
        LwtUnix.disableSignalHandler(self);
        Lwt.wakeup(r, signal);
      });
      const before = LwtUnix.signalCount();
      process.kill(process.pid, "SIGUSR2");
      const signal = yield* p;
      LwtUnix.disableSignalHandler(id);
      return [before, signal, LwtUnix.signalCount()];
    }),
  );
  expect(seen).toEqual([1, "SIGUSR2", 0]);
});
