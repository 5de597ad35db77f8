import { Command } from "commander";
import { monthText } from "../ledger/recognition/accounting-month.ts";
import { groupThousands } from "../money/quantity.ts";
import { driversOfPlan } from "../plan/measured/drivers-of-plan.ts";
import type { DriverUnit, MeasuredDriver } from "../plan/measured/measure-drivers.ts";
import { harmless, left, right } from "./columns.ts";
import { type Exit, exitProcess } from "./exit.ts";
import { refuseReplay } from "./replayed-business.ts";
import { type ReplayedPlanOptions, replayPlan } from "./replayed-plan.ts";
import { refuseWith, styled, type Terminal } from "./terminal.ts";

interface DriversOptions extends Omit<ReplayedPlanOptions, "month"> {
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
  const replayed = await replayPlan(path, options, terminal);
  if (!replayed.ok || replayed.value === undefined) return refuseReplay(replayed, terminal);
  const { happened, rates, plan, span } = replayed.value;
  const measured = driversOfPlan(happened, plan, span, rates);
  if (!measured.ok) return refuseWith(measured.faults, terminal);
  const { document, figures, model } = plan;
  const heading = {
    plan: document.model,
    from: monthText(figures.first + span.from),
    to: monthText(figures.first + span.to),
  };
  if (options.json === true)
    terminal.out(JSON.stringify({ ...heading, drivers: measured.value }, null, 2));
  else {
    terminal.out(
      harmless(`Drivers of ${model.name} ${document.model}, ${heading.from} to ${heading.to}`),
    );
    terminal.out("");
    for (const row of driverRows(measured.value, terminal)) terminal.out(row);
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
    : groupThousands(unit === "money per unit" ? shortest(value) : value.toFixed(2));

/** To four digits that count: what a unit costs is often far less than a cent. */
const shortest = (value: number): string =>
  value.toFixed(12).replace(/^(-?0\.0*[1-9]\d{0,3}|-?\d+\.\d{2}).*$/, "$1");
