import { Command } from "commander";
import { type Fault, pathTo } from "../fault/fault.ts";
import { monthText } from "../ledger/recognition/accounting-month.ts";
import { parseMonth } from "../metrics/calendar-month.ts";
import { loadModel } from "../model/load-model.ts";
import { type Sought, seek } from "../plan/chance/seek.ts";
import { figureText } from "../plan/figure-text.ts";
import { harmless } from "./columns.ts";
import { type Exit, exitProcess } from "./exit.ts";
import { startProgress } from "./progress.ts";
import { refuseInFile, refuseWith, styled, type Terminal } from "./terminal.ts";
import { monthOption } from "./trials/month-option.ts";
import { driverText } from "./trials/tornado-text.ts";

interface SeekOptions {
  readonly driver: string;
  readonly figure: string;
  readonly atLeast?: string;
  readonly atMost?: string;
  readonly in?: string;
  readonly from?: string;
  readonly to?: string;
  readonly scenario?: string;
  readonly json?: boolean;
}

const examples = `
Examples:
  florin seek model.ts --driver churn --figure metrics.nrr --at-least 115%
  florin seek model.ts --driver wages --figure forecast.cash --at-least "0 USD" --in 2028-12`;

/** `florin seek MODEL`: what one driver would have to be for a figure to reach a goal. */
export function seekCommand(terminal: Terminal, exit: Exit = exitProcess): Command {
  return new Command("seek")
    .description("find the value of one driver at which a figure of the forecast reaches a goal")
    .argument("<model>", "a .ts, .yaml or .json model file")
    .requiredOption("--driver <name>", "the figure to set to another value, as formulas read it")
    .requiredOption(
      "--figure <formula>",
      "what is to be reached: metrics.nrr, total(forecast.ebitda)",
    )
    .option("--at-least <figure>", "the goal, in the unit of the figure: 115%")
    .option("--at-most <figure>", "the goal from above")
    .option("--in <month>", "the month that a monthly figure is read in; the plan's last")
    .option("--from <figure>", "seek from here on; from the driver's own bounds where absent")
    .option("--to <figure>", "seek up to here")
    .option("--scenario <id>", "a scenario of the model instead of the plan itself")
    .option("--json", "print { driver, now, goal, verdict, turns, … } as JSON")
    .addHelpText("after", examples)
    .action(async (path: string, options: SeekOptions) => {
      exit(await sought(path, options, terminal));
    });
}

/** Seeks and prints; 1 where the model is refused, or no value reaches the goal. */
async function sought(path: string, options: SeekOptions, terminal: Terminal): Promise<number> {
  const loaded = await loadModel(path);
  if (!loaded.ok) return refuseInFile(path, loaded.faults, terminal);
  const { model } = loaded.value;
  const month = monthOption(options.in, model);
  if (!month.ok) return refuseWith(month.faults, terminal);
  const { in: _, json, ...asked } = options;
  const bar = startProgress("Seeking", 1, terminal);
  const found = seek(
    model,
    { ...asked, ...(month.value === undefined ? {} : { month: month.value }) },
    (done, of) => bar.at(done / of, harmless(asked.driver)),
  );
  bar.clear();
  if (!found.ok) {
    const faults = found.faults.map((fault) => atDriver(fault, asked.driver));
    return faults.every((fault) => fault.path.startsWith("--"))
      ? refuseWith(faults, terminal)
      : refuseInFile(path, faults, terminal);
  }
  const first = parseMonth(model.horizon?.from ?? "");
  if (!first.ok) return refuseInFile(path, first.faults, terminal);
  const at = monthText(first.value + found.value.month);
  if (json === true) terminal.out(JSON.stringify({ ...found.value, month: at }, null, 2));
  else for (const row of soughtRows(found.value, at, options, terminal)) terminal.out(row);
  return found.value.verdict === "none" ? 1 : 0;
}

/** The fault of a driver's name, at its option. */
const atDriver = (fault: Fault, driver: string): Fault =>
  fault.path === pathTo("", driver) ? { ...fault, path: "--driver" } : fault;

function soughtRows(
  { driver, driverUnit, figureUnit, now, goal, from, to, verdict, turns, nearest }: Sought,
  month: string,
  { figure, atLeast, atMost }: SeekOptions,
  terminal: Terminal,
): readonly string[] {
  const like = atLeast ?? atMost ?? "";
  const text = (value: number | undefined): string =>
    value === undefined ? "no number" : figureText(value, figureUnit, like);
  // A bisection ends within the last digits of a double, which say nothing.
  const cameTo = (value: number): string =>
    text(Math.abs(value - goal) <= 1e-9 * Math.max(1, Math.abs(now.figure ?? 0)) ? goal : value);
  const own = (value: number): string => driverText(value, driverUnit);
  const bound = `${atLeast === undefined ? "at most" : "at least"} ${text(goal)}`;
  const range = `from ${own(from)} to ${own(to)}`;
  const ends = {
    some: `${bound} is reached`,
    several: `${bound} is reached and lost more than once`,
    all: `${bound} is reached by every value ${range}`,
    none: `${bound} is reached by no value ${range}`,
  };
  return [
    harmless(`${figure} in ${month} is ${text(now.figure)}, where ${driver} is ${own(now.driver)}`),
    styled(verdict === "none" ? "red" : "green", ends[verdict], terminal, "out"),
    ...turns.map(
      ({ value, figure: came, reached }) =>
        `  with ${own(value)} and ${reached === "above" ? "more" : "less"}: ${cameTo(came)}`,
    ),
    ...(nearest === undefined
      ? []
      : [`  nearest to it with ${own(nearest.value)}: ${text(nearest.figure)}`]),
  ];
}
