import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { afterAll, beforeAll, expect, it } from "vitest";
import { acme, acmeBooks } from "../../src/account/account.fixture.ts";
import type { AccountFact } from "../../src/account/fact.ts";
import { parseAccountFact } from "../../src/account/fact-shape.ts";
import { invoiceText } from "../../src/account/invoice.ts";
import { replayAccounts } from "../../src/account/replay.ts";
import { expectOk } from "../../src/fault/fault.ts";
import { parseUsageEvent } from "../../src/metering/usage-event.ts";
import { startFlorin } from "../../src/server.ts";
import { verifyEvents } from "../../src/store/verify-events.ts";
import { verifyInvoices } from "../../src/store/verify-invoices.ts";
import { type Random, seededRandom } from "../../src/testing/random.ts";
import { loadCustomers, type Sent, sendLoad } from "./crash-load.ts";
import { type KillableServer, startKillable } from "./killable-server.ts";
import { at, type Client, client, until } from "./running-florin.ts";

/** Months of load, kill, recovery, billing, kill and recovery: two kills each. A soak has fifteen times as many and more. */
const months =
  2 * (process.env.FLORIN_SOAK === undefined ? 1 : 15 * Number(process.env.FLORIN_SOAK));
const seed = Number(process.env.FLORIN_SEED ?? 20_261_121);

let dataFolder: string;
let server: KillableServer | undefined;
let apiKey = "";
const sent: Sent[] = [];
const setUp: AccountFact[] = [];

beforeAll(async () => {
  dataFolder = await mkdtemp(join(tmpdir(), "florin-crash-"));
});
afterAll(async () => {
  await server?.kill();
  await rm(dataFolder, { recursive: true, force: true });
}, 60_000);

/** The middle of the n-th month of service, when the load is sent, and the second hour of the next, when its usage is final. */
const middleOf = (month: number): number => Date.UTC(2026, month, 20, 12);
const endOf = (month: number): number => Date.UTC(2026, month + 1, 1, 2);

/** Starts the server again, as an operator would after it was found dead. */
async function restart(clock: number): Promise<Client> {
  await server?.kill();
  server = await startKillable(dataFolder, clock);
  apiKey = server.newApiKey ?? apiKey;
  return client(server.origin, apiKey, 12);
}

async function post(api: Client, path: string, body: unknown) {
  const answer = await api.post(path, body);
  expect(answer.status, `${path} ${answer.text}`).toBeLessThan(300);
  return answer.json as Record<string, unknown>;
}

async function tellAccounts(api: Client): Promise<void> {
  await post(api, "/v1/models", acme);
  for (const id of loadCustomers) {
    const customer = { id, name: `Customer ${id}` };
    const subscription = { id: `s-${id}`, customer: id, plan: "hybrid", start: "2026-01-01" };
    for (const [fact, path, body] of [
      ["customer", "/v1/customers", customer],
      ["subscription", "/v1/subscriptions", subscription],
    ] as const)
      setUp.push(expectOk(parseAccountFact({ fact, ...(await post(api, path, body)) })));
  }
}

/** Who is killed while load comes in. A database alone is revived by its server, which then has all its answers. */
const victimOf = (month: number): "server" | "database" | "both" =>
  (["server", "both", "server", "database"] as const)[month % 4] ?? "server";

/** Sends load and ends the server, the database or both in the middle of it. */
async function loadAndKill(api: Client, month: number, random: Random): Promise<readonly Sent[]> {
  const victim = victimOf(month);
  const killAfter = random.whole(12, 60);
  const delayMs = random.whole(0, 4);
  let killing: Promise<unknown> = Promise.resolve();
  const load = await sendLoad(api, middleOf(month), `x${month}`, seed + month, {
    clients: 8,
    answersMax: victim === "database" ? killAfter + 30 : Number.POSITIVE_INFINITY,
    onAnswer: (answers) => {
      if (answers !== killAfter) return;
      killing = wait(delayMs).then(async () => {
        if (victim !== "server") await server?.killPostgres();
        if (victim !== "database") await server?.kill();
      });
    },
  });
  await killing;
  return load;
}

/** Sends everything once more: what was acknowledged is known, and what was not is there whole or not at all. */
async function repeat(api: Client, requests: readonly Sent[]): Promise<void> {
  const queue = [...requests];
  const run = async (): Promise<void> => {
    for (let request = queue.pop(); request !== undefined; request = queue.pop()) {
      const { path, body, headers, answer } = request;
      const again = await api.ask("POST", path, { body, headers });
      expect(again.status, again.text).toBeLessThan(300);
      if (request.fact !== undefined) {
        if (answer !== undefined) expect([again.status, again.text]).toEqual([200, answer.text]);
      } else if (headers["idempotency-key"] !== undefined) {
        expect(verdicts(again.text)).toEqual(["accepted"]);
        if (answer !== undefined) expect(again.text).toBe(answer.text);
      } else {
        const found = verdicts(again.text);
        expect(found).toHaveLength(1);
        if (answer !== undefined) expect(found).toEqual(["duplicate"]);
      }
      request.answer = answer ?? again;
    }
  };
  await Promise.all(Array.from({ length: 8 }, run));
}

