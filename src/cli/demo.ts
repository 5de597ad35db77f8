import { rm } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { Command } from "commander";
import { expectOk, ok, type Result } from "../fault/fault.ts";
import { loadModel } from "../model/load-model.ts";
import { startFlorin } from "../server.ts";
import { daysFromCivil, parseCivilDate } from "../time/calendar.ts";
import { DAY_MS, formatInstant } from "../time/instant.ts";
import { type ApiClient, apiClient } from "./demo/api-client.ts";
import { type DemoCustomer, type DemoScale, demoBusiness } from "./demo/business.ts";
import { runMonths } from "./demo/run-months.ts";
import { printSummary } from "./demo/summary.ts";
import { generatedUsage, type UsageByDay } from "./demo/usage.ts";
import { azureColumns, parseColumns, recordedUsage } from "./demo/usage-csv.ts";
import { untilStopped } from "./serve.ts";
import { refuseWith, styled, type Terminal } from "./terminal.ts";

interface DemoOptions {
  readonly usage?: string;
  readonly columns: string;
  readonly customers: string;
  readonly months: string;
  readonly from: string;
  readonly seed: string;
  readonly port: string;
  readonly data: string;
  readonly once?: boolean;
}

const modelFile = fileURLToPath(new URL("../../examples/bitnet-rust/model.ts", import.meta.url));

/** `florin demo`, what `npm start` runs: a business lives through three months over HTTP, then its books are shown. */
export function demoCommand(terminal: Terminal): Command {
  return new Command("demo")
    .description("bill three months of the BitNet-Rust model over HTTP, then serve the console")
    .option("--usage <file>", "real usage from a CSV file instead of generated usage")
    .option("--columns <mapping>", "which columns are the time and the quantities", azureColumns)
    .option("--customers <n>", "how many customers", "300")
    .option("--months <n>", "how many months, from 1 to 24", "3")
    .option("--from <date>", "first day, the first of a month", "2026-01-01")
    .option("--seed <n>", "seed of everything that is made up", "7")
    .option("--port <n>", "port of the console", "4280")
    .option(
      "--data <folder>",
      "folder of the demonstration's database; emptied at the start",
      ".florin/demo",
    )
    .option("--once", "stop after the summary instead of serving the console")
    .action(async (options: DemoOptions) => {
      process.exitCode = await demo(options, terminal);
    });
}

/** Runs the demonstration; the same options give the same invoices. */
export async function demo(options: DemoOptions, terminal: Terminal): Promise<number> {
  const scale = readScale(options);
  if (!scale.ok) return refuseWith(scale.faults, terminal);
  const model = await loadModel(modelFile);
  if (!model.ok) return refuseWith(model.faults, terminal);
  const customers = demoBusiness(scale.value);
  const usage = await readUsage(options, customers, scale.value, terminal);
  if (!usage.ok) return refuseWith(usage.faults, terminal);

  const started = performance.now();
  await rm(options.data, { recursive: true, force: true });
  const from = daysFromCivil(scale.value.from) * DAY_MS;
  const florin = await startFlorin({
    dataFolder: options.data,
    databaseUrl: undefined,
    host: "127.0.0.1",
    port: Number(options.port),
    clockStart: from - 1_000,
    logLevel: "warn",
  });
  try {
    const api = apiClient(florin.origin, expectKey(florin.newApiKey));
    terminal.err(
      `${styled("bold", "Florin", terminal)} serves ${model.value.model.name} ${model.value.model.version} on ${florin.origin}`,
    );
    await live(
      api,
      model.value.model,
      customers,
      usage.value,
      { from, days: scale.value.days },
      terminal,
    );
    await api.close();
    terminal.err(
      `in ${((performance.now() - started) / 1_000).toFixed(1)} s, through the same API you would use`,
    );
    if (options.once === true) return 0;
    terminal.err(
      `\n${styled("bold", "Console", terminal)}  ${florin.consoleLink()}\nCtrl-C stops it.`,
    );
    await untilStopped();
    return 0;
  } finally {
    await florin.stop();
  }
}

async function live(
  api: ApiClient,
  model: unknown,
  customers: readonly DemoCustomer[],
  usage: UsageByDay,
  span: { readonly from: number; readonly days: number },
  terminal: Terminal,
): Promise<void> {
  await api.post("/v1/models", model, "demo-model");
  await runMonths(api, customers, usage, span, terminal);
  await printSummary(api, terminal);
}

function expectKey(key: string | undefined): string {
  if (key === undefined) throw new Error("broken invariant: a fresh database makes an API key");
  return key;
}

function readScale(options: DemoOptions): Result<DemoScale> {
  const from = parseCivilDate(options.from, "/from");
  if (!from.ok) return from;
  const months = bounded(options.months, "/months", 24);
  if (!months.ok) return months;
  const customers = bounded(options.customers, "/customers", 100_000);
  if (!customers.ok) return customers;
  const first = { ...from.value, day: 1 };
  const monthsOn = first.month - 1 + months.value;
  const end = { year: first.year + Math.floor(monthsOn / 12), month: (monthsOn % 12) + 1, day: 1 };
  const days = daysFromCivil(end) - daysFromCivil(first);
  return ok({ customers: customers.value, seed: Number(options.seed) || 1, from: first, days });
}

function bounded(text: string, path: string, max: number): Result<number> {
  const value = Number(text);
  if (Number.isInteger(value) && value >= 1 && value <= max) return ok(value);
  const message = `this is a whole number from 1 to ${max}`;
  return { ok: false, faults: [{ code: "out-of-range", path, message, value: text }] };
}

async function readUsage(
  options: DemoOptions,
  customers: readonly DemoCustomer[],
  scale: DemoScale,
  terminal: Terminal,
): Promise<Result<UsageByDay>> {
  const from = daysFromCivil(scale.from) * DAY_MS;
  if (options.usage === undefined) return ok(generatedUsage(customers, from, scale.seed));
  const columns = parseColumns(options.columns);
  if (!columns.ok) return columns;
  const span = { from, days: scale.days, seed: scale.seed };
  const recorded = await recordedUsage(options.usage, columns.value, customers, span);
  if (!recorded.ok) return recorded;
  const { rows, from: first, to } = expectOk(recorded);
  terminal.err(
    `${rows.toLocaleString("en")} real requests from ${join(options.usage)}, recorded from ${formatInstant(first)} to ${formatInstant(to)}; stretched over ${scale.days} days`,
  );
  return ok(recorded.value.byDay);
}
