import { fileURLToPath } from "node:url";
import { Command } from "commander";
import { assert, ok, type Result } from "../fault/fault.ts";
import { type LoadedModel, loadModel } from "../model/load-model.ts";
import { type Florin, openFlorin } from "../server.ts";
import { daysFromCivil } from "../time/calendar.ts";
import { DAY_MS, formatInstant, type Instant } from "../time/instant.ts";
import { type ApiClient, apiClient } from "./demo/api-client.ts";
import { type DemoCustomer, demoBusiness } from "./demo/business.ts";
import { markDemoFolder, notRunningIn, takeDemoFolder } from "./demo/demo-folder.ts";
import { demoModel } from "./demo/demo-model.ts";
import { type DemoOptions, type ReadDemoOptions, readDemoOptions } from "./demo/demo-options.ts";
import { liveThrough } from "./demo/live-through.ts";
import { demoLives, type LaterFact, withNewcomers, withoutAway } from "./demo/lives.ts";
import { layOutUsage, type RecordedUsage } from "./demo/recorded-usage.ts";
import { runMonths } from "./demo/run-months.ts";
import { printSummary } from "./demo/summary.ts";
import { generatedUsage, type UsageByDay } from "./demo/usage.ts";
import { azureColumns, readUsageRows } from "./demo/usage-csv.ts";
import { exitCodes } from "./exit.ts";
import { untilStopped } from "./serve.ts";
import { settingValues } from "./settings-in-force.ts";
import { refuseWith, styled, type Terminal } from "./terminal.ts";

const modelFile = fileURLToPath(new URL("../../examples/bitnet-rust/model.ts", import.meta.url));

/** `florin demo`, what `npm start` runs: a business lives through three months over HTTP, then its books are shown. */
export function demoCommand(terminal: Terminal): Command {
  return new Command("demo")
    .description("bill three months of the BitNet-Rust model over HTTP, then serve the console")
    .option("--usage <file>", "real usage from a CSV file instead of generated usage")
    .option("--columns <mapping>", "which columns are the time and the quantities", azureColumns)
    .option(
      "--scale <n>",
      "for how many requests each row of the file stands; as many as the business is large if left out",
    )
    .option("--customers <n>", "how many customers", "300")
    .option("--months <n>", "how many months, from 1 to 24", "3")
    .option("--from <date>", "first day, the first of a month", "2026-01-01")
    .option("--seed <n>", "seed of everything that is made up", "7")
    .option("--port <n>", "port of the console", "4280")
    .option(
      "--data <folder>",
      "folder of the demonstration; what an earlier demonstration left in it is deleted",
      ".florin/demo",
    )
    .option("--once", "stop after the summary instead of serving the console")
    .action(async (options: DemoOptions) => {
      process.exitCode = await demo(options, terminal);
    });
}

/** Runs the demonstration; the same options give the same invoices. */
export async function demo(options: DemoOptions, terminal: Terminal): Promise<number> {
  const started = performance.now();
  const read = readDemoOptions(options);
  if (!read.ok) return refuseWith(read.faults, terminal);
  const log = await settingValues("logLevel");
  if (!log.ok) return refuseWith(log.faults, terminal);
  const running = await notRunningIn(options.data);
  if (!running.ok) return refuseWith(running.faults, terminal);
  const model = await loadModel(modelFile);
  if (!model.ok) return refuseWith(model.faults, terminal);
  const { business, port } = read.value;
  const customers = withNewcomers(demoBusiness(business), business);
  const from = daysFromCivil(business.from) * DAY_MS;
  const usage = await readUsage(options, read.value, customers, from, terminal);
  if (!usage.ok) return refuseWith(usage.faults, terminal);

  const opened = await openFlorin(
    {
      dataFolder: options.data,
      databaseUrl: undefined,
      host: "127.0.0.1",
      port,
      withoutLogin: true,
      clockStart: from - 1_000,
      logLevel: log.value.logLevel ?? "warn",
    },
    () => takeDemoFolder(options.data),
  );
  if (!opened.ok) return refuseWith(opened.faults, terminal);
  const florin = opened.value;
  try {
    await markDemoFolder(options.data, florin.origin);
    const span = { from, days: business.days };
    const lives = demoLives(customers, business);
    const stage = {
      model: model.value,
      customers,
      usage: withoutAway(usage.value, lives),
      lives,
      span,
    };
    await live(florin, stage, terminal);
    await printBooks(florin, options.usage, terminal);
    const seconds = ((performance.now() - started) / 1_000).toFixed(1);
    terminal.err(`in ${seconds} s, through the same API you would use`);
    if (options.once === true) return exitCodes.done;
    for (const line of waysIn(florin, terminal)) terminal.err(line);
    await untilStopped();
    return exitCodes.done;
  } finally {
    await florin.stop();
  }
}

