/** What the compiler must refuse: `pnpm check` compiles this file. */
import { describe, expectTypeOf, test } from "vitest";
import type {
  FileInput,
  ProgramOf,
  Programs,
  ResultOf,
  ScenarioId,
  ScenarioIo,
} from "../src/index.js";

/** The scenarios that a list of programs may lack. */
type MayLack = {
  [Id in ScenarioId]: Omit<Programs, Id> extends Programs ? Id : never;
}[ScenarioId];

describe("Programs", () => {
  test("it MUST NOT lack any scenario", () => {
    expectTypeOf<MayLack>().toBeNever();
  });

  test("it MUST be a type error to write it without one", () => {
    const rest = {} as Omit<Programs, "fan-out">;
    // @ts-expect-error: fan-out is missing
    const programs: Programs = { ...rest };
    expectTypeOf(programs).toEqualTypeOf<Programs>();
  });

  test("it MUST NOT hold a program of another scenario", () => {
    expectTypeOf<ProgramOf<"simulate-poll">>().not.toExtend<
      ProgramOf<"fan-out">
    >();
  });
});

describe("a program", () => {
  test("it MUST resolve with the scenario's result", () => {
    type Result = Awaited<ReturnType<ProgramOf<"blocking-read">>>;
    expectTypeOf<Result>().toEqualTypeOf<string>();
    expectTypeOf<ResultOf<"blocking-read">>().toEqualTypeOf<string>();
    expectTypeOf<() => Promise<number>>().not.toExtend<
      ProgramOf<"blocking-read">
    >();
  });

  test("it MUST get a path for a file, a number for a number, and no other", () => {
    type InputsOf<Id extends ScenarioId> = Parameters<
      ProgramOf<Id>
    >[0]["inputs"];
    expectTypeOf<InputsOf<"read-files">>().toEqualTypeOf<{
      readonly a: string;
      readonly b: string;
    }>();
    expectTypeOf<InputsOf<"echo-server">>().toEqualTypeOf<{
      readonly port: number;
    }>();
    expectTypeOf<
      (io: ScenarioIo<{ a: FileInput }>) => Promise<string>
    >().not.toExtend<ProgramOf<"blocking-read">>();
  });
});
