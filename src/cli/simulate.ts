import { Command, Option } from "commander";
import { type Fault, ok, type Result, refuse } from "../fault/fault.ts";
import { loadModel } from "../model/load-model.ts";
import { minorUnits } from "../money/currency.ts";
import { add, decimalOf, formatFixed, zero } from "../money/decimal.ts";
import { groupThousands } from "../money/quantity.ts";
import type { ComparedFigure } from "../twin/compare.ts";
import { defaultUsageSpread } from "../twin/live-by-chance.ts";
import type { Joining } from "../twin/random-fates.ts";
import { type Simulation, type SimulationChoice, simulatePlan } from "../twin/simulate.ts";
import { simulateByChance } from "../twin/simulate-by-chance.ts";
import { harmless, left, right } from "./columns.ts";
import { type Exit, exitProcess } from "./exit.ts";
import { countedAsAsked, type SettingOptions, withSettingOptions } from "./metric-settings.ts";
import { wholeOption } from "./number-option.ts";
import { startProgress } from "./progress.ts";
import { simulateAgainst } from "./simulate-against.ts";
import { printByChance } from "./simulated-by-chance.ts";
import { counted, refuseInFile, refuseWith, styled, type Terminal } from "./terminal.ts";

interface SimulateOptions extends SettingOptions {
  readonly months?: string;
  readonly seed?: string;
  readonly joining?: string;
  readonly usageSpread?: string;
  readonly scenario?: string;
  readonly server?: string;
  readonly key?: string;
  readonly json?: boolean;
}

const examples = `
At most 50,000 customers are lived, and 250,000 months of customers.

Examples:
  florin simulate model.ts
  florin simulate model.ts --months 12 --json | jq '.figures[] | select(.equal | not)'
  florin simulate model.ts --seed 7
  florin simulate model.ts --months 3 --server http://127.0.0.1:4280   tells a server the same business, and compares`;

/** `florin simulate MODEL`: a plan's customers, one by one, through the machine that bills real ones. */
export function simulateCommand(terminal: Terminal, exit: Exit = exitProcess): Command {
  const command = new Command("simulate")
    .description(
      "live the plan's customers through the account machine, and hold what comes of them against the forecast",
    )
    .argument("<model>", "a .ts, .yaml or .json model file")
    .option(
      "--months <n>",
      "so many months of the plan, from 1 to all of them, which is what is lived where absent",
    )
    .option(
      "--seed <n>",
      "customers who come, use, move and leave by chance, the same for a seed: 0 to 4,294,967,295",
    )
    .addOption(
      new Option(
        "--joining <when>",
        "with --seed: customers of a month join on its first day, as in the forecast, or on any day of it",
      )
        .choices(["first-day", "any-day"])
        .default("first-day"),
    )
    .option(
      "--usage-spread <n>",
      "with --seed: the standard deviation of what a customer uses, as a part of what is expected: 0 to 5, as the plan says where absent",
    )
    .option("--scenario <id>", "a scenario of the model instead of the plan itself");
  return withSettingOptions(command)
    .option("--server <url>", "tell a running server the business, and compare what it bills")
    .option("--key <key>", "its API key; FLORIN_API_KEY or that of .florin where absent")
    .option("--json", "print { customers, documents, figures } as JSON")
    .addHelpText("after", examples)
    .action(async (path: string, options: SimulateOptions) => {
      exit(await simulate(path, options, terminal));
    });
}

/**
 * Simulates the plan of a model file and prints each month; 1 where it is refused, or where customers who do what is expected differ from the
 * forecast.
 */
