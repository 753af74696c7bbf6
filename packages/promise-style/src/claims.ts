import { judged, stoppedAtTheError } from "spec";
import type { OwnClaims } from "spec";

/** What plain JavaScript would say of itself in the page's table. */
export const claims: OwnClaims = {
  "cpu-parallelism": {
    words: "One thread, and workers by hand",
    judge: ({ ownThread, workers }) =>
      judged(
        ownThread.threads === 1 && workers.threads > 1,
        "holds",
        "promises shared one thread; a worker had to be started, told the name of a function, and ended",
      ),
  },
  syntax: {
    words: "async and await, in the language",
    judge: ({ direct, combined }) =>
      judged(
        direct === combined,
        "holds",
        "await gave what the chain of then gave",
      ),
  },
  "error-propagation": {
    words: "throw, and try around await",
    judge: ({ good, bad }) =>
      judged(
        stoppedAtTheError(good, bad),
        "partly",
        "await left the function at the error, but no type says so: catch has an unknown, and asks instanceof",
      ),
  },
  cancellation: {
    words: "AbortSignal, handed on by hand",
    judge: ({ loserWentOn, workerIs, finalised, keeperWentOn }) =>
      judged(
        !loserWentOn &&
          workerIs === "cancelled" &&
          finalised.length === 2 &&
          keeperWentOn,
        "partly",
        "what took the signal stopped, with its finaliser; a promise cannot be cancelled, and what took none went on",
      ),
  },
  "await-cost": {
    words: "No: each async call makes a promise",
    judge: ({ spawn }) =>
      judged(
        (spawn.bytes ?? 0) > 0,
        "holds",
        "a promise is an object on the heap, and so is what goes on after an await",
      ),
  },
};
