import { Command, Option } from "commander";
import type { Fault, Result } from "../fault/fault.ts";
import {
  answerMetrics,
  type FigureRows,
  figureRows,
  type MetricsAnswer,
} from "../metrics/accounts/metrics-answer.ts";
import {
  type MetricsPlan,
  type MetricsQuery,
  planMetrics,
  planRows,
} from "../metrics/accounts/metrics-request.ts";
import { replayedInput } from "../metrics/accounts/replayed-input.ts";
import { metricsCsv } from "../metrics/metrics-csv.ts";
import { chosenOverModel } from "../metrics/model-settings.ts";
import { presets } from "../metrics/presets.ts";
import type { ChosenSettings } from "../metrics/read-settings.ts";
import { parseChoices } from "../metrics/setting-choices.ts";
import { sliceDimensions } from "../metrics/slices.ts";
import { type Exit, exitCodes, exitProcess } from "./exit.ts";
import { metricsText, rowsText } from "./metrics-text.ts";
import { openModel } from "./open-model.ts";
import { repeated } from "./repeated.ts";
import { parseUntil, printRefused, readFacts } from "./replay.ts";
import { replayFacts } from "./replay-facts.ts";
import { happeningsOnTheWay } from "./replay-happenings.ts";
import { dataFolderDefault } from "./stored-data.ts";
import { refuseWith, type Terminal } from "./terminal.ts";

/** What `florin metrics` was asked. */
export interface MetricsOptions {
  readonly until?: string;
  readonly skipBad?: boolean;
  readonly data: string;
  readonly tenant: string;
  readonly from?: string;
  readonly to?: string;
  readonly metrics?: string;
  readonly by?: string;
  readonly preset?: string;
  readonly set?: readonly string[];
  readonly rows?: string;
  readonly term?: string;
  readonly json?: boolean;
  readonly csv?: boolean;
}

const examples = `
Without files it reads what a server has stored; with a model and facts it replays them, without any server.

Examples:
  florin metrics --from 2026-01 --to 2026-03
  florin metrics --metrics mrr,nrr,grr --preset chartmogul --json
  florin metrics --rows churn-mrr --to 2026-02         the rows behind the figure of February
  florin metrics model.ts facts.ndjson --until 2026-03-31 --by plan
  florin metrics model.ts facts.ndjson --until 2026-03-31 --set usage:in,discounts:none --csv`;

/** `florin metrics [MODEL FACTS]`: metrics of a server's store, or of a replay. */
export function metricsCommand(terminal: Terminal, exit: Exit = exitProcess): Command {
  return new Command("metrics")
    .description(
      "MRR and its movements, retention, churn, cohorts and what the books say, by month",
    )
    .argument("[model]", "a .ts, .yaml or .json model file, to replay facts with")
    .argument("[facts]", "NDJSON: one fact a line, in any order")
    .option("--until <date>", "replay to the end of this day, or to this RFC 3339 instant")
    .option("--skip-bad", "replay the good lines although others were refused")
    .option(
      "--data <folder>",
      "the folder of florin serve; DATABASE_URL goes before it",
      dataFolderDefault,
    )
    .option("--tenant <id>", "whose metrics", "default")
    .option("--from <month>", "first month, 2026-01; eleven before the last where absent")
    .option("--to <month>", "last month; the running one where absent")
    .option("--metrics <ids>", "ids with commas between them; all where absent")
    .addOption(
      new Option("--by <what>", "also the movements of each of these").choices(sliceDimensions),
    )
    .addOption(
      new Option("--preset <name>", "settings that come near to another tool's").choices(
        Object.keys(presets),
      ),
    )
    .option("--set <name:value>", "a setting where tools disagree; repeat it for several", repeated)
    .option("--rows <metric>", "print the rows behind a metric's figure of the last month")
    .option("--term <name>", "whose rows: a term of the metric's formula")
    .option("--json", "print JSON, as the API answers it")
    .addOption(new Option("--csv", "print CSV").conflicts(["json", "rows"]))
    .addHelpText("after", examples)
    .action(
      async (model: string | undefined, facts: string | undefined, options: MetricsOptions) => {
        exit(await printMetrics(model, facts, options, terminal));
      },
    );
}

/** Where metrics come from: what is stored, or what was replayed. */
export interface MetricsSource {
  readonly report: (query: MetricsQuery) => Promise<Result<MetricsAnswer>>;
  /** Undefined where the figure has no such term, or nobody was won in the cohort's month. */
  readonly rows: (request: RowsQuestion) => Promise<Result<FigureRows | undefined>>;
}

/** Which rows: those behind a figure of a month, or behind the cohort of a month. */
export interface RowsQuestion {
  readonly metric: string;
  readonly month?: string;
  readonly term?: string;
  readonly settings: ChosenSettings;
}

/** Counts and prints; 1 where the question, the model or the facts are refused. */
async function printMetrics(
  modelPath: string | undefined,
  factsPath: string | undefined,
  options: MetricsOptions,
  terminal: Terminal,
): Promise<number> {
  const print = (source: MetricsSource): Promise<number> => printFrom(source, options, terminal);
  if (modelPath === undefined) {
    // The store is loaded only where it is asked: a replay needs no database driver.
    const { withStoredMetrics } = await import("./stored-metrics.ts");
    return withStoredMetrics(options, terminal, print);
  }
  if (factsPath === undefined || options.until === undefined)
    return refuseWith([incomplete(factsPath)], terminal);
  return withReplay(modelPath, factsPath, { ...options, until: options.until }, terminal, print);
}

