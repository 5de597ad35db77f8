import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { acme } from "../../src/account/account.fixture.ts";
import { replayCommand } from "../../src/cli/replay.ts";
import { verifyLedger } from "../../src/services/ledger/verify-ledger.ts";
import { journalRecords } from "../../src/store/journal.ts";
import { type Client, type RunningFlorin, runFlorin } from "./running-florin.ts";

const accrual = {
  id: "a-1",
  date: "2026-01-31",
  reason: "Support of January",
  by: "Dana",
  postings: [
    { account: "expenses:other:support", debit: "120 USD" },
    { account: "liabilities:other:accrued", credit: "120 USD" },
  ],
};
const reversal = { date: "2026-02-03", reason: "The invoice came", by: "Dana" };
const customer = { id: "c-1", name: "c-1" };
const stream = Object.keys(acme.streams)[0] ?? "";
const model = {
  ...acme,
  partners: { seller: { name: "Seller", role: "seller" } },
  shares: {
    plugins: {
      name: "Plugins",
      partner: "seller",
      base: "plugin sales",
      rate: "70%",
      to: "partner",
      stream,
    },
  },
};
const share = { id: "m-1", share: "plugins", date: "2026-02-03", base: "1000 USD", by: "Dana" };
const payout = { id: "po-1", partner: "seller", date: "2026-02-03", amount: "700 USD", by: "Dana" };
const bought = { id: "s-1", customer: "c-1", plan: "team", cadence: "annual", start: "2026-01-01" };

