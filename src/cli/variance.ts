import { Command } from "commander";
import type { Fault } from "../fault/fault.ts";
import { monthText } from "../ledger/recognition/accounting-month.ts";
import { metricVariance } from "../plan/variance/metric-variance.ts";
import { varianceAnswer } from "../plan/variance/variance-answer.ts";
import { harmless } from "./columns.ts";
import { type Exit, exitProcess } from "./exit.ts";
import { withSettingOptions } from "./metric-settings.ts";
import { refuseReplay } from "./replayed-business.ts";
import { type ReplayedPlanOptions, replayPlan } from "./replayed-plan.ts";
import { refuseWith, type Terminal } from "./terminal.ts";
import { varianceText } from "./variance-text.ts";

interface VarianceOptions extends ReplayedPlanOptions {
  readonly metric: string;
  readonly json?: boolean;
}

/** What may be asked for. */
export const metricOption =
  "what is looked at: revenue, billings, mrr, customers, or any other figure of the plan by its id: nrr, arpa, gross-margin, cash";

const examples = `
Examples:
  florin forecast model.ts --json > plan.json          lock the plan
  florin variance model.ts --facts facts.ndjson --plan plan.json --to 2027-03
  florin variance model.ts --facts facts.ndjson --month 2027-03 --metric mrr
  florin variance model.ts --facts facts.ndjson --to 2027-06 --json | jq .variance.parts`;

/** `florin variance MODEL --facts FILE`: plan and actual, and what lies between them. */
export function varianceCommand(terminal: Terminal, exit: Exit = exitProcess): Command {
  const command = new Command("variance")
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
    .option("--metric <id>", metricOption, "revenue")
    .option("--month <month>", "one month, 2027-03; instead of --from and --to")
    .option("--from <month>", "the first month; that of the plan where absent")
    .option("--to <month>", "the last month: the books are closed up to it");
  return withSettingOptions(command)
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
  const replayed = await replayPlan(path, options, terminal);
  if (!replayed.ok || replayed.value === undefined) return refuseReplay(replayed, terminal);
  const { plan, span } = replayed.value;
  const { model, document, figures } = plan;
  const opened = metricVariance(options.metric, replayed.value, span);
  if (!opened.ok) return refuseWith(atMetric(opened.faults), terminal);
  const { metric } = opened.value;
  const tree = varianceAnswer(opened.value.tree, metric, model);
  const heading = {
    metric: metric.id,
    label: metric.label,
    unit: metric.unit,
    over: metric.over,
    assumed: opened.value.assumed,
    currency: model.currency,
    from: monthText(figures.first + span.from),
    to: monthText(figures.first + span.to),
    plan: document.model,
  };
  sayAssumed(opened.value.assumed, terminal);
  if (options.json === true) terminal.out(JSON.stringify({ ...heading, variance: tree }, null, 2));
  else for (const row of varianceText(tree, heading, terminal)) terminal.out(row);
  return 0;
}

/** Faults of the metric at its option. */
const atMetric = (faults: readonly Fault[]): readonly Fault[] =>
  faults.map((fault) => (fault.path === "/metric" ? { ...fault, path: "--metric" } : fault));

/** Says which costs are not what they were, as nobody told them. */
export function sayAssumed(assumed: readonly string[], terminal: Terminal): void {
  if (assumed.length === 0) return;
  terminal.err(
    harmless(
      `The books do not tell ${assumed.join(", ")}: taken as the plan has them for what happened. Tell them by entries on expenses:other:${assumed[0]}.`,
    ),
  );
}
