import { existsSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseDatabaseUrl } from "./config/database-url.ts";
import { type ShownSetting, shownSettings } from "./config/shown-settings.ts";
import { describeFault, ok, type Result } from "./fault/fault.ts";
import { isLoopback } from "./http/asking-address.ts";
import { type OperationsTerms, openOperations } from "./http/operations.ts";
import { buildServer } from "./http/server.ts";
import { inTime } from "./observe/in-time.ts";
import { type ApiKeys, createApiKeys } from "./services/api-keys.ts";
import { createServices } from "./services/create-services.ts";
import {
  type Installation,
  openInstallation,
  readIfThere,
  writePrivate,
} from "./services/installation.ts";
import { openKeptClock } from "./services/kept-clock.ts";
import type { OpenIdSettings } from "./services/open-id-settings.ts";
import { organisationDefault } from "./services/people.ts";
import { createReadiness } from "./services/readiness.ts";
import { type Scheduler, startScheduler } from "./services/scheduler.ts";
import type { Services } from "./services/services.ts";
import { createSessions } from "./services/sessions.ts";
import { openTenantClocks, type ServerClock } from "./services/tenant-clocks.ts";
import type { VatRegister } from "./services/vat-checks.ts";
import { viesClient } from "./services/vies-client.ts";
import type { ClickHouse } from "./store/clickhouse/clickhouse.ts";
import { connect, type Store } from "./store/store.ts";
import { openTenant } from "./store/tenants.ts";
import type { TaxProvider } from "./tax/tax-provider.ts";
import { formatInstant, type Instant } from "./time/instant.ts";
import type { AddressRange } from "./webhook/address-rules.ts";

export { type DocumentFormatName, documentFormats } from "./documents/document-formats.ts";
export { type LoadedModel, loadModel } from "./model/load-model.ts";

/** How a server is started. */
export interface FlorinOptions extends OperationsTerms {
  /** The embedded database, the installation's secret and the first API key live here. */
  readonly dataFolder: string;
  /** Any PostgreSQL 15 or newer; embedded where undefined. */
  readonly databaseUrl: string | undefined;
  /** Connections to the database to hold at most; 10 where undefined. */
  readonly databaseConnections?: number | undefined;
  /** Keeps usage events in ClickHouse, and is closed with the server; in PostgreSQL where undefined. */
  readonly clickhouse?: ClickHouse | undefined;
  readonly host: string;
  /** 0 picks a free one. */
  readonly port: number;
  /** How browsers reach the server, which providers of sign-in send them back to. */
  readonly publicOrigin?: string | undefined;
  /** The first organisation's provider of sign-in by OpenID Connect; one that it sets itself where undefined. */
  readonly openId?: OpenIdSettings | undefined;
  /** Whether whoever opens the console on this machine is signed in and may do everything. Only for a loopback `host`. */
  readonly withoutLogin?: boolean;
  /** Starts a manual clock at this instant; real time where undefined. */
  readonly clockStart: Instant | undefined;
  /** Asks about VAT numbers; VIES where undefined. */
  readonly vatRegister?: VatRegister;
  /** The tax engine that is asked where a model leaves tax to one; none where undefined. */
  readonly taxProvider?: TaxProvider | undefined;
  /** Ranges of addresses of one's own network that events may be sent to; none where undefined. */
  readonly webhooksAllowed?: readonly AddressRange[] | undefined;
  /**
   * Whether billing, payments, deliveries and all else that is done in the background is done by itself; it is where absent. Where it is
   * not, whoever holds the services does it, as a test that must know when.
   */
  readonly takesTurns?: boolean | undefined;
  /** Requests that each API key may send a minute; no limit where undefined. */
  readonly requestsPerMinute?: number;
}

