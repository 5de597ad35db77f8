import { Command } from "commander";
import { ok, type Result, refuse } from "../fault/fault.ts";
import { type Florin, openFlorin } from "../server.ts";
import { httpTaxProvider } from "../services/http-tax-provider.ts";
import type { TaxProvider } from "../tax/tax-provider.ts";
import { parseInstant } from "../time/instant.ts";
import { type AddressRange, parseRange } from "../webhook/address-rules.ts";
import { clickhouseSet } from "./clickhouse-set.ts";
import { exitCodes } from "./exit.ts";
import { portOption } from "./number-option.ts";
import { repeated } from "./repeated.ts";
import { dataFolderDefault } from "./stored-data.ts";
import { counted, refuseWith, styled, type Terminal } from "./terminal.ts";

interface ServeOptions {
  readonly port: string;
  readonly host: string;
  readonly data: string;
  readonly clock?: string;
  readonly webhookAllow?: readonly string[];
}

/** `florin serve`: the API, the scheduler and the console on embedded PostgreSQL, or on any through DATABASE_URL. */
export function serveCommand(terminal: Terminal): Command {
  return new Command("serve")
    .description(
      "serve the API and the console; PostgreSQL is embedded unless DATABASE_URL names one",
    )
    .option("--port <n>", "port to listen on", "4280")
    .option("--host <address>", "address to listen on", "127.0.0.1")
    .option(
      "--data <folder>",
      "folder of the secret, the first API key and the embedded database",
      dataFolderDefault,
    )
    .option(
      "--clock <instant>",
      "run on a manual clock that stands at this RFC 3339 instant until it is moved",
    )
    .option(
      "--webhook-allow <range>",
      "let events be sent to these addresses of your own network, as 10.0.0.0/8; may be repeated",
      repeated,
    )
    .action(async (options: ServeOptions) => {
      process.exitCode = await serve(options, terminal);
    });
}

/** The tax engine that `FLORIN_TAX_URL` names, asked with the token in `FLORIN_TAX_KEY`; none where it is not set. */
function taxProviderSet(): Result<TaxProvider | undefined> {
  const { FLORIN_TAX_URL: url, FLORIN_TAX_KEY: key } = process.env;
  if (url === undefined || url === "") return ok(undefined);
  if (!URL.canParse(url) || !/^https?:$/.test(new URL(url).protocol))
    return refuse({
      code: "invalid-url",
      path: "FLORIN_TAX_URL",
      message: "the tax engine is named by an http or https URL",
      suggestion: "for example https://tax.example/quote",
    });
  return ok(httpTaxProvider({ url, ...(key === undefined ? {} : { key }) }));
}

/** The ranges of addresses that events may be sent to. Refuses `invalid-address-range`. */
function rangesSet(texts: readonly string[]): Result<readonly AddressRange[]> {
  const ranges = texts.map((text) => [text, parseRange(text)] as const);
  const faults = ranges
    .filter(([, range]) => range === undefined)
    .map(([value]) => ({
      code: "invalid-address-range",
      path: "--webhook-allow",
      message: "this is no range of addresses",
      value,
      suggestion: "for example 10.0.0.0/8 or fd00::/8",
    }));
  if (faults.length > 0) return { ok: false, faults };
  return ok(ranges.flatMap(([, range]) => range ?? []));
}

/** Serves until the process is told to stop. */
export async function serve(options: ServeOptions, terminal: Terminal): Promise<number> {
  const clock =
    options.clock === undefined ? ok(undefined) : parseInstant(options.clock, "--clock");
  if (!clock.ok) return refuseWith(clock.faults, terminal);
  const port = portOption(options.port);
  if (!port.ok) return refuseWith(port.faults, terminal);
  const taxProvider = taxProviderSet();
  if (!taxProvider.ok) return refuseWith(taxProvider.faults, terminal);
  const allowed = rangesSet(options.webhookAllow ?? []);
  if (!allowed.ok) return refuseWith(allowed.faults, terminal);
  const clickhouse = await clickhouseSet();
  if (!clickhouse.ok) return refuseWith(clickhouse.faults, terminal);
  const opened = await openFlorin({
    clickhouse: clickhouse.value,
    dataFolder: options.data,
    databaseUrl: process.env.DATABASE_URL,
    host: options.host,
    port: port.value,
    clockStart: clock.value,
    logLevel: process.env.FLORIN_LOG ?? "warn",
    taxProvider: taxProvider.value,
    webhooksAllowed: allowed.value,
  });
  if (!opened.ok) return refuseWith(opened.faults, terminal);
  const florin = opened.value;
  terminal.err(`${styled("bold", "Florin", terminal)} listens on ${florin.origin}`);
  for (const line of keyLines(florin, options.data)) terminal.err(line);
  terminal.err(
    `Console: ${florin.consoleLink()}\nThe link signs in once. Ctrl-C stops the server.`,
  );
  await untilStopped();
  await florin.stop();
  return exitCodes.done;
}

/** Where the API key of a server is: shown once where it is new, else its file, else what to do. */
export function keyLines(florin: Florin, data: string): readonly string[] {
  const { newApiKey, apiKeyFile, apiKeyFileWorks, apiKeys } = florin;
  if (newApiKey !== undefined)
    return [`API key, shown once: ${newApiKey}`, `It is also in ${apiKeyFile}`];
  if (apiKeyFileWorks) return [`API key: in ${apiKeyFile}`];
  const add = `florin keys add --data ${data}`;
  if (apiKeys.working > 0)
    return [
      `API keys that work here: ${apiKeys.working}, none of them in ${apiKeyFile}; ${add} makes another`,
    ];
  const others =
    apiKeys.otherSecret === 0
      ? []
      : [
          `${counted(apiKeys.otherSecret, "key")} of this database were made under the secret of another folder: to use them, stop, replace ${data}/pepper by that folder's file pepper, and start again.`,
        ];
  return ["No API key works here.", ...others, `To make one: ${add}`];
}

/** Resolves at the first SIGINT or SIGTERM. */
export const untilStopped = (): Promise<void> =>
  new Promise((resolve) => {
    for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => resolve());
  });
