import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Pool } from "undici";
import { expectOk } from "../../src/fault/fault.ts";
import { defaultTenant, type Florin, type FlorinOptions, startFlorin } from "../../src/server.ts";
import { createApiKeys } from "../../src/services/api-keys.ts";
import { openInstallation } from "../../src/services/installation.ts";
import { addTenant } from "../../src/store/tenants.ts";
import { freshDatabase } from "../../src/store/test-database.fixture.ts";
import { type Instant, parseInstant } from "../../src/time/instant.ts";

/** What a server answered. */
export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  readonly text: string;
  /** The body as JSON; undefined where it is none. */
  readonly json: unknown;
}

/** Settings of one request. */
export interface Asked {
  /** Sent as JSON, but for texts and bytes, which are sent as they are. */
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Speaks to one server with one API key. Never throws for a refusal. */
export interface Client {
  readonly ask: (method: string, path: string, asked?: Asked) => Promise<Answer>;
  readonly get: (path: string) => Promise<Answer>;
  readonly post: (path: string, body: unknown, headers?: Asked["headers"]) => Promise<Answer>;
  readonly close: () => Promise<void>;
}

/** A client over kept-alive connections. `apiKey` undefined sends no credentials. */
export function client(origin: string, apiKey: string | undefined, connections = 8): Client {
  const pool = new Pool(origin, { connections, bodyTimeout: 60_000, headersTimeout: 60_000 });
  const ask: Client["ask"] = async (method, path, { body, headers = {} } = {}) => {
    const raw = typeof body === "string" || Buffer.isBuffer(body);
    const answer = await pool.request({
      method: method as "GET",
      path,
      headers: {
        ...(apiKey === undefined ? {} : { authorization: `Bearer ${apiKey}` }),
        ...(body === undefined ? {} : { "content-type": "application/json" }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: raw ? body : JSON.stringify(body) }),
    });
    const text = await answer.body.text();
    return { status: answer.statusCode, headers: answer.headers, text, json: jsonOf(text) };
  };
  return {
    ask,
    get: (path) => ask("GET", path),
    post: (path, body, headers) => ask("POST", path, { body, ...(headers && { headers }) }),
    close: () => pool.destroy(),
  };
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** A server on a database of its own. */
export interface RunningFlorin {
  readonly florin: Florin;
  readonly dataFolder: string;
  readonly apiKey: string;
  readonly api: Client;
  /** Makes another tenant and a client with a key of its own. */
  readonly addTenant: (id: string) => Promise<Client>;
  /** Makes another key of a tenant, the first unless another is named; one that may do everything where no scopes are given. */
  readonly addKey: (scopes?: readonly string[], tenant?: string) => Promise<string>;
  /** Moves the manual clock and answers how many invoices that issued. */
  readonly moveTo: (instant: Instant | string) => Promise<number>;
  readonly stop: () => Promise<void>;
}

/**
 * Starts a server on a database of its own: of the server that all tests share, or where `databaseUrl` is told to be
 * undefined of an embedded one that nobody else uses. `clock` undefined runs it on real time.
 */
export async function runFlorin(
  clock: string | undefined,
  more: Partial<FlorinOptions> = {},
): Promise<RunningFlorin> {
  const dataFolder = await mkdtemp(join(tmpdir(), "florin-server-test-"));
  const database = "databaseUrl" in more ? undefined : await freshDatabase();
  const florin = await startFlorin({
    dataFolder,
    databaseUrl: database?.server.ownerUrl(database.name),
    host: "127.0.0.1",
    port: 0,
    clockStart: clock === undefined ? undefined : at(clock),
    logLevel: process.env.FLORIN_LOG ?? "silent",
    ...more,
  });
  const apiKey = florin.newApiKey ?? "";
  const api = client(florin.origin, apiKey);
  const clients = [api];
  return {
    florin,
    dataFolder,
    apiKey,
    api,
    addKey: (scopes, tenant = defaultTenant) => issueKey(florin, dataFolder, tenant, scopes),
    addTenant: async (id) => {
      await addTenant(florin.store.pool, { id, name: id, createdAt: Date.now() });
      const opened = client(florin.origin, await issueKey(florin, dataFolder, id));
      clients.push(opened);
      return opened;
    },
    moveTo: async (instant) => {
      const now = typeof instant === "string" ? instant : new Date(instant).toISOString();
      const answer = await api.post("/v1/clock", { now });
      if (answer.status !== 200) throw new Error(`the clock did not move: ${answer.text}`);
      return (answer.json as { invoices: number }).invoices;
    },
    stop: async () => {
      await Promise.all(clients.map((one) => one.close()));
      await florin.stop();
      await database?.drop();
      await rm(dataFolder, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

/** A new key, made as an operator would. */
async function issueKey(
  { store }: Florin,
  dataFolder: string,
  tenant: string,
  scopes?: readonly string[],
): Promise<string> {
  const { pepper } = await openInstallation(dataFolder);
  const now = Date.now();
  const keys = createApiKeys(store, pepper, () => now);
  return store.withTenant(tenant, (tx) => keys.issue(tx, "test", now, scopes && { scopes }));
}

/** An instant from its text. */
export const at = (text: string): Instant => expectOk(parseInstant(text));

/** Asks again until the answer is there, for at most `secondsMax`. */
export async function until<T>(look: () => Promise<T | undefined>, secondsMax = 90): Promise<T> {
  const giveUpAt = performance.now() + secondsMax * 1_000;
  for (;;) {
    const found = await look();
    if (found !== undefined) return found;
    if (performance.now() > giveUpAt) throw new Error(`nothing came within ${secondsMax} s`);
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
}
