import { Command } from "commander";
import { isBehindMetrics } from "../model/drivers/metric-entries.ts";
import { loadModel } from "../model/load-model.ts";
import {
  type ExplainedFigure,
  explainPlan,
  type PlanExplained,
} from "../plan/figures/figure-tree.ts";
import { monthsAskedFor } from "../plan/forecast/months-asked-for.ts";
import { displayWidth, harmless } from "./columns.ts";
import { type Exit, exitProcess } from "./exit.ts";
import { wholeOption } from "./number-option.ts";
import { whileDoing } from "./progress.ts";
import { refuseInFile, refuseWith, type Terminal } from "./terminal.ts";

interface FiguresOptions {
  readonly depth: string;
  readonly month?: string;
  readonly all?: boolean;
  readonly json?: boolean;
}

const examples = `
Examples:
  florin figures model.ts
  florin figures model.ts forecast.ebitda --depth 2 --month 12`;

/** `florin figures MODEL [FIGURE]`: every figure of a plan, or what feeds one. */
export function figuresCommand(terminal: Terminal, exit: Exit = exitProcess): Command {
  return new Command("figures")
    .description("list the figures of a plan, or print what one is computed from")
    .argument("<model>", "a .ts, .yaml or .json model file")
    .argument("[figure]", "forecast.ebitda, segments.teams.new …; all of them where absent")
    .option("--depth <n>", "how far down it is explained, 1 to 10", "1")
    .option(
      "--month <n>",
      "the month of the plan whose values are printed, from 1; the last where absent",
    )
    .option("--all", "list what metrics are computed from, too")
    .option("--json", "print { figure, path, unit, formula, values, feeds } of each as JSON")
    .addHelpText("after", examples)
    .action(async (model: string, figure: string | undefined, options: FiguresOptions) => {
      exit(await figures(model, figure, options, terminal));
    });
}

/** Prints the figures of a model file; 1 where the model, its plan or the figure is refused. */
export async function figures(
  path: string,
  figure: string | undefined,
  { depth: depthText, month: monthText, all, json }: FiguresOptions,
  terminal: Terminal,
): Promise<number> {
  const depth = wholeOption(depthText, "--depth", { min: 1, max: 10 });
  if (!depth.ok) return refuseWith(depth.faults, terminal);
  const month =
    monthText === undefined ? undefined : wholeOption(monthText, "--month", { min: 1, max: 120 });
  if (month !== undefined && !month.ok) return refuseWith(month.faults, terminal);
  const loaded = await loadModel(path);
  if (!loaded.ok) return refuseInFile(path, loaded.faults, terminal);
  const { horizon } = loaded.value.model;
  const planned =
    horizon === undefined ? undefined : monthsAskedFor(month?.value, horizon.years * 12, "--month");
  if (planned?.ok === false) return refuseWith(planned.faults, terminal);
  const plan = await whileDoing("Forecast", harmless(loaded.value.model.name), terminal, () =>
    explainPlan(loaded.value.model),
  );
  if (!plan.ok) return refuseInFile(path, plan.faults, terminal);
  const found: ExplainedFigure[] = [];
  for (const name of figure === undefined ? plan.value.names : [figure]) {
    const explained = plan.value.explain(name);
    if (!explained.ok) return refuseWith(explained.faults, terminal);
    found.push(explained.value);
  }
  const valueIn = ({ values }: ExplainedFigure): number | null =>
    values[Math.min((month?.value ?? values.length) - 1, values.length - 1)] ?? null;
  const rows =
    json === true
      ? [JSON.stringify(figure === undefined ? found : found[0], null, 2)]
      : figure === undefined
        ? list(
            found.filter((one) => all === true || !isBehindMetrics(one.figure)),
            plan.value,
            valueIn,
          )
        : found.flatMap((one) => tree(one, depth.value, plan.value, valueIn));
  for (const row of rows) terminal.out(json === true ? row : harmless(row));
  return 0;
}

type ValueIn = (figure: ExplainedFigure) => number | null;

/** Names are never cut, for they are to be typed. */
function list(
  figures: readonly ExplainedFigure[],
  plan: PlanExplained,
  valueIn: ValueIn,
): readonly string[] {
  const width = Math.min(
    nameWidthMax,
    figures.reduce((most, one) => Math.max(most, displayWidth(one.figure)), 0),
  );
  return figures.map((one) => {
    const gap = " ".repeat(Math.max(width - displayWidth(one.figure), 0));
    return `${one.figure}${gap}  ${shown(one, plan, valueIn(one))}`;
  });
}

const nameWidthMax = 56;

function shown({ figure }: ExplainedFigure, plan: PlanExplained, value: number | null): string {
  return value === null ? "–" : plan.text(figure, value);
}

/** A figure with its formula and value, and below it what it reads; one that stood above is not explained again. */
function tree(
  figure: ExplainedFigure,
  depth: number,
  plan: PlanExplained,
  valueIn: ValueIn,
  indent = "",
  seen = new Map<string, number>(),
): readonly string[] {
  const value = valueIn(figure);
  const text = shown(figure, plan, value);
  const formula =
    figure.formula === undefined || (plan.isTold(figure.figure) && isWhole(value))
      ? ""
      : ` = ${figure.formula}`;
  // What stood above was explained no less deeply there.
  const again = formula !== "" && (seen.get(figure.figure) ?? -1) >= depth;
  seen.set(figure.figure, depth);
  const own = [`${indent}${figure.figure}: ${text}${again ? ", as above" : formula}`];
  if (again || depth === 0) return own;
  return [
    ...own,
    ...figure.feeds.flatMap((name) => {
      const below = plan.explain(name);
      return below.ok ? tree(below.value, depth - 1, plan, valueIn, `${indent}  `, seen) : [];
    }),
  ];
}

/** Whether a value is said with all its digits, so that what tells it says nothing more. */
const isWhole = (value: number | null): boolean =>
  value !== null && (Number.isInteger(value) || value === Number(value.toPrecision(4)));
