import { cp, mkdir, mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { acme } from "../../src/account/account.fixture.ts";
import { type Florin, startFlorin } from "../../src/server.ts";
import { identityDaysNeeded } from "../../src/services/pruning.ts";
import { formatInstant } from "../../src/time/instant.ts";
import { florin as command, printed } from "../cli/florin.ts";
import { at, type Client, client, until } from "./running-florin.ts";
import { storedRows } from "./stored-rows.ts";

/** On the embedded database of its folder. */
const terms = {
  databaseUrl: undefined,
  host: "127.0.0.1",
  port: 0,
  logLevel: "silent",
} as const;
let folder: string;
let server: Florin;
let api: Client;

const event = (id: string, time: string): object => ({
  id,
  type: "inference",
  customer: "c-1",
  time,
  data: { operations: 5 },
});

const post = async (path: string, body: unknown, key?: string): Promise<unknown> => {
  const headers = key === undefined ? {} : { "idempotency-key": key };
  const answer = await api.post(path, body, headers);
  expect(answer.status, answer.text).toBeLessThan(300);
  return answer.json;
};

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "florin-operator-"));
  server = await startFlorin({
    ...terms,
    dataFolder: folder,
    clockStart: at("2026-01-01T00:00:00Z"),
  });
  api = client(server.origin, server.newApiKey);
  await post("/v1/models", acme);
  await post("/v1/customers", { id: "c-1", name: "Alder" }, "k-old");
  await post("/v1/subscriptions", {
    id: "s-1",
    customer: "c-1",
    plan: "hybrid",
    start: "2026-01-01",
  });
  await post("/v1/events", [
    event("old-1", "2026-01-01T00:00:00Z"),
    event("old-2", "2026-01-01T00:00:00Z"),
  ]);
  await post("/v1/clock", { now: "2026-02-10T00:00:00Z" });
}, 60_000);
afterAll(async () => {
  await api?.close();
  await server?.stop();
  await rm(folder, { recursive: true, force: true });
});

/** Changes what is stored as nobody but an owner could, and answers how to undo it. */
async function tamper(statement: string): Promise<void> {
  const owner = server.store.openOwnerPool();
  try {
    const connection = await owner.connect();
    await connection.query("select set_config('florin.tenant', 'default', false)");
    const { rowCount } = await connection.query(statement);
    expect(rowCount).toBe(1);
    connection.release();
  } finally {
    await owner.end();
  }
}

const verify = (...words: string[]) => command(["verify", "--data", folder, ...words]);
const prune = (...words: string[]) => command(["prune", "--data", folder, ...words]);

describe("the log of requests", () => {
  it("names what changed something and what was refused, by the id of the answer, and no read", async () => {
    const refused = await api.post("/v1/customers", { id: "c-1", nme: "Alder" });
    expect(refused.status).toBe(422);
    expect((await api.get("/v1/customers/nobody?expand=nothing")).status).toBeGreaterThan(399);
    const log = async () => {
      const { items } = (await api.get("/v1/requests?limit=100")).json as {
        items: { id: string; method: string; path: string; status: number; code: string }[];
      };
      return items;
    };
    const kept = await until(async () => {
      const items = await log();
      return items.some(({ path }) => path === "/v1/customers/nobody") ? items : undefined;
    });
    expect(kept.find(({ id }) => id === refused.headers["x-request-id"])).toMatchObject({
      method: "POST",
      path: "/v1/customers",
      status: 422,
      code: "invalid-request",
    });
    const seen = kept.map(({ method, path, status }) => `${method} ${path} ${status}`);
    expect(seen).toContain("POST /v1/models 201");
    expect(seen).not.toContain("POST /v1/events 200");
    expect(kept.filter(({ method, status }) => method === "GET" && status < 400)).toEqual([]);
  });
});

describe("florin invoice", () => {
  const invoice = (...words: string[]) => command(["invoice", ...words, "--data", folder]);

  it("writes the bytes that the API sends, by number and by id, while the server runs", async () => {
    const html = (await api.get("/v1/invoices/c-1:1/documents/html?language=de")).text;
    for (const name of ["INV-000001", "c-1:1"]) {
      const out = join(folder, "invoice.html");
      const ran = await invoice(name, "--format", "html", "--language", "de", "--out", out);
      expect([ran.code, ran.results, ran.messages]).toEqual([0, [out], []]);
      expect(await readFile(out, "utf8")).toBe(html);
      await rm(out);
    }
  });

  it("refuses as the API does", async () => {
    const lacking = await invoice("INV-000001", "--format", "ubl");
    expect(lacking.code).toBe(1);
    expect(printed(lacking)).toContain("e-invoice-incomplete");
    expect(printed(lacking)).toContain("set seller.name in the model");
    expect(printed(await invoice("INV-000099"))).toContain("unknown-invoice");
    expect(printed(await invoice("INV-000001", "--tenant", "nobody"))).toContain("unknown-tenant");
    expect((await invoice("INV-000001", "--format", "docx")).code).toBe(2);
  });
});

