#!/usr/bin/env node
import { Command, CommanderError } from "commander";
import { list } from "./commands/list.js";
import { run } from "./commands/run.js";
import type { RunOptions } from "./commands/run.js";
import { side } from "./commands/side.js";
import type { SideOptions } from "./commands/side.js";
import { trace } from "./commands/trace.js";
import type { TraceOptions } from "./commands/trace.js";
import { table } from "./commands/table.js";
import type { TableOptions } from "./commands/table.js";
import { vocabulary } from "./commands/vocabulary.js";
import type { VocabularyOptions } from "./commands/vocabulary.js";
import { UsageError, lineOf, unknownName } from "./errors.js";
import type { Io } from "./io.js";

// Children and temporary files go with the process.
for (const [signal, code] of [
  ["SIGINT", 130],
  ["SIGTERM", 143],
] as const)
  process.once(signal, () => {
    process.stderr.write("\ncompare: interrupted\n");
    process.exit(code);
  });
// A reader such as `head` that has seen enough.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code === "EPIPE") process.exit(0);
  throw error;
});

const columns = Number(process.env["COLUMNS"]);
const io: Io = {
  print: (text) => void process.stdout.write(`${text}\n`),
  width:
    process.stdout.columns > 0
      ? process.stdout.columns
      : columns > 0
        ? columns
        : 80,
};

const collect = (value: string, all: readonly string[] = []): string[] => [
  ...all,
  value,
];

/** Names with commas between them, or one after the other. */
const collectNames = (
  value: string,
  all: readonly string[] = [],
): readonly string[] => [
  ...all,
  ...value.split(",").map((name) => name.trim()),
];

const program = new Command("compare")
  .description(
    "OCaml's Lwt and Rust's Tokio in TypeScript, side by side and measured.",
  )
  .exitOverride()
  .configureOutput({
    outputError: (text, write) =>
      write(`compare: ${text.replace(/^error: /, "").replaceAll("\n(", " (")}`),
  })
  .showHelpAfterError(false)
  .addHelpText(
    "after",
    `
Examples:
  pnpm compare                                  the table, measured now
  pnpm -s compare table --json                  the same as data
  pnpm compare run cancellation                 one scenario in every style
  pnpm compare side cancellation                its programs side by side
  pnpm compare trace cancellation               its trace beside the originals'
  pnpm compare vocabulary                       what is called what
  pnpm compare run read-files --with a=notes.md with a file of yours`,
  );

program
  .command("table", { isDefault: true })
  .description("measure the page's table and print it (the default)")
  .option("-s, --style <name>", "only this style; may be repeated", collect)
  .option("--json", "print data")
  .option("--markdown", "print a table for a README")
  .action((options: TableOptions) => table(options, io));

program
  .command("run")
  .description("run a scenario live and print its result and trace")
  .argument("<scenario>", "its id: see `compare list`")
  .option("-s, --style <name>", "only this style; may be repeated", collect)
  .option(
    "-w, --with <name=value>",
    "replace an input; may be repeated",
    collect,
  )
  .option("--json", "print data")
  .action((scenario: string, options: RunOptions) =>
    run(scenario, options, io),
  );

program
  .command("trace")
  .description("show a scenario's trace beside the real runtime's")
  .argument("<scenario>", "its id: see `compare list`")
  .option("-s, --style <name>", "only this style; may be repeated", collect)
  .option("--json", "print data")
  .action((scenario: string, options: TraceOptions) =>
    trace(scenario, options, io),
  );

program
  .command("side")
  .description("show a scenario's programs side by side, step by step")
  .argument("[scenario]", "its id; without one they are listed")
  .option(
    "-s, --styles <names>",
    "which, with commas between: styles, ocaml, rust",
    collectNames,
  )
  .option("--diff", "print a unified diff of two")
  .option("--html <file>", "write one page that needs nothing beside it")
  .option("--json", "print data")
  .action((scenario: string | undefined, options: SideOptions) =>
    side(scenario, options, io),
  );

program
  .command("vocabulary")
  .description("print what each concept is called in each style")
  .option("--json", "print data")
  .option("--markdown", "print a table for a README")
  .action((options: VocabularyOptions) => vocabulary(options, io));

program
  .command("list")
  .description("list the scenarios with their questions and inputs")
  .option("--json", "print data")
  .action((options: { json?: boolean }) => list(options, io));

/** Says in one line what went wrong, and answers with the exit code. */
function complain(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
  process.stderr.write(`compare: ${lineOf(error)}\n`);
  return error instanceof UsageError ? 2 : 1;
}

try {
  // Without this a mistyped command would be an argument of the default one.
  const [command] = process.argv.slice(2);
  const commands = [...program.commands.map((known) => known.name()), "help"];
  if (command !== undefined && !command.startsWith("-"))
    if (!commands.includes(command))
      throw unknownName("command", command, commands);
  await program.parseAsync();
} catch (error) {
  process.exitCode = complain(error);
}
