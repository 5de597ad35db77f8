import { existsSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { pino } from "pino";
import { buildServer } from "./http/server.ts";
import { createApiKeys } from "./services/api-keys.ts";
import { manualClock, realClock } from "./services/clock.ts";
import { createServices } from "./services/create-services.ts";
import { openInstallation, writePrivate } from "./services/installation.ts";
import { startScheduler } from "./services/scheduler.ts";
import type { Services } from "./services/services.ts";
import { createSessions } from "./services/sessions.ts";
import { connect, type Store } from "./store/store.ts";
import { addTenant } from "./store/tenants.ts";
import type { Instant } from "./time/instant.ts";

export { type LoadedModel, loadModel } from "./model/load-model.ts";

/** How a server is started. */
export interface FlorinOptions {
  /** The embedded database, the installation's secret and the first API key live here. */
  readonly dataFolder: string;
  /** Any PostgreSQL 15 or newer; embedded where undefined. */
  readonly databaseUrl: string | undefined;
  readonly host: string;
  /** 0 picks a free one. */
  readonly port: number;
  /** Starts a manual clock at this instant; real time where undefined. */
  readonly clockStart: Instant | undefined;
  /** A level of pino: `info`, `warn`, `silent`… */
  readonly logLevel: string;
}

/** A server that runs. */
export interface Florin {
  /** `http://127.0.0.1:4280`. */
  readonly origin: string;
  readonly services: Services;
  readonly store: Store;
  /** The first API key, where this start made it; it is shown once. */
  readonly newApiKey: string | undefined;
  readonly apiKeyFile: string;
  /** A link that signs a browser in to the console, once. */
  readonly consoleLink: () => string;
  readonly stop: () => Promise<void>;
}

/** The tenant of a server that nobody has divided. */
export const defaultTenant = "default";

/** The console's files, beside the compiled server or in the repository's dist folder. */
function consoleFolder(): string {
  const here = fileURLToPath(new URL(".", import.meta.url));
  const beside = join(here, "console");
  return existsSync(beside) ? beside : join(here, "..", "dist", "console");
}

/** Opens the database, migrates it, and serves the API, the scheduler and the console. */
export async function startFlorin(options: FlorinOptions): Promise<Florin> {
  const logger = pino({ level: options.logLevel });
  const clock = options.clockStart === undefined ? realClock : manualClock(options.clockStart);
  const installation = await openInstallation(options.dataFolder);
  const store = await connect({
    databaseUrl: options.databaseUrl,
    dataFolder: join(options.dataFolder, "pg"),
    clock: clock.now,
  });
  try {
    const realNow = (): Instant => Date.now();
    const apiKeys = createApiKeys(store, installation.pepper, realNow);
    const newApiKey = await firstApiKey(store, apiKeys, installation.apiKeyFile, realNow());
    const services = createServices({
      store,
      clock,
      apiKeys,
      monotonicMs: () => performance.now(),
      onParked: (tenant, parked) => logger.error({ tenant, ...parked }, "account parked"),
    });
    const sessions = createSessions();
    const app = await buildServer({ services, sessions, logger, consoleFolder: consoleFolder() });
    const origin = await app.listen({ host: options.host, port: options.port });
    const scheduler = startScheduler(services.billDue, (error) =>
      logger.error({ error }, "billing run failed; it will be tried again"),
    );
    return {
      origin,
      services,
      store,
      newApiKey,
      apiKeyFile: installation.apiKeyFile,
      consoleLink: () => `${origin}/login?token=${sessions.invite(defaultTenant)}`,
      stop: async () => {
        await scheduler.stop();
        await app.close();
        await store.close();
      },
    };
  } catch (error) {
    await store.close();
    throw error;
  }
}

/** Makes the default tenant and its first key on an empty database. */
async function firstApiKey(
  store: Store,
  apiKeys: ReturnType<typeof createApiKeys>,
  file: string,
  now: Instant,
): Promise<string | undefined> {
  const tenant = { id: defaultTenant, name: "Default", createdAt: now };
  if (!(await addTenant(store.pool, tenant))) return undefined;
  const key = await store.withTenant(defaultTenant, (tx) => apiKeys.issue(tx, "first key", now));
  await writePrivate(file, `${key}\n`);
  return key;
}
