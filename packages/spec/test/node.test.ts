import { describe, expect, test } from "vitest";
import type { ClockMode, Cost } from "../src/index.js";
import { blockFor } from "../src/jobs.js";
import {
  Deadlock,
  hostClock,
  MissingProgram,
  runScenario,
} from "../src/node.js";
import { stub } from "./fixtures/stub.js";

const virtual = { clock: "virtual" } as const;
const tooBad = new Error("too bad");

describe("a run", () => {
  test("it MUST be what the program resolved with, logged and printed", async () => {
    const style = stub("blocking-read", async (io) => {
      io.log("main", "asks");
      console.log("here");
      io.log("main", "has the data", "data");
      return "data";
    });
    expect(await runScenario(style, "blocking-read", virtual)).toEqual({
      result: "data",
      trace: [
        { at: 0, lane: "main", event: "asks" },
        { at: 0, lane: "main", event: "has the data", value: "data" },
      ],
      output: "here\n",
    });
  });

  test("it MUST reject with the very error that the program rejected with", async () => {
    const style = stub("blocking-read", () => Promise.reject(tooBad));
    await expect(runScenario(style, "blocking-read", virtual)).rejects.toBe(
      tooBad,
    );
  });

  test("it MUST reject with what a program throws before its first promise", async () => {
    const style = stub("blocking-read", () => {
      throw tooBad;
    });
    await expect(runScenario(style, "blocking-read", virtual)).rejects.toBe(
      tooBad,
    );
  });

  test("a missing program MUST be told by style, scenario and the file to write", async () => {
    const style = stub("blocking-read", async () => "data");
    const run = runScenario(style, "fan-out", virtual);
    await expect(run).rejects.toThrow(MissingProgram);
    await expect(run).rejects.toMatchObject({
      name: "MissingProgram",
      style: "stub-style",
      scenario: "fan-out",
      message:
        "stub-style has no program for fan-out: write programs/fan-out.ts and name it in its list of programs",
    });
  });
});

describe("the style's clock", () => {
  test.each(["virtual", "wall"] satisfies ClockMode[])(
    "it and the program MUST be told that it is %s",
    async (clock) => {
      const told: ClockMode[] = [];
      const style = stub(
        "blocking-read",
        async (io) => {
          told.push(io.clock);
          return "";
        },
        (mode) => {
          told.push(mode);
          return { now: () => 0, close: () => {} };
        },
      );
      await runScenario(style, "blocking-read", { clock });
      expect(told).toEqual([clock, clock]);
    },
  );

  test("it MUST give the times of the trace", async () => {
    let now = 100;
    const style = stub(
      "blocking-read",
      async (io) => {
        io.log("main", "asks");
        now = 110;
        io.log("main", "has the data");
        return "";
      },
      () => ({ now: () => now, close: () => {} }),
    );
    const { trace } = await runScenario(style, "blocking-read", virtual);
    expect(trace.map(({ at }) => at)).toEqual([0, 10]);
  });

  test("a run MUST fail as a deadlock when it is stuck, with the last event of each lane", async () => {
    const style = stub(
      "blocking-read",
      async (io) => {
        io.log("left", "has a");
        io.log("right", "has b");
        io.log("left", "asks for b");
        io.log("right", "asks for a");
        return new Promise(() => {});
      },
      hostClock,
    );
    const run = runScenario(style, "blocking-read", virtual);
    await expect(run).rejects.toThrow(Deadlock);
    await expect(run).rejects.toThrow(
      "nothing is left that could wake anybody; last of each lane: left asks for b (0 ms), right asks for a (0 ms)",
    );
  });

  test.each([
    ["ends well", async () => "data"],
    ["fails", () => Promise.reject(tooBad)],
  ])("it MUST be closed once, after the program %s", async (_how, end) => {
    const seen: string[] = [];
    const style = stub(
      "blocking-read",
      async () => {
        seen.push("program");
        return end();
      },
      () => {
        seen.push("open");
        return { now: () => 0, close: () => void seen.push("close") };
      },
    );
    await runScenario(style, "blocking-read", virtual).catch(expectTooBad);
    expect(seen).toEqual(["open", "program", "close"]);
  });

  test("it MUST NOT be opened for a program that is missing", async () => {
    let opened = 0;
    const style = stub(
      "blocking-read",
      async () => "",
      () => {
        opened += 1;
        return { now: () => 0, close: () => {} };
      },
    );
    await expect(runScenario(style, "fan-out", virtual)).rejects.toThrow(
      MissingProgram,
    );
    expect(opened).toBe(0);
  });
});

describe("measure", () => {
  test("a cost MUST be that of one of the operations, in figures", async () => {
    let cost: Cost | undefined;
    const style = stub("blocking-read", async (io) => {
      const measurement = io.measure();
      cost = measurement.stop(7);
      return "";
    });
    await runScenario(style, "blocking-read", virtual);
    expect(cost?.operations).toBe(7);
    expect(cost?.nanoseconds).toBeGreaterThanOrEqual(0);
    expect(cost?.bytes ?? 0).toBeGreaterThanOrEqual(0);
  });

  test("nanoseconds MUST be the wall clock's, on the host's virtual time too", async () => {
    let cost: Cost | undefined;
    const style = stub(
      "blocking-read",
      async (io) => {
        const measurement = io.measure();
        blockFor(2);
        cost = measurement.stop(1);
        return "";
      },
      hostClock,
    );
    await runScenario(style, "blocking-read", virtual);
    expect(cost?.nanoseconds).toBeGreaterThan(1e6);
  });
});

function expectTooBad(error: unknown): void {
  expect(error).toBe(tooBad);
}
