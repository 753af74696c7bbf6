import { judged, stoppedAtTheError } from "spec";
import type { OwnClaims } from "spec";

/** What structured concurrency would say of itself in the page's table. */
export const claims: OwnClaims = {
  "cpu-parallelism": {
    words: "One thread, and workers as a resource",
    judge: ({ ownThread, workers }) =>
      judged(
        ownThread.threads === 1 && workers.threads > 1,
        "holds",
        "operations shared one thread, until functions of a module were handed to workers",
      ),
  },
  syntax: {
    words: "function* and yield*, and no combinator",
    judge: ({ direct, combined }) =>
      judged(
        direct === combined,
        "holds",
        "yield* gave what a combinator gave, which had to be written for this row",
      ),
  },
  "error-propagation": {
    words: "throw, and try around yield*",
    judge: ({ good, bad }) =>
      judged(
        stoppedAtTheError(good, bad),
        "partly",
        "yield* left the function at the error, but no type says so: catch has an unknown, and asks instanceof",
      ),
  },
  cancellation: {
    words: "halt, and a scope ends with all that it holds",
    judge: ({ loserWentOn, workerIs, finalised, keeperWentOn }) =>
      judged(
        !loserWentOn &&
          workerIs === "cancelled" &&
          finalised.length === 2 &&
          keeperWentOn,
        "holds",
        "race halted the loser and halt the worker, each with its finaliser; the keeper went on, for it was its scope's and not the halted waiter's",
      ),
  },
  "await-cost": {
    words: "No: each task is a scope, a generator and a future",
    judge: ({ spawn }) =>
      judged(
        (spawn.bytes ?? 0) > 1024,
        "holds",
        "an await allocates its operation, and a spawn kilobytes",
      ),
  },
};