describe("florin ledger", () => {
  const ledger = (...words: string[]) => command(["ledger", ...words, "--data", folder]);

  it("finds the books of what was billed sound while the server runs, and prints their head", async () => {
    const ran = await ledger("verify");
    expect(ran.code).toBe(0);
    expect(ran.results).toEqual([
      "default: 2 entries: sound",
      expect.stringMatching(/^head 2 [0-9a-f]{64}$/),
    ]);
    const json = JSON.parse((await ledger("verify", "--json")).results.join("\n"));
    expect(json).toMatchObject({ entries: 2, head: { position: 2 }, faults: [] });
  });

  it("prints a trial balance whose sides are equal, as of a day", async () => {
    const all = JSON.parse((await ledger("balance", "--json")).results.join("\n"));
    expect(all.totals).toHaveLength(1);
    expect(all.totals[0].debitBalances).toBe(all.totals[0].creditBalances);
    expect(all.totals[0].debitBalances).not.toBe("0.00");
    const before = await ledger("balance", "--as-of", "2025-12-31", "--json");
    expect(JSON.parse(before.results.join("\n")).rows).toEqual([]);
    const printedRows = (await ledger("balance")).results;
    expect(printedRows[0]).toMatch(/^Account +Debit +Credit$/);
    expect(printedRows.at(-1)).toMatch(/^Total +USD +[\d.]+ +[\d.]+$/);
  });

  it("prints what a customer owes by age", async () => {
    const { results, code } = await ledger("ageing", "--as-of", "2026-06-30");
    expect(code).toBe(0);
    expect(results[1]).toMatch(/^c-1 +USD/);
    const bad = await ledger("ageing", "--as-of", "2026-02-30");
    expect(bad.code).toBe(1);
  });

  it.each(["hledger", "beancount", "csv", "erp"])("exports them for %s", async (format) => {
    const { results, code } = await ledger("export", "--format", format);
    expect(code).toBe(0);
    expect(results.join("\n")).toContain("INV-000001");
  });

  it("prints entries, and days sales outstanding", async () => {
    const entries = await ledger("entries", "--document", "invoice/INV-000001");
    expect(entries.results[0]).toMatch(/Invoice INV-000001 of c-1 {2}\[invoice\/INV-000001\]$/);
    expect(entries.results[1]).toMatch(/^ {2}assets:receivable +[\d.]+ +USD$/);
    const wrong = await ledger("entries", "--account", "assets:gold", "--limit", "0");
    expect(wrong.code).toBe(1);
    expect(wrong.messages.join("\n")).toMatch(/unknown-account[\s\S]*invalid-limit/);
    const dso = await ledger("dso", "--as-of", "2026-02-10");
    expect(dso.results[1]).toMatch(/^USD +[\d.]+ +[\d.]+ +[\d.]+$/);
  });

  it("says what a close would find, closes months, and lists them", async () => {
    const wrong = await ledger("close", "2026-13");
    expect([wrong.code, wrong.messages.join()]).toEqual([
      1,
      expect.stringContaining("invalid-month"),
    ]);
    const checked = await ledger("close", "2026-01", "--check");
    expect(checked.code, checked.messages.join("\n")).toBe(0);
    expect(checked.results[0]).toBe("2026-01: not closed");
    expect(checked.results[1]).toMatch(/^ {2}ok +month-over +the month and the grace window/);
    const later = await ledger("close", "2026-02");
    expect([later.code, later.messages.join()]).toEqual([
      1,
      expect.stringContaining("close-refused"),
    ]);
    const closed = await ledger("close", "2026-01", "--through");
    expect(closed.results[0]).toMatch(/^2026-01: closed 2026-02-10T/);
    const json = JSON.parse((await ledger("close", "2026-01", "--json")).results.join("\n"));
    expect(json).toMatchObject({ month: "2026-01", state: "closed" });
    const closes = (await ledger("closes")).results;
    expect(closes.slice(1)).toEqual([
      "2026-02               to close next",
      expect.stringMatching(/^2026-01 +2026-02-10T00:00:00Z +[\d.]+ USD$/),
    ]);
  });

  it("prints what is earned by month, and what remains", async () => {
    const revenue = (...words: string[]) => command(["revenue", ...words, "--data", folder]);
    const months = ["--from", "2026-01", "--to", "2026-03"];
    const schedule = await revenue("schedule", ...months);
    expect(schedule.results[1]).toMatch(/^ {2}2026-01 +[\d.]+$/);
    expect(schedule.results[3]).toMatch(/^ {2}2026-03 +[\d.]+ {2}scheduled$/);
    const rows = (await revenue("roll-forward", ...months)).results;
    expect(rows[0]).toMatch(/^Month, stream, balance +Opening/);
    const remaining = await revenue("remaining", "--as-of", "2026-02-10", "--json");
    expect(JSON.parse(remaining.results.join("\n"))).toMatchObject({ asOf: "2026-02-10" });
    const reversed = await revenue("schedule", "--from", "2026-03", "--to", "2026-01");
    expect(reversed.messages.join("\n")).toContain("invalid-range");
  });

  it("refuses a tenant that there is not", async () => {
    const ran = await ledger("verify", "--tenant", "nobody");
    expect(ran.code).toBe(1);
    expect(ran.messages.join("\n")).toContain("there is no tenant with this id");
  });
});

