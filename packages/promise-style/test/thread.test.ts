import { threadId } from "node:worker_threads";
import { onUnhandledRejection, Thread } from "promise-style/node";
import { describe, expect, test, vi } from "vitest";
import { pause } from "promise-style";
import type * as jobs from "./fixtures/jobs.mjs";

const url = new URL("fixtures/jobs.mjs", import.meta.url);
const start = (): Thread<typeof jobs> => new Thread<typeof jobs>(url);

describe("a thread", () => {
  test("MUST call the function that it is told, elsewhere, with its arguments", async () => {
    using thread = start();
    await expect(thread.call("add", 1, 2)).resolves.toBe(3);
    expect(await thread.call("whereAmI")).not.toBe(threadId);
  });

  test("MUST answer calls that are made at once, each with its own answer", async () => {
    using thread = start();
    const sums = [1, 2, 3].map((n) => thread.call("add", n, n));
    await expect(Promise.all(sums)).resolves.toEqual([2, 4, 6]);
  });

  test("MUST hand on what the function throws, and go on", async () => {
    using thread = start();
    const failed = thread.call("fail", "too much");
    await expect(failed).rejects.toThrow(new RangeError("too much"));
    await expect(thread.call("add", 1, 1)).resolves.toBe(2);
  });

  test("MUST reject each call when it ends on its way", async () => {
    using thread = start();
    const calls = [thread.call("end"), thread.call("add", 1, 1)];
    expect(await Promise.allSettled(calls)).toMatchObject([
      { reason: new Error("the thread has ended without an answer to end") },
      { reason: new Error("the thread has ended without an answer to add") },
    ]);
  });

  test("MUST reject a call when it has ended", async () => {
    using thread = start();
    await expect(thread.call("end")).rejects.toThrow("has ended");
    await vi.waitFor(() =>
      expect(thread.call("add", 1, 1)).rejects.toThrow("answer to add"),
    );
  });

  test("MUST say that a result cannot be copied", async () => {
    using thread = start();
    await expect(thread.call("uncopied")).rejects.toThrow(
      "what uncopied gives cannot cross threads",
    );
  });

  test("MUST reject calls where its module cannot be loaded", async () => {
    using thread = new Thread<typeof jobs>(new URL("nowhere.mjs", url));
    await expect(thread.call("add", 1, 1)).rejects.toThrow(
      "Cannot find module",
    );
  });

  test("MUST end wherever it is when it is disposed of", async () => {
    const thread = start();
    const call = thread.call("forever");
    thread[Symbol.dispose]();
    await expect(call).rejects.toThrow(
      "the thread has ended without an answer",
    );
  });
});

describe("onUnhandledRejection", () => {
  test("MUST hear of a rejection that nobody handles, once, and of no other", async () => {
    const heard: unknown[] = [];
    {
      using _hook = onUnhandledRejection((reason) => heard.push(reason));
      void Promise.reject(new Error("nobody"));
      Promise.reject(new Error("somebody")).catch(() => {});
      await pause();
    }
    expect(heard).toEqual([new Error("nobody")]);
  });

  test("MUST put the other listeners back when it is disposed of", () => {
    const before = process.listeners("unhandledRejection");
    const hook = onUnhandledRejection(() => {});
    expect(process.listeners("unhandledRejection")).toHaveLength(1);
    hook[Symbol.dispose]();
    expect(process.listeners("unhandledRejection")).toEqual(before);
  });
});