export async function simulate(
  path: string,
  options: SimulateOptions,
  terminal: Terminal,
): Promise<number> {
  const inFile = (faults: readonly Fault[]): number => refuseInFile(path, faults, terminal);
  const loaded = await loadModel(path);
  if (!loaded.ok) return inFile(loaded.faults);
  const asked = countedAsAsked(loaded.value.model, options);
  if (!asked.ok) return refuseWith(asked.faults, terminal);
  const model = asked.value;
  const { scenario, json } = options;
  const months = optional(options.months, "--months", 1, 120);
  if (!months.ok) return refuseWith(months.faults, terminal);
  const seed = optional(options.seed, "--seed", 0, 4_294_967_295);
  if (!seed.ok) return refuseWith(seed.faults, terminal);
  const spread = spreadOption(options.usageSpread);
  if (!spread.ok) return refuseWith(spread.faults, terminal);
  const joining: Joining = options.joining === "any-day" ? "any-day" : "first-day";
  const chances = { joining, usageSpread: spread.value };
  const progress = startProgress("Living", 1, terminal);
  const choice: SimulationChoice = {
    ...(months.value === undefined ? {} : { months: months.value }),
    scenario,
    progress: (lived, of) => progress.at(lived / of, `${lived} of ${counted(of, "month")}`),
  };
  const title = `${model.name} ${model.version}`;
  if (options.server !== undefined) {
    const { server, key } = options;
    const asked = { server, ...(key === undefined ? {} : { key }), json: json === true };
    const own = {
      ...choice,
      ...(seed.value === undefined ? {} : { seed: seed.value, ...chances }),
    };
    const compared = await simulateAgainst(model, own, asked, terminal);
    return compared.ok ? compared.value : inFile(compared.faults);
  }
  if (seed.value !== undefined) {
    const chanced = simulateByChance(model, { ...choice, ...chances, seed: seed.value });
    progress.clear();
    if (!chanced.ok) return inFile(chanced.faults);
    const { forecast: _, ...told } = chanced.value;
    if (json === true) terminal.out(JSON.stringify(told, null, 2));
    else printByChance(title, chanced.value, terminal);
    return 0;
  }
  const simulated = simulatePlan(model, choice);
  progress.clear();
  if (!simulated.ok) return inFile(simulated.faults);
  const { customers, documents, figures } = simulated.value;
  if (json === true) terminal.out(JSON.stringify({ customers, documents, figures }, null, 2));
  else print(title, simulated.value, terminal);
  return figures.every(({ equal }) => equal) ? 0 : 1;
}

/** A whole number that need not be given. */
function optional(
  text: string | undefined,
  option: string,
  min: number,
  max: number,
): Result<number | undefined> {
  return text === undefined ? ok(undefined) : wholeOption(text, option, { min, max });
}

/** The spread of use, as a part of what is expected. */
function spreadOption(text: string | undefined): Result<number> {
  if (text === undefined) return ok(defaultUsageSpread);
  const value = /^\d+(\.\d+)?$/.test(text) ? Number(text) : Number.NaN;
  if (value <= 5) return ok(value);
  return refuse({
    code: "out-of-range",
    path: "--usage-spread",
    message: "the spread of use is a part of what is expected, from 0 to 5",
    value: text,
    suggestion: "write a number such as 0.5",
  });
}

const columns = ["billings", "revenue", "mrr", "collections"] as const;

function print(
  title: string,
  { customers, documents, forecast, figures }: Simulation,
  terminal: Terminal,
): void {
  terminal.out(harmless(`Simulation of ${title}`));
  terminal.out(
    `${counted(customers, "customer")}, ${counted(documents, "document")}, ${forecast.currency}`,
  );
  terminal.out("");
  const head = [left("Month", 8), ...columns.map((one) => right(one, 16)), "  as forecast"].join(
    " ",
  );
  terminal.out(styled("bold", head, terminal, "out"));
  for (const [month, own] of byMonth(figures)) {
    const sums = columns.map((column) => {
      const lived = own
        .filter(({ figure }) => figure === column)
        .map((one) => decimalOf(one.lived));
      return groupThousands(formatFixed(lived.reduce(add, zero), minorUnits(forecast.currency)));
    });
    const wrong = own.filter(({ equal }) => !equal);
    const said =
      wrong.length === 0
        ? styled("green", "yes", terminal, "out")
        : wrong.map(difference).join("; ");
    terminal.out([left(month, 8), ...sums.map((sum) => right(sum, 16)), ` ${said}`].join(" "));
  }
  const off = figures.filter(({ equal }) => !equal).length;
  terminal.out("");
  terminal.out(
    off === 0
      ? `${counted(figures.length, "figure")}, each as forecast to the cent`
      : `${off} of ${counted(figures.length, "figure")} differ from the forecast`,
  );
}

const difference = ({ figure, stream, forecast }: ComparedFigure): string =>
  `${figure}${stream === undefined ? "" : ` of ${stream}`} was to be ${forecast}`;

function byMonth(figures: readonly ComparedFigure[]): ReadonlyMap<string, ComparedFigure[]> {
  const months = new Map<string, ComparedFigure[]>();
  for (const one of figures) {
    const own = months.get(one.month);
    if (own === undefined) months.set(one.month, [one]);
    else own.push(one);
  }
  return months;
}
