import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type FreshDatabase, freshDatabase } from "../../src/store/test-database.fixture.ts";
import { compiledServer } from "./compiled-server.ts";
import { limitedModel } from "./limited-model.ts";
import { type Client, client, type RunningFlorin, runFlorin } from "./running-florin.ts";

const script = fileURLToPath(new URL("serve-shared-child.mjs", import.meta.url));
const limit = 60;

let database: FreshDatabase;
let server: RunningFlorin;
let children: readonly ChildProcess[] = [];
let clients: readonly Client[] = [];

/** Another server on the same database, in a process of its own. */
async function startChild(): Promise<{ child: ChildProcess; origin: string }> {
  const options = {
    dataFolder: server.dataFolder,
    databaseUrl: database.server.ownerUrl(database.name),
    host: "127.0.0.1",
    port: 0,
    logLevel: "silent",
  };
  const child = fork(script, [compiledServer(), JSON.stringify(options)], { execArgv: [] });
  const [{ origin }] = (await once(child, "message")) as [{ origin: string }];
  return { child, origin };
}

beforeAll(async () => {
  database = await freshDatabase();
  server = await runFlorin(undefined, { databaseUrl: database.server.ownerUrl(database.name) });
  const calls = { meter: "calls", limit, per: "year" };
  const users = { meter: "users", limit: 5, per: "year" };
  const { team } = limitedModel.plans;
  await server.api.post("/v1/models", {
    ...limitedModel,
    plans: { team: { ...team, quotas: { calls, users } } },
  });
  await server.api.post("/v1/customers", { id: "c-1", name: "Some" });
  const bought = { id: "s-1", customer: "c-1", plan: "team", start: "2026-01-01" };
  await server.api.post("/v1/subscriptions", bought);
  const started = await Promise.all([startChild(), startChild(), startChild()]);
  children = started.map(({ child }) => child);
  clients = started.map(({ origin }) => client(origin, server.apiKey, 16));
}, 120_000);
afterAll(async () => {
  await Promise.all(clients.map((one) => one.close()));
  for (const child of children) {
    child.disconnect();
    if (child.exitCode === null) await once(child, "exit");
  }
  await server?.stop();
  await database?.drop();
});

interface Said {
  readonly status?: string;
  readonly reservation?: { readonly id: string; readonly used: string | null } | null;
}

const said = async (api: Client, path: string, body: object): Promise<Said> => {
  const { status, json, text } = await api.post(`/v1/entitlements/${path}`, body);
  if (status >= 300) throw new Error(text);
  return json as Said;
};

it("lets no quota that blocks be exceeded, however many processes track and reserve at once", async () => {
  const track = (api: Client, id: string, more: object = {}) =>
    said(api, "track", { id, type: "call", customer: "c-1", ...more });
  /** Sets three apart, and uses some of them. */
  const reserve = async (api: Client, used: number): Promise<number> => {
    const asked = { customer: "c-1", meter: "calls", quantity: 3 };
    const { reservation } = await said(api, "reserve", asked);
    if (reservation === null || reservation === undefined) return 0;
    const done = { reservation: reservation.id, quantity: used };
    const closed = await said(api, "finalize", done);
    return Number(closed.reservation?.used ?? 0);
  };
  const tracked = clients.flatMap((api, at) =>
    Array.from({ length: 30 }, (_, n) => track(api, `t-${at}-${n}`)),
  );
  const users = clients.flatMap((api, at) =>
    Array.from({ length: 10 }, (_, n) =>
      track(api, `u-${at}-${n}`, { type: "login", data: { user: `u-${at}-${n}` } }),
    ),
  );
  const reserved = clients.flatMap((api) =>
    Array.from({ length: 10 }, (_, n) => reserve(api, n % 4)),
  );
  const [statuses, logins, used] = await Promise.all([
    Promise.all(tracked),
    Promise.all(users),
    Promise.all(reserved),
  ]);
  const accepted = statuses.filter(({ status }) => status === "accepted").length;
  const ofReservations = used.reduce((total, one) => total + one, 0);
  expect(accepted + ofReservations).toBeLessThanOrEqual(limit);
  expect(logins.filter(({ status }) => status === "accepted")).toHaveLength(5);

  // What is left over from reservations can be used, to the last unit, and not one more.
  const [api] = clients;
  if (api === undefined) throw new Error("there is a client");
  let more = 0;
  while ((await track(api, `m-${more}`)).status === "accepted") more += 1;
  expect(accepted + ofReservations + more).toBe(limit);
  const { json } = await api.get("/v1/customers/c-1/entitlements");
  expect(json).toMatchObject({
    quotas: [
      { id: "calls", used: `${limit}`, reserved: "0", remaining: "0" },
      { id: "users", used: "5" },
    ],
  });
});