/** A server that runs. */
export interface Florin {
  /** `http://127.0.0.1:4280`. */
  readonly origin: string;
  readonly services: Services;
  readonly store: Store;
  /** The first API key, where this start made it; it is shown once. */
  readonly newApiKey: string | undefined;
  /** Where the first API key was written. */
  readonly apiKeyFile: string;
  /** Whether the key in that file opens this server. */
  readonly apiKeyFileWorks: boolean;
  /** How many API keys open this server, and how many more were made under another installation's secret. */
  readonly apiKeys: { readonly working: number; readonly otherSecret: number };
  /** A link to the page that makes the first owner; undefined where the server does not wait for one. */
  readonly setUpLink: string | undefined;
  /** A link that signs a browser in to the console, once. */
  readonly consoleLink: () => string;
  /** Where metrics are served; undefined where they are not. */
  readonly operationsOrigin: string | undefined;
  /** Ends the server, and answers whether all that was under way was finished. */
  readonly stop: (ending?: Ending) => Promise<boolean>;
}

/** How a server ends. */
export interface Ending {
  /** Done when it says that it is not ready and goes on to serve: time for whoever sends requests to notice. */
  readonly whenNotReady?: () => Promise<unknown>;
  /** How long requests, events and turns under way may take after that; for ever where absent. */
  readonly withinMs?: number;
}

/** The tenant of a server that nobody has divided. */
export const defaultTenant = organisationDefault;

/** Whether only this machine reaches a server that listens there. */
const isLoopbackHost = (host: string): boolean => host === "localhost" || isLoopback(host);

/** The console's files, beside the compiled server or in the repository's dist folder. */
export const consoleFolder = (): string => pagesFolder("console");

function pagesFolder(name: "console" | "portal"): string {
  const here = fileURLToPath(new URL(".", import.meta.url));
  const beside = join(here, name);
  return existsSync(beside) ? beside : join(here, "..", "dist", name);
}

/**
 * Opens the database, migrates it, and serves the API, the scheduler and the console. Throws what {@link openFlorin}
 * refuses, and where the port, the disk or the database fails.
 */
export async function startFlorin(options: FlorinOptions): Promise<Florin> {
  const opened = await openFlorin(options);
  if (opened.ok) return opened.value;
  throw new Error(opened.faults.map(describeFault).join("; "));
}

/**
 * The same, for those who answer a refusal: a DATABASE_URL that is none, and a clock that the books are not kept on (see
 * {@link openKeptClock}). `prepare` is done when the port is ours and no database is open yet; what it refuses is refused.
 */
export async function openFlorin(
  options: FlorinOptions,
  prepare: () => Promise<Result<unknown>> = async () => ok(undefined),
): Promise<Result<Florin>> {
  const { databaseUrl, dataFolder } = options;
  const url = databaseUrl === undefined ? ok(undefined) : parseDatabaseUrl(databaseUrl);
  if (!url.ok) return url;
  const release = await holdPort(options.host, options.port);
  try {
    const prepared = await prepare();
    if (!prepared.ok) return prepared;
    const installation = await openInstallation(dataFolder);
    const opening: { clock?: ServerClock } = {};
    const store = await connect({
      databaseUrl,
      dataFolder: join(dataFolder, "pg"),
      clickhouse: options.clickhouse,
      ...(options.databaseConnections === undefined
        ? {}
        : { connections: options.databaseConnections }),
      clock: {
        now: (tenant) => opening.clock?.now(tenant) ?? Date.now(),
        isOwn: (tenant) => opening.clock?.isOwn(tenant) ?? false,
      },
    });
    try {
      const time = await openKeptClock(store.pool, options.clockStart, () => Date.now());
      if (!time.ok) {
        await store.close();
        return time;
      }
      const clock = openTenantClocks(store.pool, time.value);
      await clock.agree();
      opening.clock = clock;
      return ok(await serve(options, installation, store, clock, release));
    } catch (error) {
      await store.close();
      throw error;
    }
  } finally {
    await release();
  }
}