const incomplete = (factsPath: string | undefined): Fault =>
  factsPath === undefined
    ? {
        code: "file-not-found",
        path: "facts",
        message: "a model alone has no metrics",
        suggestion: "name a file of facts behind it",
      }
    : {
        code: "until-needed",
        path: "--until",
        message: "a replay has to end somewhere",
        suggestion: "add --until 2026-03-31",
      };

async function withReplay(
  modelPath: string,
  factsPath: string,
  options: MetricsOptions & { readonly until: string },
  terminal: Terminal,
  print: (source: MetricsSource) => Promise<number>,
): Promise<number> {
  const opened = await openModel(modelPath);
  if (!opened.ok) return refuseWith(opened.faults, terminal);
  const books = opened.value;
  const until = parseUntil(options.until, books.current);
  if (!until.ok) return refuseWith(until.faults, terminal);
  const facts = await readFacts(factsPath, () => replayFacts(factsPath, books, terminal));
  if (!facts.ok) return refuseWith(facts.faults, terminal);
  printRefused(factsPath, facts.value, terminal);
  if (facts.value.refusedLines > 0 && options.skipBad !== true) {
    terminal.err("Nothing was counted. Mend these lines, or count the others with --skip-bad.");
    return exitCodes.refused;
  }
  const { replay } = facts.value;
  const onTheWay = happeningsOnTheWay(terminal);
  const asOf = until.value;
  const { zone, model } = books.current;
  const now = { zone, asOf };
  const settingsFor = ({ settings }: { readonly settings?: ChosenSettings }): ChosenSettings =>
    chosenOverModel(model, settings);
  const counted = (plan: MetricsPlan) =>
    replayedInput(
      {
        models: [model],
        books,
        happenings: watched(replay.happeningsUntil(asOf), onTheWay.note),
        customerOf: (id) => replay.accounts.get(id)?.customer,
        accounts: () => replay.standing.values(),
        rates: replay.rates,
        until: asOf,
      },
      plan,
    );
  const code = await print({
    report: async (query) => {
      const plan = planMetrics({ ...query, settings: settingsFor(query) }, now);
      return plan.ok ? answerMetrics(plan.value, counted(plan.value)) : plan;
    },
    rows: async ({ term, ...request }) => {
      const plan = planRows({ ...request, settings: settingsFor(request) }, now);
      return plan.ok ? figureRows(plan.value, counted(plan.value), term) : plan;
    },
  });
  return onTheWay.failed() ? exitCodes.refused : code;
}

type Happened = ReturnType<Awaited<ReturnType<typeof replayFacts>>["replay"]["happeningsUntil"]>;

function* watched(
  happenings: Happened,
  note: ReturnType<typeof happeningsOnTheWay>["note"],
): Generator<Happened extends Iterable<infer One> ? One : never> {
  for (const happening of happenings) {
    if (happening.kind !== "document") note(happening);
    yield happening;
  }
}

async function printFrom(
  source: MetricsSource,
  options: MetricsOptions,
  terminal: Terminal,
): Promise<number> {
  const { from, to, by, preset, rows, term } = options;
  const choices = parseChoices((options.set ?? []).join(","), "--set");
  if (!choices.ok) return refuseWith(choices.faults, terminal);
  const settings: ChosenSettings = {
    ...choices.value,
    ...(preset === undefined ? {} : { preset }),
  };
  if (rows !== undefined)
    return printRows(
      source,
      {
        metric: rows,
        ...(to === undefined ? {} : { month: to }),
        ...(term === undefined ? {} : { term }),
        settings,
      },
      options,
      terminal,
    );
  const answer = await source.report({
    ...(from === undefined ? {} : { from }),
    ...(to === undefined ? {} : { to }),
    ...(by === undefined ? {} : { by }),
    ...(options.metrics === undefined ? {} : { metrics: options.metrics.split(",") }),
    settings,
  });
  if (!answer.ok) return refuseWith(atOptions(answer.faults), terminal);
  const report = answer.value;
  if (options.json === true) terminal.out(JSON.stringify(report, null, 2));
  else if (options.csv === true) terminal.out(metricsCsv(report).replace(/\r\n$/, ""));
  else for (const row of metricsText(report, terminal)) terminal.out(row);
  return exitCodes.done;
}

async function printRows(
  source: MetricsSource,
  request: RowsQuestion,
  { json }: MetricsOptions,
  terminal: Terminal,
): Promise<number> {
  const found = await source.rows(request);
  if (!found.ok) return refuseWith(atOptions(found.faults), terminal);
  if (found.value === undefined) return refuseWith([nothingBehind(request.metric)], terminal);
  if (json === true) terminal.out(JSON.stringify(found.value, null, 2));
  else for (const row of rowsText(found.value, terminal)) terminal.out(row);
  return exitCodes.done;
}

const nothingBehind = (metric: string): Fault => ({
  code: "not-found",
  path: "--term",
  message: "there is nothing behind that: no such term, or nobody was won in that month",
  value: metric,
});

const optionOf: Readonly<Record<string, string>> = {
  from: "--from",
  to: "--to",
  month: "--to",
  by: "--by",
  preset: "--preset",
  metric: "--rows",
  metrics: "--metrics",
};

/** Faults at the options that said what is wrong. */
const atOptions = (faults: readonly Fault[]): readonly Fault[] =>
  faults.map((fault) => {
    const [, field = ""] = fault.path.split("/");
    const isSetting = fault.code.endsWith("-metric-setting");
    const path = isSetting ? "--set" : (optionOf[field] ?? fault.path);
    return { ...fault, path };
  });
