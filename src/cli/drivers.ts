import { Command } from "commander";
import { monthText } from "../ledger/recognition/accounting-month.ts";
import { groupThousands } from "../money/quantity.ts";
import { actualOfPlan, planSpan } from "../plan/actual/plan-and-actual.ts";
import { assumedDelay, collectionDelay } from "../plan/measured/collection-delay.ts";
import {
  type DriverUnit,
  type MeasuredDriver,
  measureDrivers,
} from "../plan/measured/measure-drivers.ts";
import { harmless, left, right } from "./columns.ts";
import { type Exit, exitProcess } from "./exit.ts";
import { openModel } from "./open-model.ts";
import { openPlan } from "./open-plan.ts";
import { refuseReplay, replayBusiness, untilNeeded } from "./replayed-business.ts";
import { refuseWith, styled, type Terminal } from "./terminal.ts";
import { warnOfUnknownSegments } from "./unknown-segments.ts";

interface DriversOptions {
  readonly facts?: string;
  readonly plan?: string;
  readonly scenario?: string;
  readonly from?: string;
  readonly to?: string;
  readonly skipBad?: boolean;
  readonly json?: boolean;
}

const examples = `
Examples:
  florin drivers model.ts --facts facts.ndjson --to 2027-06
  florin drivers model.ts --facts facts.ndjson --to 2027-06 --json | jq '.drivers[] | select(.within == false)'`;

/** `florin drivers MODEL --facts FILE`: what a plan assumes, beside what was seen of it. */
export function driversCommand(terminal: Terminal, exit: Exit = exitProcess): Command {
  return new Command("drivers")
    .description("print each driver of a plan beside its measured value, with an interval of 95%")
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
    .option("--from <month>", "the first month; that of the plan where absent")
    .option("--to <month>", "the last month: the books are closed up to it")
    .option("--skip-bad", "count the good lines although others were refused")
    .option("--json", "print JSON")
    .addHelpText("after", examples)
    .action(async (path: string, options: DriversOptions) => {
      exit(await drivers(path, options, terminal));
    });
}

/** Replays facts and measures the drivers of a plan by them; 1 where something is refused. */
export async function drivers(
  path: string,
  options: DriversOptions,
  terminal: Terminal,
): Promise<number> {
  const { facts = "", to } = options;
  if (to === undefined) return refuseWith([untilNeeded], terminal);
  const opened = await openModel(path);
  if (!opened.ok) return refuseWith(opened.faults, terminal);
  const books = opened.value;
  const plan = await openPlan(books.current.model, options);
  if (!plan.ok) return refuseWith(plan.faults, terminal);
  const { document, figures, model } = plan.value;
  const span = planSpan(plan.value, { from: options.from, to });
  if (!span.ok)
    return refuseWith(
      span.faults.map((fault) => ({ ...fault, path: fault.path.replace("/", "--") })),
      terminal,
    );
  const { first } = figures;
  const months = { first: first + span.value.from, last: first + span.value.to };
  const skip = options.skipBad === true;
  const replayed = await replayBusiness(facts, books, months.last, skip, terminal);
  if (!replayed.ok || replayed.value === undefined) return refuseReplay(replayed, terminal);
  const { happened, rates } = replayed.value;
  warnOfUnknownSegments(happened.accounts, model, terminal);
  const actual = actualOfPlan(happened, plan.value, span.value.to, rates);
  if (!actual.ok) return refuseWith(actual.faults, terminal);
  const { zone } = books.current;
  const delay = collectionDelay(happened.entries, zone, months.first, months.last);
  const measured = measureDrivers(
    {
      plan: figures,
      actual: actual.value,
      delay,
      assumedDelay: assumedDelay(model, document.scenario),
    },
    span.value,
  );
  const heading = {
    plan: document.model,
    from: monthText(months.first),
    to: monthText(months.last),
  };
  if (options.json === true)
    terminal.out(JSON.stringify({ ...heading, drivers: measured }, null, 2));
  else {
    terminal.out(
      harmless(`Drivers of ${model.name} ${document.model}, ${heading.from} to ${heading.to}`),
    );
    terminal.out("");
    for (const row of driverRows(measured, terminal)) terminal.out(row);
  }
  return 0;
}

const figureWidth = 11;

function driverRows(all: readonly MeasuredDriver[], terminal: Terminal): readonly string[] {
  const width = Math.max(6, ...all.map((one) => wordOf(one).length));
  const head = [
    left("", width + 2),
    right("assumed", figureWidth),
    right("measured", figureWidth),
    right("95% from", figureWidth),
    right("to", figureWidth),
    right("of", figureWidth),
  ].join(" ");
  return [
    styled("bold", head, terminal, "out"),
    ...all.flatMap((one) => {
      const { id, unit, assumed, measured, interval, observations, within } = one;
      const shown = (value: number | null | undefined): string =>
        right(value === null || value === undefined ? "–" : figureText(value, unit), figureWidth);
      const colour = within === null ? "yellow" : within ? "green" : "red";
      return [
        harmless(`${id} (${unit})`),
        [
          `  ${styled(colour, left(wordOf(one), width), terminal, "out")}`,
          shown(assumed),
          shown(measured),
          shown(interval?.low),
          shown(interval?.high),
          right(observations === 0 ? "" : groupThousands(String(observations)), figureWidth),
        ].join(" "),
      ];
    }),
  ];
}

/** How what was assumed stands beside what was seen. */
function wordOf({ assumed, measured, within }: MeasuredDriver): string {
  if (within !== null) return within ? "holds" : "off";
  if (measured === null) return "unseen";
  return assumed === null ? "not planned" : "unclear";
}

const figureText = (value: number, unit: DriverUnit): string =>
  unit === "share" || unit === "share per month"
    ? `${(value * 100).toFixed(1)}%`
    : groupThousands(value.toFixed(2));
