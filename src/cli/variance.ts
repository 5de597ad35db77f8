import { Command, Option } from "commander";
import type { Fault } from "../fault/fault.ts";
import { monthText } from "../ledger/recognition/accounting-month.ts";
import { actualOfPlan, planSpan } from "../plan/actual/plan-and-actual.ts";
import { varianceAnswer } from "../plan/variance/variance-answer.ts";
import {
  openVariance,
  type VarianceMetric,
  varianceMetrics,
} from "../plan/variance/variance-tree.ts";
import { type Exit, exitProcess } from "./exit.ts";
import { openModel } from "./open-model.ts";
import { openPlan } from "./open-plan.ts";
import { refuseReplay, replayBusiness, untilNeeded } from "./replayed-business.ts";
import { refuseWith, type Terminal } from "./terminal.ts";
import { warnOfUnknownSegments } from "./unknown-segments.ts";
import { varianceText } from "./variance-text.ts";

interface VarianceOptions {
  readonly facts?: string;
  readonly plan?: string;
  readonly scenario?: string;
  readonly metric: VarianceMetric;
  readonly month?: string;
  readonly from?: string;
  readonly to?: string;
  readonly skipBad?: boolean;
  readonly json?: boolean;
}

const examples = `
Examples:
  florin forecast model.ts --json > plan.json          lock the plan
  florin variance model.ts --facts facts.ndjson --plan plan.json --to 2027-03
  florin variance model.ts --facts facts.ndjson --month 2027-03 --metric mrr
  florin variance model.ts --facts facts.ndjson --to 2027-06 --json | jq .variance.parts`;

/** `florin variance MODEL --facts FILE`: plan and actual, and what lies between them. */
export function varianceCommand(terminal: Terminal, exit: Exit = exitProcess): Command {
  return new Command("variance")
    .description(
      "open the difference of plan and actual into volume, churn, mix, usage, price, discount, timing and exchange rates",
    )
    .argument(
      "<model>",
      "a .ts, .yaml or .json model file: what is sold, and planned where no plan is named",
    )
    .requiredOption("--facts <file>", "NDJSON, as florin replay takes it")
    .option(
      "--plan <file>",
      "a plan that florin forecast --json wrote; the model's own where absent",
    )
    .option("--scenario <id>", "a scenario of the model instead of the plan itself; without --plan")
    .addOption(
      new Option("--metric <id>", "what is looked at").choices(varianceMetrics).default("revenue"),
    )
    .option("--month <month>", "one month, 2027-03; instead of --from and --to")
    .option("--from <month>", "the first month; that of the plan where absent")
    .option("--to <month>", "the last month: the books are closed up to it")
    .option("--skip-bad", "count the good lines although others were refused")
    .option("--json", "print JSON")
    .addHelpText("after", examples)
    .action(async (path: string, options: VarianceOptions) => {
      exit(await variance(path, options, terminal));
    });
}

/** Replays facts, holds them against a plan and prints the difference; 1 where something is refused. */
export async function variance(
  path: string,
  options: VarianceOptions,
  terminal: Terminal,
): Promise<number> {
  const { facts = "", metric, month } = options;
  const to = month ?? options.to;
  if (to === undefined) return refuseWith([untilNeeded], terminal);
  const opened = await openModel(path);
  if (!opened.ok) return refuseWith(opened.faults, terminal);
  const books = opened.value;
  const plan = await openPlan(books.current.model, options);
  if (!plan.ok) return refuseWith(plan.faults, terminal);
  const span = planSpan(plan.value, { from: month ?? options.from, to });
  if (!span.ok) return refuseWith(atOptions(span.faults, month), terminal);
  const { first } = plan.value.figures;
  const last = first + span.value.to;
  const replayed = await replayBusiness(facts, books, last, options.skipBad === true, terminal);
  if (!replayed.ok || replayed.value === undefined) return refuseReplay(replayed, terminal);
  const { happened, rates } = replayed.value;
  warnOfUnknownSegments(happened.accounts, plan.value.model, terminal);
  const actual = actualOfPlan(happened, plan.value, span.value.to, rates);
  if (!actual.ok) return refuseWith(actual.faults, terminal);
  const { model, document, figures } = plan.value;
  const tree = varianceAnswer(
    openVariance(metric, figures, actual.value, span.value),
    metric,
    model,
  );
  const heading = {
    metric,
    currency: model.currency,
    from: monthText(first + span.value.from),
    to: monthText(last),
    plan: document.model,
  };
  if (options.json === true) terminal.out(JSON.stringify({ ...heading, variance: tree }, null, 2));
  else for (const row of varianceText(tree, heading, terminal)) terminal.out(row);
  return 0;
}

/** Faults at the options that said what is wrong; one month is wrong once, although it is both the first and the last. */
const atOptions = (faults: readonly Fault[], month: string | undefined): readonly Fault[] =>
  month === undefined
    ? faults.map((fault) => ({ ...fault, path: fault.path.replace("/", "--") }))
    : faults.slice(0, 1).map((fault) => ({ ...fault, path: "--month" }));
