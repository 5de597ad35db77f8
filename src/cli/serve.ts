import { setTimeout } from "node:timers/promises";
import { Command } from "commander";
import { secretsIn } from "../config/mask-settings.ts";
import { parseHeaders, parseListenAddress } from "../config/setting-kinds.ts";
import { type SettingName, settingList, settings } from "../config/settings.ts";
import { expectOk } from "../fault/fault.ts";
import type { TracingTerms } from "../http/operations.ts";
import { type Florin, openFlorin } from "../server.ts";
import { httpTaxProvider } from "../services/http-tax-provider.ts";
import { openIdSettings } from "../services/open-id-settings.ts";
import type { TaxProvider } from "../tax/tax-provider.ts";
import { parseInstant } from "../time/instant.ts";
import { parseRange } from "../webhook/address-rules.ts";
import { clickhouseAt } from "./clickhouse-at.ts";
import { exitCodes } from "./exit.ts";
import { repeated } from "./repeated.ts";
import { settingsInForce } from "./settings-in-force.ts";
import { dataFolderDefault } from "./stored-data.ts";
import { counted, refuseWith, styled, type Terminal } from "./terminal.ts";

interface ServeOptions {
  readonly port: string;
  readonly host: string;
  readonly data: string;
  readonly clock?: string;
  readonly webhookAllow?: readonly string[];
  readonly metricsListen?: string;
}

/** `florin serve`: the API, the scheduler and the console on embedded PostgreSQL, or on any through DATABASE_URL. */
export function serveCommand(terminal: Terminal): Command {
  return new Command("serve")
    .description(
      "serve the API and the console; PostgreSQL is embedded unless DATABASE_URL names one",
    )
    .option("--port <n>", "port to listen on", settings.port.standard)
    .option("--host <address>", "address to listen on", settings.host.standard)
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
    .option(
      "--metrics-listen <host:port>",
      "serve metrics, health and readiness there too, without a key",
    )
    .action(async (options: ServeOptions) => {
      process.exitCode = await serve(options, terminal);
    });
}

/** The tax engine that is set; none where none is. */
const taxProviderAt = (
  url: string | undefined,
  key: string | undefined,
): TaxProvider | undefined =>
  url === undefined ? undefined : httpTaxProvider({ url, ...(key === undefined ? {} : { key }) });

const perMinute = (count: string | undefined) =>
  count === undefined ? {} : { requestsPerMinute: Number(count) };

/** Serves until the process is told to stop. What the options may be was settled before (see `applySettings`). */
async function serve(options: ServeOptions, terminal: Terminal): Promise<number> {
  const inForce = await settingsInForce();
  if (!inForce.ok) return refuseWith(inForce.faults, terminal);
  const set = (name: SettingName): string | undefined => inForce.value[name].value;
  const openId = openIdSettings({
    issuer: set("openIdIssuer"),
    clientId: set("openIdClientId"),
    clientSecret: set("openIdClientSecret"),
    origin: set("origin"),
    domains: set("openIdDomains"),
    role: set("openIdRole"),
  });
  if (!openId.ok) return refuseWith(openId.faults, terminal);
  const opened = await openFlorin({
    clickhouse: await clickhouseAt(set("clickhouseUrl")),
    dataFolder: options.data,
    databaseUrl: set("databaseUrl"),
    databaseConnections: Number(set("databaseConnections")),
    host: options.host,
    port: Number(options.port),
    clockStart: options.clock === undefined ? undefined : expectOk(parseInstant(options.clock)),
    logLevel: set("logLevel") ?? "warn",
    openId: openId.value,
    publicOrigin: set("origin"),
    logSecrets: settingList.flatMap(([name, setting]) => secretsIn(setting, set(name))),
    metricsListen:
      options.metricsListen === undefined ? undefined : parseListenAddress(options.metricsListen),
    tracing: tracingTerms(set),
    taxProvider: taxProviderAt(set("taxUrl"), set("taxKey")),
    ...perMinute(set("requestsPerMinute")),
    webhooksAllowed: (options.webhookAllow ?? []).flatMap((range) => parseRange(range) ?? []),
  });
  if (!opened.ok) return refuseWith(opened.faults, terminal);
  const florin = opened.value;
  terminal.err(`${styled("bold", "Florin", terminal)} listens on ${florin.origin}`);
  for (const line of keyLines(florin, options.data)) terminal.err(line);
  if (florin.operationsOrigin !== undefined)
    terminal.err(`Metrics: ${florin.operationsOrigin}/metrics`);
  terminal.err(
    florin.setUpLink === undefined
      ? `Console: ${florin.consoleLink()}\nThe link signs in once. Ctrl-C stops the server.`
      : `Set-up: ${florin.setUpLink}\nUntil it has an owner, the server answers nothing else. Ctrl-C stops it.`,
  );
  await untilStopped();
  const seconds = Number(set("shutdownSeconds"));
  terminal.err(
    `Shutting down: what is under way may take ${seconds} seconds. Ctrl-C again ends at once.`,
  );
  const ended = await florin.stop({
    whenNotReady: () => setTimeout(Number(set("shutdownDelay")) * 1_000),
    withinMs: seconds * 1_000,
  });
  if (ended) return exitCodes.done;
  terminal.err("Not all of it was finished in time; it is broken off.");
  // Connections that are still open would keep the process.
  process.exit(exitCodes.failed);
}

/** How traces are kept; not at all where no receiver is set. */
function tracingTerms(set: (name: SettingName) => string | undefined): TracingTerms | undefined {
  const endpoint = set("tracesEndpoint");
  if (endpoint === undefined) return undefined;
  return {
    endpoint,
    headers: parseHeaders(set("tracesHeaders") ?? "") ?? {},
    serviceName: set("tracesService") ?? "",
    keptShare: Number(set("tracesShare")),
  };
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

/** Resolves at the first SIGINT or SIGTERM; a second one ends the process at once. */
export const untilStopped = (): Promise<void> =>
  new Promise((resolve) => {
    let isStopping = false;
    for (const signal of ["SIGINT", "SIGTERM"] as const)
      process.on(signal, () => {
        if (isStopping) process.exit(exitCodes.failed);
        isStopping = true;
        resolve();
      });
  });
