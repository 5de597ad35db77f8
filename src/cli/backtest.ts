import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Command } from "commander";
import type { Invoice } from "../account/invoice.ts";
import type { PriceBooks } from "../account/price-book.ts";
import { ok, type Result } from "../fault/fault.ts";
import { compareBills } from "../plan/backtest/compare-bills.ts";
import { compareCliffs } from "../plan/backtest/compare-cliffs.ts";
import { compareForecasts } from "../plan/backtest/compare-forecasts.ts";
import type { Instant } from "../time/instant.ts";
import { type Backtest, backtestText } from "./backtest-text.ts";
import { harmless } from "./columns.ts";
import { type Exit, exitCodes, exitProcess } from "./exit.ts";
import { writeToldFacts } from "./facts.ts";
import { openModel } from "./open-model.ts";
import { whileDoing } from "./progress.ts";
import { parseUntil, printRefused, readFacts } from "./replay.ts";
import { replayFacts } from "./replay-facts.ts";
import { happeningsOnTheWay } from "./replay-happenings.ts";
import { dataFolderDefault } from "./stored-data.ts";
import { refuseWith, type Terminal } from "./terminal.ts";

interface BacktestOptions {
  readonly facts?: string;
  readonly data: string;
  readonly tenant: string;
  readonly until: string;
  readonly skipBad?: boolean;
  readonly all?: boolean;
  readonly json?: boolean;
}

const examples = `
Examples:
  florin backtest model.ts dearer.ts --facts facts.ndjson --until 2026-04-01
  florin backtest model.ts dearer.ts --facts facts.ndjson --until 2026-04-01 --json | jq .bills.totals`;

/** `florin backtest MODEL NEWMODEL --facts FILE`: what new prices would have billed. */
export function backtestCommand(terminal: Terminal, exit: Exit = exitProcess): Command {
  return new Command("backtest")
    .description(
      "bill the same facts with two models: who pays more, who less, and what becomes of the forecast",
    )
    .argument("<model>", "the model in force: a .ts, .yaml or .json file")
    .argument("<new-model>", "the model with the new prices")
    .option(
      "--facts <file>",
      "NDJSON, as florin replay takes it; what a server stores where absent",
    )
    .option("--data <folder>", "the folder of florin serve, or DATABASE_URL", dataFolderDefault)
    .option("--tenant <id>", "whose facts a server stores", "default")
    .requiredOption(
      "--until <date>",
      "bill all that is final by the end of this day, or by this RFC 3339 instant",
    )
    .option("--skip-bad", "bill the good lines although others were refused")
    .option("--all", "print every customer, and not only the ten whose bills change most")
    .option("--json", "print { old, new, bills, cliffs, forecast } as JSON")
    .addHelpText("after", examples)
    .action(async (old: string, after: string, options: BacktestOptions) => {
      exit(await backtest(old, after, options, terminal));
    });
}

/** Bills facts with two models and prints what differs; 1 where one of them or a fact is refused. */
export async function backtest(
  oldPath: string,
  newPath: string,
  options: BacktestOptions,
  terminal: Terminal,
): Promise<number> {
  const old = await openModel(oldPath);
  if (!old.ok) return refuseWith(old.faults, terminal);
  const after = await openModel(newPath);
  if (!after.ok) return refuseWith(after.faults, terminal);
  const until = parseUntil(options.until, old.value.current);
  if (!until.ok) return refuseWith(until.faults, terminal);
  return withFacts(options, terminal, (facts) =>
    compared(
      { facts, until: until.value, options },
      [oldPath, old.value],
      [newPath, after.value],
      terminal,
    ),
  );
}

/** Lets work be done on the file of facts, or on one of what a server stores, which is gone afterwards. */
async function withFacts(
  { facts, data, tenant }: BacktestOptions,
  terminal: Terminal,
  work: (facts: string) => Promise<number>,
): Promise<number> {
  if (facts !== undefined) return work(facts);
  const folder = await mkdtemp(join(tmpdir(), "florin-backtest-"));
  try {
    const file = join(folder, "facts.ndjson");
    const written = await writeToldFacts(file, { data, tenant });
    return written.ok ? await work(file) : refuseWith(written.faults, terminal);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

interface Question {
  readonly facts: string;
  readonly until: Instant;
  readonly options: BacktestOptions;
}

type Side = readonly [path: string, books: PriceBooks];

async function compared(
  question: Question,
  old: Side,
  after: Side,
  terminal: Terminal,
): Promise<number> {
  const { options } = question;
  const sides: Invoice[][] = [];
  for (const side of [old, after]) {
    const billed = await billsOf(side, question, terminal);
    if (!billed.ok) return refuseWith(billed.faults, terminal);
    if (billed.value === undefined) return exitCodes.refused;
    sides.push(billed.value);
  }
  const [before = [], changed = []] = sides;
  const [was, is] = [old[1].current.model, after[1].current.model];
  const forecast = await whileDoing("Forecast", "under both prices", terminal, () =>
    compareForecasts(was, is),
  );
  if (!forecast.ok) return refuseWith(forecast.faults, terminal);
  const answer: Backtest = {
    old: old[1].current.id,
    new: after[1].current.id,
    bills: compareBills(before, changed, old[1].current.zone),
    cliffs: compareCliffs(was, is),
    forecast: forecast.value.figures,
  };
  if (options.json === true) terminal.out(JSON.stringify(answer, null, 2));
  else
    for (const row of backtestText(answer, { ...options, ...forecast.value }, terminal))
      terminal.out(row);
  return 0;
}

/** What a model bills of the facts; undefined where lines were refused and said so. */
async function billsOf(
  [modelPath, books]: Side,
  { facts: path, until, options: { skipBad } }: Question,
  terminal: Terminal,
): Promise<Result<Invoice[] | undefined>> {
  const facts = await readFacts(path, () => replayFacts(path, books, terminal));
  if (!facts.ok) return facts;
  printRefused(path, facts.value, terminal);
  if (facts.value.refusedLines > 0 && skipBad !== true) {
    terminal.err(
      `${modelPath} refuses these lines, so nothing was compared. Mend them, or compare the others with --skip-bad.`,
    );
    return ok(undefined);
  }
  const onTheWay = happeningsOnTheWay(terminal);
  const invoices: Invoice[] = [];
  await whileDoing("Billing", harmless(modelPath), terminal, () => {
    for (const one of facts.value.replay.happeningsUntil(until)) {
      if (one.kind === "document") invoices.push(one.invoice);
      else onTheWay.note(one);
    }
  });
  return ok(onTheWay.failed() && skipBad !== true ? undefined : invoices);
}
