import {
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
} from "node:fs";
import { readFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, onTestFinished, test, vi } from "vitest";
import { runScenario } from "../src/node.js";
import { stub } from "./fixtures/stub.js";

const virtual = { clock: "virtual" } as const;
const contents = {
  oneAfterTheOther: ["alpha", "beta"],
  bothAtOnce: ["alpha", "beta"],
} as const;
const tooBad = new Error("too bad");

describe("inputs", () => {
  test("a file MUST hold its content while the program runs", async () => {
    const style = stub("read-files", async ({ inputs: { a, b } }) => ({
      oneAfterTheOther: [await readFile(a, "utf8"), await readFile(b, "utf8")],
      bothAtOnce: [readFileSync(a, "utf8"), readFileSync(b, "utf8")],
    }));
    const { result } = await runScenario(style, "read-files", virtual);
    expect(result).toEqual(contents);
  });

  test.each([
    ["ends well", async () => contents],
    ["fails", () => Promise.reject(tooBad)],
  ])(
    "the files and their folder MUST be gone when the program %s",
    async (_how, end) => {
      const paths: string[] = [];
      const style = stub("read-files", async ({ inputs: { a, b } }) => {
        paths.push(a, b, dirname(a));
        expect(paths.filter((path) => !existsSync(path))).toEqual([]);
        return end();
      });
      await runScenario(style, "read-files", virtual).catch(expectTooBad);
      expect(paths).toHaveLength(3);
      expect(paths.filter((path) => existsSync(path))).toEqual([]);
    },
  );

  test("no folder MUST be left when the style's clock cannot be opened", async () => {
    const folder = mkdtempSync(join(tmpdir(), "node-test-"));
    vi.stubEnv("TMPDIR", folder);
    onTestFinished(() => {
      vi.unstubAllEnvs();
      rmSync(folder, { recursive: true });
    });
    const style = stub(
      "read-files",
      async () => contents,
      () => {
        expect(readdirSync(folder)).toHaveLength(1);
        throw tooBad;
      },
    );
    await expect(runScenario(style, "read-files", virtual)).rejects.toBe(
      tooBad,
    );
    expect(readdirSync(folder)).toEqual([]);
  });

  test("a run MUST NOT leave a listener on the process", async () => {
    const style = stub("read-files", async () => contents);
    const before = process.listenerCount("exit");
    await runScenario(style, "read-files", virtual);
    expect(process.listenerCount("exit")).toBe(before);
  });

  test("a path that stands in for a file MUST reach the program and stay", async () => {
    const here = fileURLToPath(import.meta.url);
    let got: unknown;
    const style = stub("read-files", async ({ inputs }) => {
      got = inputs;
      return contents;
    });
    const inputs = { a: here };
    await runScenario(style, "read-files", { ...virtual, inputs });
    expect(got).toEqual({ a: here, b: expect.stringMatching(/b\.txt$/) });
    expect(existsSync(here)).toBe(true);
  });

  test.each([
    ["its default", {}, 100_000],
    ["the one that stands in for it", { limit: 4711 }, 4711],
    ["0 where 0 stands in for it", { limit: 0 }, 0],
  ])("a number MUST be %s", async (_what, inputs, limit) => {
    let got: unknown;
    const jobs = { primes: [0, 0], threads: 1, milliseconds: 0 } as const;
    const style = stub("cpu-parallelism", async (io) => {
      got = io.inputs;
      return { ownThread: jobs, workers: jobs };
    });
    await runScenario(style, "cpu-parallelism", { ...virtual, inputs });
    expect(got).toEqual({ limit });
  });
});

function expectTooBad(error: unknown): void {
  expect(error).toBe(tooBad);
}