describe("florin verify", () => {
  it("finds what a server stored sound while it runs", async () => {
    const ran = await verify();
    expect(printed(ran)).toBe("default: 2 invoices, 2 events: sound\n");
    expect(ran.code).toBe(0);
    const json = await verify("--json");
    expect(JSON.parse(json.results.join("\n"))).toEqual({
      tenants: [{ tenant: "default", invoices: 2, events: 2, broken: [] }],
    });
  });

  it("prints what is broken, and ends with 1", async () => {
    const change = (by: string) =>
      `update invoice_lines set amount = amount + ${by} where invoice = 'c-1:1' and position = 1`;
    await tamper(
      change("1").replace(
        "position = 1",
        "position = (select min(position) from invoice_lines where invoice = 'c-1:1')",
      ),
    );
    await tamper("delete from event_keys where id = 'old-2'");
    const ran = await verify();
    expect(ran.code).toBe(1);
    expect(ran.results[0]).toBe("default: 2 invoices, 2 events: 2 broken");
    expect(ran.results.slice(1).map((line) => line.trim())).toEqual([
      expect.stringMatching(/^c-1:1 {2}lines do not add up: lines [\d.]+, total [\d.]+$/),
      "api/old-2  event without key",
    ]);
    const json = JSON.parse((await verify("--json")).results.join("\n"));
    expect(json.tenants[0].broken).toContainEqual({
      subject: "api/old-2",
      broken: "event without key",
    });
    await tamper(
      change("-1").replace(
        "position = 1",
        "position = (select min(position) from invoice_lines where invoice = 'c-1:1')",
      ),
    );
    await tamper(
      `insert into event_keys (id, source, content, received_at)
      select id, source, 0, received_at from events where id = 'old-2'`,
    );
    expect((await verify()).code).toBe(0);
  });

  it("refuses a folder that holds nothing, and days that are none", async () => {
    const none = await command(["verify", "--data", join(folder, "nowhere")]);
    expect(none.code).toBe(1);
    expect(printed(none)).toContain("file-not-found");
    const days = await verify("--identities", "many");
    expect([days.code, printed(days).includes("out-of-range")]).toEqual([1, true]);
  });
});