/** Who lives through the demonstration, and what they use. */
interface Stage {
  readonly model: LoadedModel;
  readonly customers: readonly DemoCustomer[];
  readonly usage: UsageByDay;
  readonly lives: readonly LaterFact[];
  readonly span: { readonly from: Instant; readonly days: number };
}

function clientOf({ origin, newApiKey }: Florin): ApiClient {
  assert(newApiKey !== undefined, "a fresh database makes an API key");
  return apiClient(origin, newApiKey);
}

async function live(florin: Florin, stage: Stage, terminal: Terminal): Promise<void> {
  const { model } = stage.model;
  const api = clientOf(florin);
  terminal.err(
    `${styled("bold", "Florin", terminal)} serves ${model.name} ${model.version} on ${florin.origin}`,
  );
  await api.post("/v1/models", demoModel(model), "demo-model");
  const lives = liveThrough(api, stage.lives, stage.span.from);
  await runMonths(api, stage.customers, stage.usage, stage.span, terminal, lives);
  await api.close();
}

async function printBooks(
  florin: Florin,
  usageFile: string | undefined,
  terminal: Terminal,
): Promise<void> {
  const api = clientOf(florin);
  await printSummary(api, terminal, usageFile);
  await api.close();
}

function waysIn(florin: Florin, terminal: Terminal): readonly string[] {
  const title = (text: string): string => styled("bold", text.padEnd(9), terminal);
  return [
    "",
    `${title("Console")}${florin.origin}/  (no login on this machine)`,
    `${title("API key")}in ${florin.apiKeyFile}, so in a shell:`,
    `${" ".repeat(9)}curl -H "Authorization: Bearer $(cat ${florin.apiKeyFile})" ${florin.origin}/v1/summary`,
    "Ctrl-C stops it. The next demonstration begins anew.",
  ];
}

async function readUsage(
  options: DemoOptions,
  { business, columns, scale }: ReadDemoOptions,
  customers: readonly DemoCustomer[],
  from: Instant,
  terminal: Terminal,
): Promise<Result<UsageByDay>> {
  if (options.usage === undefined) return ok(generatedUsage(customers, from, business.seed));
  const rows = await readUsageRows(options.usage, columns);
  if (!rows.ok) return rows;
  const span = { from, days: business.days, seed: business.seed };
  const recorded = layOutUsage(rows.value, customers, span, scale);
  for (const line of provenance(options.usage, recorded, business.days)) terminal.err(line);
  return ok(recorded.byDay);
}

/** What came from the file, and what was done with it. */
function provenance(
  file: string,
  { rows, sent, from, to, operations, scale }: RecordedUsage,
  days: number,
): readonly string[] {
  if (!sent)
    return [
      `No usage: none of these customers meters any, so ${file} is not used; try more customers`,
    ];
  const count = (value: number): string => value.toLocaleString("en");
  const read = `All usage comes from ${file}: ${count(rows)} requests, recorded from ${formatInstant(from)} to ${formatInstant(to)}, laid over ${days} days`;
  if (operations === 0) return [read];
  const recorded = `${count(operations)} operations were recorded`;
  if (scale === 1) return [read, `${recorded}, and are billed as they are`];
  return [
    read,
    `${recorded}; each request stands for ${count(scale)} like it, ${count(operations * scale)} operations in all (--scale 1 bills them as they are)`,
  ];
}