/** Serves an open database; gives the held port free when it is about to listen on it. */
async function serve(
  options: FlorinOptions,
  { pepper, apiKeyFile }: Installation,
  store: Store,
  clock: ServerClock,
  release: () => Promise<void>,
): Promise<Florin> {
  const operations = openOperations(store, options);
  const { logger, watchTask } = operations;
  const realNow = (): Instant => Date.now();
  const apiKeys = createApiKeys(store, pepper, realNow);
  const newApiKey = await firstApiKey(store, apiKeys, apiKeyFile, realNow());
  const [ending, unasked] = [new AbortController(), new AbortController()];
  const services = createServices({
    ending: ending.signal,
    unasked: unasked.signal,
    store,
    clock,
    apiKeys,
    monotonicMs: () => performance.now(),
    installationSecret: pepper,
    demandsSetUp: !isLoopbackHost(options.host),
    openId: options.openId,
    publicOrigin: options.publicOrigin,
    onOpenIdFailure: (error) => logger.warn({ error }, "sign-in by the provider failed"),
    wallClock: realNow,
    onPaymentFailure: (tenant, error) =>
      logger.error({ tenant, error }, "a payment could not be moved on; it will be tried again"),
    vatRegister:
      options.vatRegister ??
      ((requester) =>
        viesClient({
          now: clock.shared,
          ...(requester === undefined ? {} : { requester }),
        })),
    taxProvider: options.taxProvider,
    webhooks: {
      allowed: options.webhooksAllowed ?? [],
      onDisabled: (tenant, endpoint, reason) =>
        logger.warn({ tenant, endpoint, reason }, "webhook endpoint disabled"),
      watch: operations,
    },
    onUnloggedRequests: (tenant, requests) =>
      logger.warn({ tenant, requests }, "more requests than the log of requests takes"),
    onParked: (tenant, parked) => logger.error({ tenant, ...parked }, "account parked"),
  });
  const sessions = createSessions();
  let isEnding = false;
  const readiness = createReadiness({
    store,
    wallClock: realNow,
    monotonicMs: () => performance.now(),
    isEnding: () => isEnding,
  });
  const { requestsPerMinute } = options;
  const app = await buildServer({
    services,
    sessions,
    logger,
    consoleFolder: consoleFolder(),
    portalFolder: pagesFolder("portal"),
    openTo:
      options.withoutLogin === true && isLoopbackHost(options.host) ? defaultTenant : undefined,
    watch: operations,
    readiness,
    settings: settingsOf(options),
    ...(requestsPerMinute === undefined ? {} : { rateLimit: { requestsPerMinute } }),
  });
  await release();
  const origin = await app.listen({ host: options.host, port: options.port });
  const operationsOrigin = await operations.listen(readiness);
  const { hold } = services;
  if (await hold.isHeld())
    logger.warn("restored and on hold: nothing is billed, charged or sent until florin release");
  const unlessHeld = (work: () => Promise<number>) => async (): Promise<number> =>
    (await hold.isHeld()) ? 0 : work();
  const repeat = (task: string, work: () => Promise<number>, failure: string): Scheduler =>
    options.takesTurns === false
      ? { stop: async () => {} }
      : startScheduler(watchTask(task, work), (error) => {
          if (ending.signal.aborted) logger.info({ task, error }, "broken off, as the server ends");
          else logger.error({ task, error }, `${failure}; it will be tried again`);
        });
  const repeatUnlessHeld: typeof repeat = (task, work, failure) =>
    repeat(task, unlessHeld(work), failure);
  const bill = async (): Promise<number> => {
    await clock.agree();
    const invoices = await services.billDue();
    operations.onInvoices(invoices);
    return invoices;
  };
  // Each apart from billing, which does not wait for what others answer.
  const schedulers = [
    repeatUnlessHeld("billing", bill, "billing run failed"),
    repeatUnlessHeld("payments", services.payments.run, "payments could not be moved on"),
    repeatUnlessHeld("vat-checks", services.vatChecks.askDue, "VAT numbers could not be checked"),
    repeatUnlessHeld("tax", services.taxDecisions.askDue, "the tax engine could not be asked"),
    repeatUnlessHeld(
      "alerts",
      services.quotaAlerts.look,
      "quotas could not be looked at for alerts",
    ),
    repeatUnlessHeld(
      "uptime",
      services.apis.keepTelling,
      "uptime that was measured could not be told",
    ),
    repeatUnlessHeld("news", services.webhooks.look, "accounts could not be looked at for events"),
    repeatUnlessHeld("webhooks", services.webhooks.run, "events could not be sent"),
    repeatUnlessHeld("live", services.live.run, "open pages could not be told of changes"),
    repeatUnlessHeld("read-ahead", services.readAhead, "what pages show could not be read ahead"),
    repeat("request-log", services.requestLog.keep, "requests could not be logged"),
  ];
  let closing: Promise<void> | undefined;
  const close = async (): Promise<void> => {
    ending.abort();
    await Promise.all(schedulers.map((scheduler) => scheduler.stop()));
    await services.webhooks.close();
    await app.close();
    unasked.abort();
    await services.requestLog
      .keep()
      .catch((error) => logger.warn({ error }, "the last requests are not in the log of requests"));
    await operations.close();
    await store.close();
  };
  return {
    origin,
    operationsOrigin,
    services,
    store,
    newApiKey,
    apiKeyFile,
    ...(await keysThatWork(store, apiKeys, apiKeyFile)),
    // Behind the #, which no server or proxy is sent and so none logs.
    setUpLink: (await services.setUp.isNeeded())
      ? `${origin}/set-up#${services.setUp.token}`
      : undefined,
    consoleLink: () => `${origin}/login?token=${sessions.invite(defaultTenant)}`,
    stop: async ({ whenNotReady, withinMs } = {}) => {
      isEnding = true;
      await whenNotReady?.();
      closing ??= close();
      const ended = closing.then(() => true);
      return withinMs === undefined ? ended : ((await inTime(withinMs, ended)) ?? false);
    },
  };
}

