import { readFile, writeFile } from "node:fs/promises";
import type { Command } from "commander";
import { describe, expect, it } from "vitest";
import { auditCommand } from "../src/cli/audit.ts";
import { backtestCommand } from "../src/cli/backtest.ts";
import { checkCommand } from "../src/cli/check.ts";
import { driversCommand } from "../src/cli/drivers.ts";
import { forecastCommand } from "../src/cli/forecast.ts";
import { priceCommand } from "../src/cli/price.ts";
import { replayCommand } from "../src/cli/replay.ts";
import { simulateCommand } from "../src/cli/simulate.ts";
import type { Terminal } from "../src/cli/terminal.ts";
import { varianceCommand } from "../src/cli/variance.ts";

/** A command that a README shows, and what it says the command prints. */
export interface ConsoleBlock {
  readonly command: string;
  readonly printed: string;
}

const commands: Readonly<Record<string, (terminal: Terminal) => Command>> = {
  audit: auditCommand,
  backtest: backtestCommand,
  check: checkCommand,
  drivers: driversCommand,
  forecast: forecastCommand,
  price: priceCommand,
  replay: replayCommand,
  simulate: simulateCommand,
  variance: varianceCommand,
};

/** Every block of a README that begins with `$ npx florin`. */
export async function consoleBlocks(readme: URL): Promise<readonly ConsoleBlock[]> {
  const text = await readFile(readme, "utf8");
  return [...text.matchAll(/```console\n\$ npx florin (.+)\n([\s\S]*?)```/g)].map(
    ([, command = "", printed = ""]) => ({ command, printed: printed.trimEnd() }),
  );
}

/** What the command really prints: its results, or the refusals where there are none. A quoted argument may hold spaces. */
export async function runConsole(command: string): Promise<string> {
  const results: string[] = [];
  const messages: string[] = [];
  const [name = "", ...words] = (command.match(/"[^"]*"|\S+/g) ?? []).map((word) =>
    word.replaceAll('"', ""),
  );
  const build = commands[name];
  if (build === undefined)
    throw new Error(`a README runs florin ${name}, which is no command here`);
  const exitCode = process.exitCode;
  await build({
    out: (line) => results.push(line),
    err: (line) => messages.push(line),
    interactive: false,
  }).parseAsync(words, { from: "user" });
  process.exitCode = exitCode;
  return (results.length > 0 ? results : messages).join("\n").trimEnd();
}

/** Whether a command printed what a README shows; a line `…` stands for any lines that are left out. */
export function printedAs(shown: string, printed: string): boolean {
  const parts = shown.split("\n…\n");
  const last = parts.at(-1) ?? "";
  let from = 0;
  for (const part of parts) {
    const found = printed.indexOf(part, from);
    if (found < 0 || (from === 0 && found > 0)) return false;
    from = found + part.length;
  }
  return printed.endsWith(last);
}

/** Rewrites what a block shows; `FLORIN_UPDATE=1` after a change of the output that was meant. */
async function showAnew(readme: URL, block: ConsoleBlock, printed: string): Promise<void> {
  const text = await readFile(readme, "utf8");
  const fence = (body: string): string =>
    `\`\`\`console\n$ npx florin ${block.command}\n${body === "" ? "" : `${body}\n`}\`\`\``;
  await writeFile(
    readme,
    text.replace(fence(block.printed), () => fence(printed)),
  );
}

/** One test for each command that a README shows: it prints what the README says. */
export async function describeReadme(readme: URL): Promise<void> {
  const blocks = await consoleBlocks(readme);
  describe("README.md", () => {
    it("shows commands", () => {
      expect(blocks.length).toBeGreaterThan(2);
    });

    it.each(blocks)("prints what it shows: florin $command", async (block) => {
      const actual = await runConsole(block.command);
      if (printedAs(block.printed, actual)) return;
      if (process.env.FLORIN_UPDATE === "1") await showAnew(readme, block, actual);
      else expect(actual).toBe(block.printed);
    });
  });
}
