import { Command, CommanderError } from "commander";
import type { Result } from "../fault/fault.ts";
import { version } from "../services/software-version.ts";
import { type Exit, exitCodes } from "./exit.ts";
import { failure } from "./failure.ts";
import { applySettings } from "./settings-in-force.ts";
import { refuseWith, type Terminal } from "./terminal.ts";

type MakeCommand = (terminal: Terminal, exit: Exit) => Command;

/** Each command is a file, loaded when it is needed: `check` does not wait for a database driver. */
const commands: Readonly<Record<string, () => Promise<MakeCommand>>> = {
  check: async () => (await import("./check.ts")).checkCommand,
  audit: async () => (await import("./audit.ts")).auditCommand,
  forecast: async () => (await import("./forecast.ts")).forecastCommand,
  figures: async () => (await import("./figures.ts")).figuresCommand,
  facts: async () => (await import("./facts.ts")).factsCommand,
  backtest: async () => (await import("./backtest.ts")).backtestCommand,
  export: async () => (await import("./export.ts")).exportCommand,
  plan: async () => (await import("./plan.ts")).planCommand,
  variance: async () => (await import("./variance.ts")).varianceCommand,
  drivers: async () => (await import("./drivers.ts")).driversCommand,
  seek: async () => (await import("./seek.ts")).seekCommand,
  simulate: async () => (await import("./simulate.ts")).simulateCommand,
  price: async () => (await import("./price.ts")).priceCommand,
  replay: async () => (await import("./replay.ts")).replayCommand,
  invoice: async () => (await import("./invoice.ts")).invoiceCommand,
  drafts: async () => (await import("./drafts.ts")).draftsCommand,
  verify: async () => (await import("./verify.ts")).verifyCommand,
  ledger: async () => (await import("./ledger/ledger-command.ts")).ledgerCommand,
  revenue: async () => (await import("./ledger/revenue-command.ts")).revenueCommand,
  metrics: async () => (await import("./metrics.ts")).metricsCommand,
  doctor: async () => (await import("./doctor.ts")).doctorCommand,
  backup: async () => (await import("./backup.ts")).backupCommand,
  restore: async () => (await import("./restore.ts")).restoreCommand,
  release: async () => (await import("./release.ts")).releaseCommand,
  prune: async () => (await import("./prune.ts")).pruneCommand,
  "migrate-subscriptions": async () =>
    (await import("./migrate-subscriptions.ts")).migrateSubscriptionsCommand,
  payments: async () => (await import("./payments.ts")).paymentsCommand,
  "exchange-rates": async () => (await import("./exchange-rates.ts")).exchangeRatesCommand,
  webhooks: async () => (await import("./webhooks.ts")).webhooksCommand,
  config: async () => (await import("./config.ts")).configCommand,
  evidence: async () => (await import("./evidence.ts")).evidenceCommand,
  "audit-log": async () => (await import("./audit-log.ts")).auditLogCommand,
  keys: async () => (await import("./keys.ts")).keysCommand,
  import: async () => (await import("./import.ts")).importCommand,
  serve: async () => (await import("./serve.ts")).serveCommand,
  gateway: async () => (await import("./gateway.ts")).gatewayCommand,
  mcp: async () => (await import("./mcp.ts")).mcpCommand,
  demo: async () => (await import("./demo.ts")).demoCommand,
};

const exits = `
Exit codes:
  0  done
  1  refused: the model, the facts, the request or what is stored are at fault; every fault was printed
  2  misused: the command line is at fault
  3  failed: the machine is at fault (a disk, a port, a database), or Florin is; run it again when that is mended`;

/**
 * Runs a command line, without the program's own name, and says how it ended. Undefined: the command set the exit code of
 * the process by itself.
 */
export async function runFlorin(
  words: readonly string[],
  terminal: Terminal,
): Promise<number | undefined> {
  let code: number | undefined;
  const program = await programFor(words, terminal, (exited) => {
    code = exited;
  });
  const settings: { applied?: Result<unknown> } = {};
  program.hook("preAction", async (_program, command) => {
    settings.applied = await applySettings(command, words[0] ?? "");
    // Nothing of the command may run; what ends it is told apart by what was not applied.
    if (!settings.applied.ok) throw new Error("settings were refused");
  });
  try {
    await program.parseAsync(words, { from: "user" });
    return code;
  } catch (error) {
    if (settings.applied?.ok === false) return refuseWith(settings.applied.faults, terminal);
    if (error instanceof CommanderError)
      return error.exitCode === 0 ? exitCodes.done : exitCodes.misused;
    refuseWith([failure(error)], terminal);
    return exitCodes.failed;
  }
}

async function programFor(
  words: readonly string[],
  terminal: Terminal,
  exit: Exit,
): Promise<Command> {
  const program = new Command("florin")
    .description("A business model you can run: check it, price with it, bill with it, replay it.")
    .version(version)
    .addHelpText("after", exits);
  for (const command of await commandsFor(words, terminal, exit)) program.addCommand(command);
  speakThrough(program, terminal);
  return program;
}

/** Those that a command line needs: to list them all each is loaded, to tell what a misspelt one may be meant to be none is. */
async function commandsFor(
  [first = "--help"]: readonly string[],
  terminal: Terminal,
  exit: Exit,
): Promise<readonly Command[]> {
  const one = Object.hasOwn(commands, first) ? commands[first] : undefined;
  if (one !== undefined) return [(await one())(terminal, exit)];
  if (first === "--version" || first === "-V") return [];
  if (first !== "help" && !first.startsWith("-"))
    return Object.keys(commands).map((name) => new Command(name));
  const all = await Promise.all(Object.values(commands).map((load) => load()));
  return all.map((make) => make(terminal, exit));
}

/** Commander writes to the process and ends it, unless it is told where to write and to throw. */
function speakThrough(command: Command, terminal: Terminal, above = ""): void {
  const name = `${above}${command.name()} `;
  const lineless = (write: (line: string) => void) => (text: string) =>
    write(text.endsWith("\n") ? text.slice(0, -1) : text);
  command
    .exitOverride()
    .showSuggestionAfterError()
    .showHelpAfterError(`(${name}--help shows how)`)
    .configureOutput({
      writeOut: lineless(terminal.out),
      writeErr: lineless(terminal.err),
      getOutHelpWidth: () => terminal.columns ?? 100,
      getErrHelpWidth: () => terminal.columns ?? 100,
      getOutHasColors: () => terminal.colours?.out ?? false,
      getErrHasColors: () => terminal.colours?.err ?? false,
    });
  for (const part of command.commands) speakThrough(part, terminal, name);
}