/** What a server runs with, of what can be set; of what is handed over as it is, that it is there. */
const settingsOf = (options: FlorinOptions): readonly ShownSetting[] =>
  shownSettings({
    host: options.host,
    port: String(options.port),
    dataFolder: options.dataFolder,
    clock: options.clockStart === undefined ? undefined : formatInstant(options.clockStart),
    databaseUrl: options.databaseUrl,
    databaseConnections: options.databaseConnections?.toString(),
    clickhouseUrl: options.clickhouse === undefined ? undefined : inUse,
    taxUrl: options.taxProvider === undefined ? undefined : inUse,
    webhookAllow: (options.webhooksAllowed ?? []).length === 0 ? undefined : inUse,
    logLevel: options.logLevel,
  });

const inUse = "in use";

/**
 * Makes the default tenant and its first key on an empty database, in one commit. The file is written before it: a crash in
 * between leaves a file that the next start replaces, never a key that nobody knows.
 */
async function firstApiKey(
  store: Store,
  apiKeys: ApiKeys,
  file: string,
  now: Instant,
): Promise<string | undefined> {
  let key: string | undefined;
  const tenant = { id: defaultTenant, name: "Default", createdAt: now };
  const opened = await openTenant(store.pool, tenant, async (tx) => {
    key = await apiKeys.issue(tx, "first key", now);
    await writePrivate(file, `${key}\n`);
  });
  return opened ? key : undefined;
}

async function keysThatWork(
  store: Store,
  apiKeys: ApiKeys,
  file: string,
): Promise<Pick<Florin, "apiKeys" | "apiKeyFileWorks">> {
  const listed = await store.withTenant(defaultTenant, apiKeys.list, { readOnly: true });
  const count = (state: string): number => listed.filter((key) => key.state === state).length;
  const written = (await readIfThere(file))?.toString().trim();
  const opens = written === undefined ? undefined : await apiKeys.authenticate(written);
  return {
    apiKeys: { working: count("works"), otherSecret: count("other-secret") },
    apiKeyFileWorks: opens?.tenant === defaultTenant,
  };
}

/**
 * Takes a port before anything else is touched, and answers how to give it free. Throws as listening does: EADDRINUSE where
 * another program has it. Callers in between find the connection closed.
 */
async function holdPort(host: string, port: number): Promise<() => Promise<void>> {
  const holder = createServer((socket) => socket.destroy());
  await new Promise<void>((resolve, reject) => {
    holder.once("error", reject);
    holder.listen({ host, port, exclusive: true }, resolve);
  });
  return () =>
    new Promise((resolve) => {
      if (holder.listening) holder.close(() => resolve());
      else resolve();
    });
}
