#!/usr/bin/env node
import { Command, CommanderError } from "commander";
import { UsageError } from "./errors.js";
import { generate } from "./generate.js";
import { packageName } from "./name.js";

/** The folder of the packages, seen from `dist/src`. */
const packages = new URL("../../../../packages/", import.meta.url);

const program = new Command("pnpm new")
  .description("Makes packages/<name>-style, the package of a runtime style.")
  .argument("<name>", "lower-case words of letters and digits: csp")
  .option("-t, --title <line>", "which runtime, on what")
  .exitOverride()
  .configureOutput({
    outputError: (text, write) => write(`new: ${text.replace(/^error: /, "")}`),
  })
  .showHelpAfterError(false)
  .action(async (given: string, { title }: { title?: string }) => {
    const name = packageName(given, packages);
    if (title !== undefined && !/^[ -~]{1,100}$/.test(title))
      throw new UsageError(
        "the title must be a line of at most 100 printable characters",
      );
    await generate(
      { name, title: title ?? "A style that has just begun" },
      packages,
    );
    process.stdout.write(`packages/${name}\n`);
    process.stderr.write(
      `next: pnpm install, then pnpm exec turbo run test --filter=${name}; CONTRIBUTING.md goes on from there\n`,
    );
  });

/** Says in one line what went wrong, and answers with the exit code. */
function complain(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
  const { message } = error as Error;
  process.stderr.write(`new: ${message.replaceAll(/\s*\n\s*/g, " ")}\n`);
  return error instanceof UsageError ? 2 : 1;
}

try {
  await program.parseAsync();
} catch (error) {
  process.exitCode = complain(error);
}
