import { describe, expect, test } from "vitest";
import { runScenario } from "../src/node.js";
import { stub } from "./fixtures/stub.js";

const virtual = { clock: "virtual" } as const;
const tooBad = new Error("too bad");

describe("standard output", () => {
  test("what is written in any way MUST be kept in order", async () => {
    const style = stub("blocking-read", async () => {
      console.log("%s and %d", "format", 1, { a: [1] });
      process.stdout.write("text, ");
      process.stdout.write(Buffer.from("bytes, "));
      process.stdout.write("686578", "hex");
      await new Promise<void>((done) => {
        process.stdout.write(" and ", () => done());
      });
      await new Promise<void>((done) => {
        process.stdout.write("callbacks", "utf8", () => done());
      });
      return "";
    });
    const { output } = await runScenario(style, "blocking-read", virtual);
    expect(output).toBe(
      "format and 1 { a: [ 1 ] }\ntext, bytes, hex and callbacks",
    );
  });

  test("a character that comes in two pieces MUST be kept whole", async () => {
    const style = stub("blocking-read", async () => {
      const bytes = Buffer.from("né");
      process.stdout.write(bytes.subarray(0, 2));
      process.stdout.write(bytes.subarray(2));
      return "";
    });
    const { output } = await runScenario(style, "blocking-read", virtual);
    expect(output).toBe("né");
  });

  test.each([
    ["ends well", async () => "data"],
    ["fails", () => Promise.reject(tooBad)],
  ])(
    "it MUST be the process's again when the program %s",
    async (_how, end) => {
      const before = doors();
      const style = stub("blocking-read", () => {
        for (const [index, door] of doors().entries())
          expect(door).not.toBe(before[index]);
        return end();
      });
      await runScenario(style, "blocking-read", virtual).catch(expectTooBad);
      expect(doors()).toEqual(before);
    },
  );
});

/** What a program prints through. */
function doors(): readonly unknown[] {
  // oxlint-disable-next-line typescript/unbound-method -- only compared
  return [process.stdout.write, console.log];
}

function expectTooBad(error: unknown): void {
  expect(error).toBe(tooBad);
}