/** The different verdicts on the events of one request. */
const verdicts = (text: string): string[] => [
  ...new Set([...text.matchAll(/"status":"(\w+)"/g)].map(([, status]) => status ?? "")),
];

/** Moves the clock past the month's end, and ends the server or the database while it bills. */
async function billAndKill(api: Client, month: number, random: Random): Promise<boolean> {
  const now = new Date(endOf(month)).toISOString();
  const moved = api.post("/v1/clock", { now }).catch(() => undefined);
  await wait(random.whole(0, 12) * (month % 4));
  if (month % 3 === 1) await server?.killPostgres();
  await server?.kill();
  return (await moved)?.status === 200;
}

interface Listed {
  readonly id: string;
  readonly number: string;
}

async function invoices(api: Client): Promise<readonly Listed[]> {
  const found: Listed[] = [];
  let cursor = "";
  do {
    const page = (await api.get(`/v1/invoices?limit=500${cursor}`)).json as {
      items: Listed[];
      next: string | null;
    };
    found.push(...page.items);
    cursor = page.next === null ? "" : `&cursor=${page.next}`;
  } while (cursor !== "");
  return found.sort((left, right) => (left.number < right.number ? -1 : 1));
}

/** Waits until nothing is due any more, and expects numbers without a gap. */
async function billed(api: Client, month: number): Promise<void> {
  const now = new Date(endOf(month)).toISOString();
  await until(async () => {
    await post(api, "/v1/clock", { now });
    const due = await Promise.all(
      loadCustomers.map(async (id) => (await api.get(`/v1/customers/${id}`)).json),
    );
    return due.every((one) => (one as { nextDue: string }).nextDue > now) ? true : undefined;
  });
  const numbers = (await invoices(api)).map(({ number }) => number);
  expect(numbers).toEqual(numbers.map((_, index) => `INV-${String(index + 1).padStart(6, "0")}`));
}

/** The invoices that nobody interrupted: those of the pure core for the same facts. */
function undisturbed(until: number): readonly string[] {
  const accounts = replayAccounts(acmeBooks);
  for (const fact of setUp) accounts.add(fact);
  for (const { fact, answer } of sent) {
    if (fact === undefined || answer === undefined) continue;
    const { recordedAt } = answer.json as { recordedAt: string };
    accounts.add(expectOk(parseAccountFact({ ...fact, recordedAt })));
  }
  const { replay, refused } = accounts.open();
  expect(refused).toEqual([]);
  for (const event of sent.flatMap(({ events }) => events))
    expect(replay.addUsage(expectOk(parseUsageEvent(event)))).toBe("accepted");
  return [...replay.invoicesUntil(until)].map(invoiceText);
}

it(
  `loses nothing that it acknowledged and repeats nothing, over ${2 * months} kills`,
  async () => {
    let api = await restart(at("2026-01-01T00:00:00Z"));
    await tellAccounts(api);
    let interrupted = 0;
    for (let month = 0; month < months; month += 1) {
      const random = seededRandom(seed + month);
      await post(api, "/v1/clock", { now: new Date(middleOf(month)).toISOString() });
      const load = await loadAndKill(api, month, random);
      sent.push(...load);
      expect(load.filter(({ answer }) => answer !== undefined).length).toBeGreaterThan(0);
      if (victimOf(month) !== "database")
        expect(load.some(({ answer }) => answer === undefined)).toBe(true);
      await api.close();
      api = await restart(middleOf(month));
      await repeat(api, load);
      const { events } = (await api.get("/v1/summary")).json as { events: object };
      const ids = sent.reduce((count, request) => count + request.events.length, 0);
      expect(events).toEqual({ accepted: ids, unbilled: 0 });

      if (!(await billAndKill(api, month, random))) interrupted += 1;
      await api.close();
      api = await restart(endOf(month));
      await billed(api, month);
    }
    expect(interrupted).toBeGreaterThan(0);
    await repeat(api, sent);
    const live = await Promise.all(
      (await invoices(api)).map(
        async ({ id }) => (await api.get(`/v1/invoices/${encodeURIComponent(id)}`)).text,
      ),
    );
    await api.close();
    expect(live).toEqual(undisturbed(endOf(months - 1)));
    expect(live.length).toBeGreaterThan(months * loadCustomers.length);
    await server?.kill();
    expect(await brokenInvariants()).toEqual([]);
  },
  300_000 * Math.max(1, months / 4),
);

/** What `verify` finds in the database that is left; the last to leave it ends it. */
async function brokenInvariants(): Promise<readonly unknown[]> {
  const florin = await startFlorin({
    dataFolder,
    databaseUrl: undefined,
    host: "127.0.0.1",
    port: 0,
    clockStart: endOf(months - 1),
    logLevel: "silent",
  });
  try {
    return await florin.store.withTenant("default", async (tx) => [
      ...(await verifyInvoices(tx)),
      ...(await verifyEvents(tx, 0)),
    ]);
  } finally {
    await florin.stop();
  }
}