describe("florin prune", () => {
  const needed = identityDaysNeeded(acme);

  it("refuses to forget what a model still bills, and then deletes nothing", async () => {
    const before = await storedRows(server.store);
    const ran = await prune("--identities", String(needed - 1));
    expect(ran.code).toBe(1);
    expect(printed(ran)).toMatch(/--identities {2}retention-too-short/);
    expect(printed(ran)).toContain(`keep identities for ${needed} days or more`);
    expect((await prune("--identities", "450", "--answers", "0")).code).toBe(1);
    expect(await storedRows(server.store)).toEqual(before);
    expect((await command(["prune"])).code).toBe(2);
  });

  it("deletes what is older than that, counted back from the newest", async () => {
    const recent = at("2026-01-01T00:00:00Z") + (needed + 2) * 86_400_000;
    const nothing = await prune("--identities", String(needed));
    expect(printed(nothing)).toBe(
      "default: deleted the identities of no events, no answers, no closed reservations\n",
    );
    await post("/v1/clock", { now: formatInstant(recent) });
    await post("/v1/events", event("new", formatInstant(recent)), "k-new");
    const ran = await prune("--identities", String(needed));
    expect(ran.code).toBe(0);
    expect(printed(ran)).toBe(
      "default: deleted the identities of 2 events, 1 answer, no closed reservations\n",
    );
    const { event_keys, events, idempotency_keys } = await storedRows(server.store);
    expect({ event_keys, events, idempotency_keys }).toEqual({
      event_keys: 1,
      events: 3,
      idempotency_keys: 1,
    });
    expect(await post("/v1/events", event("new", formatInstant(recent)))).toMatchObject({
      status: "duplicate",
    });
    expect((await verify("--identities", String(needed))).code).toBe(0);
    expect(printed(await verify())).toContain("api/old-1  event without key");
  });

  it("drops usage of whole months that nobody bills any more, and only where it is told to", async () => {
    const recent = at("2026-01-01T00:00:00Z") + (needed + 42) * 86_400_000;
    await post("/v1/clock", { now: formatInstant(recent) });
    await post("/v1/events", event("newer", formatInstant(recent)));
    const invoices = await storedRows(server.store);
    const words = ["--identities", String(needed)];
    const short = await prune(...words, "--usage", String(needed - 1));
    expect(printed(short)).toMatch(/--usage {2}retention-too-short/);
    expect((await prune(...words, "--usage", "x")).code).toBe(1);
    // A parked one, which the scheduler leaves as it is.
    const stand = (due: string, parked: "'a test'" | "null") =>
      `update accounts set next_due = '${due}', parked_reason = ${parked},
        parked_since = case when ${parked} is null then null else now() end
      where customer = 'c-1'`;
    const next = await server.store.withTenant("default", (tx) =>
      tx.rows<{ due: number }>("select next_due as due from accounts where customer = 'c-1'"),
    );
    await tamper(stand("2026-01-15T00:00:00Z", "'a test'"));
    const waiting = await prune(...words, "--usage", String(needed));
    expect(printed(waiting)).toMatch(/--usage {2}usage-not-billed/);
    expect(printed(waiting)).toContain("c-1 (due 2026-01-15T00:00:00Z)");
    await tamper(stand(formatInstant(next[0]?.due ?? 0), "null"));
    expect((await storedRows(server.store)).events).toBe(invoices.events);

    const ran = await prune(...words, "--usage", String(needed));
    expect(printed(ran)).toContain("all: dropped the usage of 1 month, 2026-01 to 2026-01\n");
    const left = await storedRows(server.store);
    expect(left.events).toBe((invoices.events ?? 0) - 2);
    expect(left.invoices).toBe(invoices.invoices);
    expect((await verify("--identities", String(needed))).code).toBe(0);
    const json = JSON.parse((await prune(...words, "--usage", "900", "--json")).results.join("\n"));
    expect(json).toMatchObject({ tenants: [{ tenant: "default" }], usageMonths: [] });
  });
});

describe("florin backup", () => {
  it("copies the books of a server that runs, and of a stopped one, into a folder that waits until it is released", async () => {
    const days = ["--identities", String(identityDaysNeeded(acme))];
    const backUp = async (name: string, from: string) => {
      const ran = await command(["backup", join(folder, name), "--data", from, "--json"]);
      expect([ran.code, printed(ran)]).toEqual([0, expect.stringContaining("Keep ")]);
      const { tables } = JSON.parse(ran.results.join("\n")) as { tables: { table: string }[] };
      return tables.filter(({ table }) => /^(?:events|invoices|account_facts|journal)/.test(table));
    };
    const invoices = (await api.get("/v1/invoices")).text;
    const { now } = (await api.get("/v1/clock")).json as { now: string };
    const running = await backUp("running", folder);
    expect(running.length).toBeGreaterThan(4);
    await api.close();
    await server.stop();
    expect(await backUp("stopped", folder)).toEqual(running);

    const other = join(folder, "restored");
    await mkdir(other);
    for (const name of ["pepper", "api-key"]) await cp(join(folder, name), join(other, name));
    const restored = await command(["restore", join(folder, "stopped"), "--data", other, ...days]);
    expect([restored.code, restored.results.at(-1)]).toEqual([
      0,
      expect.stringMatching(/^default: .*: sound$/),
    ]);
    expect(printed(restored)).toContain("is the secret of this backup");

    server = await startFlorin({ ...terms, dataFolder: other, clockStart: at(now) });
    api = client(server.origin, (await readFile(join(other, "api-key"), "utf8")).trim());
    expect((await api.get("/v1/invoices")).text).toBe(invoices);
    const add = () => api.post("/v1/customers", { id: "c-2", name: "Birch" });
    expect((await add()).json).toMatchObject({ status: 503, code: "on-hold" });
    expect((await command(["release", "--data", other])).code).toBe(0);
    await until(async () => ((await add()).status === 201 ? true : undefined));
    expect((await command(["verify", "--data", other, ...days])).code).toBe(0);
  }, 60_000);
});