describe("entries by hand", () => {
  let server: RunningFlorin;
  let api: Client;
  const told: object[] = [];

  beforeAll(async () => {
    server = await runFlorin("2026-01-01T00:00:00Z");
    api = server.api;
    await api.post("/v1/models", model);
    await api.post("/v1/customers", customer);
    const { json } = await api.post("/v1/subscriptions", bought);
    const { recordedAt } = json as { recordedAt: string };
    told.push({ fact: "customer", ...customer });
    told.push({ fact: "subscription", ...bought, recordedAt });
    await server.moveTo("2026-02-02T09:00:00Z");
  });
  afterAll(() => server?.stop());

  const back = (body: object, headers = {}) =>
    api.post("/v1/ledger/entries/a-1/reversal", body, headers);

  it("are posted once, and taken back once", async () => {
    const first = await api.post("/v1/ledger/entries", accrual, { "idempotency-key": "k-1" });
    expect(first).toMatchObject({ status: 201, json: { id: "manual-entry/a-1" } });
    const again = await api.post("/v1/ledger/entries", accrual, { "idempotency-key": "k-1" });
    expect(again.text).toBe(first.text);
    expect(await api.post("/v1/ledger/entries", accrual)).toMatchObject({
      status: 200,
      json: first.json,
    });
    expect((await api.post("/v1/ledger/entries", { ...accrual, by: "Kim" })).json).toMatchObject({
      code: "already-exists",
    });
    told.push({ fact: "entry", ...accrual, recordedAt: "2026-02-02T09:00:00Z" });
    await server.moveTo("2026-02-03T09:00:00Z");
    expect((await back({ ...reversal, date: "2026-01-30" })).json).toMatchObject({
      errors: [{ code: "before-entry" }],
    });
    const taken = await back(reversal);
    expect(taken).toMatchObject({ status: 201, json: { reverses: "manual-entry/a-1" } });
    expect(await back(reversal)).toMatchObject({ status: 200, json: taken.json });
    expect((await back({ ...reversal, reason: "Again" })).json).toMatchObject({
      errors: [{ code: "already-reversed" }],
    });
    told.push({
      fact: "entry-reversal",
      entry: "a-1",
      ...reversal,
      recordedAt: "2026-02-03T09:00:00Z",
    });
  });

  it("are refused that do not balance, are to come, or are on accounts of documents", async () => {
    const refusal = async (more: object) =>
      (await api.post("/v1/ledger/entries", { ...accrual, id: "a-2", ...more })).json;
    const [debit] = accrual.postings;
    expect(await refusal({ postings: [debit] })).toMatchObject({
      status: 422,
      errors: [{ code: "unbalanced-entry", path: "/postings" }],
    });
    expect(await refusal({ date: "2026-02-04" })).toMatchObject({ errors: [{ code: "not-yet" }] });
    const control = [{ account: "liabilities:deferred:subscriptions", debit: "1 USD" }];
    expect(await refusal({ postings: control })).toMatchObject({
      errors: [{ code: "control-account", path: "/postings/0/account" }],
    });
    expect(await refusal({ recordedAt: "2026-01-01T00:00:00Z" })).toMatchObject({ status: 422 });
  });

  it("owe partners their part of what was reported, and pay it", async () => {
    await server.moveTo("2026-02-03T10:00:00Z");
    const key = { "idempotency-key": "share-1" };
    const owed = await api.post("/v1/partner-shares", share, key);
    expect(owed).toMatchObject({
      status: 201,
      json: {
        id: "partner-share/m-1",
        postings: [
          { account: `income:revenue:${stream}`, amount: "700.00" },
          { account: "liabilities:partner:seller", amount: "-700.00" },
        ],
      },
    });
    expect((await api.post("/v1/partner-shares", share, key)).text).toBe(owed.text);
    expect(await api.post("/v1/partner-shares", share)).toMatchObject({
      status: 200,
      json: owed.json,
    });
    expect((await api.post("/v1/partner-shares", { ...share, base: "1 USD" })).json).toMatchObject({
      code: "already-exists",
    });
    expect(
      (await api.post("/v1/partner-shares", { ...share, share: "x", id: "m-2" })).json,
    ).toMatchObject({ status: 422, errors: [{ code: "unknown-share", path: "/share" }] });
    await server.moveTo("2026-02-03T11:00:00Z");
    expect(await api.post("/v1/partner-payouts", payout)).toMatchObject({ status: 201 });
    const { json } = await api.get("/v1/ledger/accounts");
    expect(JSON.stringify(json)).toContain("liabilities:partner:seller");
    told.push({ fact: "partner-share", ...share, recordedAt: "2026-02-03T10:00:00Z" });
    told.push({ fact: "partner-payout", ...payout, recordedAt: "2026-02-03T11:00:00Z" });
  });

  it("stand in a sound journal where a replay puts them, and in no closed month", async () => {
    await server.moveTo("2026-02-05T00:00:00Z");
    const live = await server.florin.store.withTenant("default", async (tx) => ({
      verdict: await verifyLedger(tx),
      records: await journalRecords(tx, 0, 100),
    }));
    expect(live.verdict.faults).toEqual([]);
    const folder = await mkdtemp(join(tmpdir(), "florin-entries-"));
    const [modelFile, facts] = [join(folder, "model.json"), join(folder, "facts.ndjson")];
    await writeFile(modelFile, JSON.stringify(model));
    await writeFile(facts, told.map((fact) => `${JSON.stringify(fact)}\n`).join(""));
    const lines: string[] = [];
    const terminal = { out: (line: string) => lines.push(line), err: () => {}, interactive: false };
    const args = [modelFile, facts, "--until", "2026-02-05", "--ledger"];
    await replayCommand(terminal, () => {}).parseAsync(args, { from: "user" });
    await rm(folder, { recursive: true });
    expect(lines.map((line) => line.split(" ")[1])).toEqual(live.records.map(({ hash }) => hash));
    expect((await api.post("/v1/closes", { month: "2026-01" })).status).toBe(201);
    expect((await api.post("/v1/ledger/entries", { ...accrual, id: "a-3" })).json).toMatchObject({
      errors: [{ code: "month-closed", path: "/date", suggestion: "date it 2026-02-01 or later" }],
    });
  });
});
