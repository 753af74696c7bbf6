/**
 * What is called what: a concept, its name in each style and with plain
 * promises, and one line of meaning.
 *
 * A name is the one that is exported: `Lwt.pick` of `lwt-style`,
 * `sync.Notify.notifyOne` of `tokio-style` (a method of a class that it
 * exports), `Promise.race` of JavaScript or Node. A style without a name for a
 * concept has none here: what one would write instead stands in the scenario.
 */
import type { ScenarioId } from "./catalogue.js";

export interface Concept {
  readonly concept: string;
  /** What it is for, on one line. */
  readonly meaning: string;
  readonly lwt: readonly string[];
  readonly tokio: readonly string[];
  readonly promises: readonly string[];
  /** A scenario that shows it. */
  readonly scenario?: ScenarioId;
}

export interface Topic {
  readonly topic: string;
  readonly concepts: readonly Concept[];
}

/** Names that are words of the language, exported by nobody. */
export const syntaxWords: readonly string[] = [
  "async function",
  "await",
  "finally",
  "using",
  "yield*",
];

export const vocabulary: readonly Topic[] = [
  {
    topic: "Running work",
    concepts: [
      {
        concept: "main",
        meaning: "run until this work has ended",
        lwt: ["LwtMain.run"],
        tokio: ["runtime.Runtime.blockOn"],
        promises: ["await"],
        scenario: "async-port",
      },
      {
        concept: "direct style",
        meaning: "write steps one below the other, and wait at each",
        lwt: ["Lwt.gen", "Lwt.fn"],
        tokio: ["gen", "fn"],
        promises: ["async function"],
        scenario: "syntax",
      },
      {
        concept: "wait",
        meaning: "go on when the value is there",
        lwt: ["yield*", "Lwt.bind", "Lwt.map"],
        tokio: ["yield*"],
        promises: ["await", "Promise.then"],
        scenario: "syntax",
      },
      {
        concept: "spawn",
        meaning: "start work that goes on by itself",
        lwt: ["Lwt.async", "Lwt.dontWait"],
        tokio: ["spawn"],
        promises: ["async function"],
        scenario: "fan-out",
      },
      {
        concept: "unheard failure",
        meaning: "a failure that nobody waits for",
        lwt: ["Lwt.asyncExceptionHook"],
        tokio: ["runtime.Builder.unhandledPanic"],
        promises: ["process.on"],
        scenario: "unjoined-failure",
      },
      {
        concept: "yield",
        meaning: "let the others run, and then go on",
        lwt: ["Lwt.pause"],
        tokio: ["task.yieldNow"],
        promises: ["setImmediate"],
        scenario: "yield-interleaving",
      },
      {
        concept: "blocking work",
        meaning: "run what would block the thread on another one",
        lwt: ["LwtPreemptive.detach"],
        tokio: ["task.spawnBlocking"],
        promises: ["worker_threads.Worker"],
        scenario: "cpu-parallelism",
      },
      {
        concept: "poll",
        meaning: "ask whether the value is there, without waiting",
        lwt: ["Lwt.poll", "Lwt.state", "Lwt.isSleeping"],
        tokio: ["future.pollFn", "Poll"],
        promises: [],
        scenario: "executor",
      },
      {
        concept: "task-local value",
        meaning: "a value that work finds without being handed it",
        lwt: ["Lwt.newKey", "Lwt.withValue", "Lwt.get"],
        tokio: ["task.taskLocal", "task.LocalKey.scope", "task.LocalKey.get"],
        promises: ["AsyncLocalStorage.run"],
        scenario: "task-locals",
      },
      {
        concept: "at the end",
        meaning: "what is done when the program or its runtime ends",
        lwt: ["LwtMain.atExit"],
        tokio: ["runtime.Runtime.shutdown"],
        promises: ["process.on"],
      },
    ],
  },
  {
    topic: "Waiting for several",
    concepts: [
      {
        concept: "join",
        meaning: "wait for all, whether they end well or not",
        lwt: ["Lwt.both", "Lwt.all", "Lwt.join"],
        tokio: ["join"],
        promises: ["Promise.allSettled"],
        scenario: "join-fails",
      },
      {
        concept: "try join",
        meaning: "wait for all, or for the first that fails",
        lwt: [],
        tokio: ["tryJoin"],
        promises: ["Promise.all"],
        scenario: "try-join-drops",
      },
      {
        concept: "select",
        meaning: "take the first that ends, and stop the others",
        lwt: ["Lwt.pick", "Lwt.npick"],
        tokio: ["select"],
        promises: [],
        scenario: "loser-finaliser",
      },
      {
        concept: "race",
        meaning: "take the first that ends, and let the others go on",
        lwt: ["Lwt.choose", "Lwt.nchoose"],
        tokio: ["select", "future.pin"],
        promises: ["Promise.race"],
        scenario: "choose-or-pick",
      },
      {
        concept: "as they come",
        meaning: "take results in the order in which they come",
        lwt: ["Lwt.nchooseSplit"],
        tokio: ["task.JoinSet.joinNext"],
        promises: [],
      },
      {
        concept: "over a list",
        meaning: "the same work for each item, in turn or at once",
        lwt: ["LwtList.mapS", "LwtList.mapP"],
        tokio: ["task.JoinSet.spawn"],
        promises: ["Promise.all"],
      },
    ],
  },
  {
    topic: "Stopping",
    concepts: [
      {
        concept: "cancel",
        meaning: "ask one piece of work to stop",
        lwt: ["Lwt.cancel"],
        tokio: ["task.JoinHandle.abort", "task.AbortHandle.abort"],
        promises: ["AbortController.abort"],
        scenario: "abort",
      },
      {
        concept: "cancelled",
        meaning: "what those who wait for stopped work are told",
        lwt: ["Lwt.Canceled"],
        tokio: ["task.JoinError.isCancelled"],
        promises: ["AbortSignal.reason"],
      },
      {
        concept: "cancel a family",
        meaning: "stop all that listens to one token, and its children",
        lwt: [],
        tokio: ["CancellationToken.cancel", "CancellationToken.childToken"],
        promises: ["AbortSignal.any"],
        scenario: "cancel-children",
      },
      {
        concept: "hear of a cancel",
        meaning: "do something, or go on, when it is asked for",
        lwt: ["Lwt.onCancel"],
        tokio: ["CancellationToken.cancelled"],
        promises: ["AbortSignal.onabort"],
      },
      {
        concept: "shield",
        meaning: "let work go on when who waits for it is stopped",
        lwt: ["Lwt.protected", "Lwt.noCancel"],
        tokio: ["spawn", "task.JoinHandle.drop"],
        promises: [],
        scenario: "protected",
      },
      {
        concept: "finaliser",
        meaning: "what runs when work ends, whichever way",
        lwt: ["finally", "Lwt.finalize"],
        tokio: ["finally", "using"],
        promises: ["finally", "Promise.finally"],
        scenario: "cancellation",
      },
      {
        concept: "timeout",
        meaning: "stop work that takes too long",
        lwt: ["LwtUnix.withTimeout"],
        tokio: ["time.timeout"],
        promises: ["AbortSignal.timeout"],
        scenario: "timeout",
      },
    ],
  },
  {
    topic: "Telling each other",
    concepts: [
      {
        concept: "one value, once",
        meaning: "one side waits for what the other hands over",
        lwt: ["Lwt.wait", "Lwt.task", "Lwt.wakeupLater"],
        tokio: ["sync.oneshot.channel", "sync.oneshot.Sender.send"],
        promises: ["Promise"],
        scenario: "state-machine",
      },
      {
        concept: "bounded channel",
        meaning: "a queue in which a sender waits for room",
        lwt: ["LwtMvar.put", "LwtStream.createBounded"],
        tokio: ["sync.mpsc.channel"],
        promises: [],
        scenario: "bounded-channel",
      },
      {
        concept: "queue",
        meaning: "a queue in which nobody waits for room",
        lwt: ["LwtStream.create"],
        tokio: ["sync.mpsc.unboundedChannel"],
        promises: ["ReadableStream"],
      },
      {
        concept: "broadcast",
        meaning: "each listener has every item",
        lwt: ["LwtStream.clone"],
        tokio: ["sync.broadcast.channel"],
        promises: ["EventTarget"],
        scenario: "broadcast-lagging",
      },
      {
        concept: "latest value",
        meaning: "each listener has the latest value, and skips others",
        lwt: [],
        tokio: ["sync.watch.channel"],
        promises: [],
        scenario: "watch",
      },
      {
        concept: "notify",
        meaning: "wake one of those who wait, or all of them",
        lwt: ["LwtCondition.signal", "LwtCondition.broadcast"],
        tokio: ["sync.Notify.notifyOne", "sync.Notify.notifyWaiters"],
        promises: [],
        scenario: "stored-notify",
      },
      {
        concept: "mutex",
        meaning: "one at a time, in the order of asking",
        lwt: ["LwtMutex.withLock", "LwtMutex.lock"],
        tokio: ["sync.Mutex.lock"],
        promises: [],
        scenario: "mutex-fairness",
      },
      {
        concept: "pool",
        meaning: "so many at a time, and no more",
        lwt: ["LwtPool.use"],
        tokio: ["sync.Semaphore.acquire"],
        promises: [],
        scenario: "pool-limits",
      },
      {
        concept: "barrier",
        meaning: "nobody passes before all have come",
        lwt: [],
        tokio: ["sync.Barrier.wait"],
        promises: [],
        scenario: "barrier",
      },
    ],
  },
  {
    topic: "Time and the world",
    concepts: [
      {
        concept: "sleep",
        meaning: "go on later (seconds in Lwt, milliseconds elsewhere)",
        lwt: ["LwtUnix.sleep"],
        tokio: ["time.sleep"],
        promises: ["setTimeout"],
        scenario: "timer-overlap",
      },
      {
        concept: "interval",
        meaning: "a tick, again and again",
        lwt: [],
        tokio: ["time.interval"],
        promises: ["setInterval"],
        scenario: "missed-ticks",
      },
      {
        concept: "files",
        meaning: "open a file, read it, and close it for certain",
        lwt: ["LwtIo.withFile"],
        tokio: ["fs.File.open", "fs.readToString"],
        promises: ["fs.promises.readFile"],
      },
      {
        concept: "server",
        meaning: "listen, and serve each connection by itself",
        lwt: ["LwtIo.establishServer"],
        tokio: ["net.TcpListener.bind"],
        promises: ["net.createServer"],
        scenario: "echo-server",
      },
      {
        concept: "child process",
        meaning: "run a program and take its output",
        lwt: ["LwtProcess.pread"],
        tokio: ["process.Command.output"],
        promises: ["child_process.execFile"],
      },
      {
        concept: "signal",
        meaning: "hear what the system sends, such as Ctrl-C",
        lwt: ["LwtUnix.onSignal"],
        tokio: ["signal.ctrlC", "signal.unix.signal"],
        promises: ["process.on"],
      },
    ],
  },
];
