/**
 * An original whose port is fuzzed: its programs, and the real runtime that
 * runs them.
 */
import type * as fc from "fast-check";
import type { Trace } from "spec";
import type { Built } from "../build.js";
import type { Language } from "../toolchain.js";

export interface Original<Program> {
  /** As the command line has it; the port's module is called so too. */
  readonly name: string;
  /** `Lwt 5.6.1` */
  readonly runtime: string;
  readonly language: Language;

  /** Any program; those with these operations in them more often. */
  programs(favoured?: readonly string[]): fc.Arbitrary<Program>;
  /** Programs that are a little smaller, where fast-check's are not enough. */
  smaller?(program: Program): Iterable<Program>;
  /** A program as a line of text, and back. */
  format(program: Program): string;
  parse(line: string): Program;
  /** A program as sources that a reader can run. */
  sources(program: Program): readonly Source[];

  /** Builds what reads programs, one a line, and prints their traces. */
  build(): Promise<Built>;
  /** Why a trace of the real runtime is not compared, if it is not. */
  exclusionOf(trace: string): string | undefined;
  eventsOf(trace: string): Trace;

  readonly operations: readonly string[];
  /** Every pair of operations that can meet in a program. */
  readonly pairs: readonly string[];
  coverageOf(program: Program): {
    readonly operations: ReadonlySet<string>;
    readonly pairs: ReadonlySet<string>;
  };
}

export interface Source {
  readonly language: string;
  readonly text: string;
}

/** Runs a program on a port and gives its trace. */
export type Port<Program> = (program: Program) => Promise<string>;
