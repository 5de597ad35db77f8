import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { foreignLife, type ToldAt } from "../../src/account/foreign-life.fixture.ts";
import { foreignBooks, foreignModel } from "../../src/account/foreign-story.fixture.ts";
import { replayFacts } from "../../src/cli/replay-facts.ts";
import { expectOk } from "../../src/fault/fault.ts";
import { bookHappenings } from "../../src/ledger/book-happenings.ts";
import { closeThrough } from "../../src/ledger/close/month-books.ts";
import { entryText } from "../../src/ledger/entry-text.ts";
import { appendEntries, emptyJournal } from "../../src/ledger/journal.ts";
import { month } from "../../src/ledger/recognition/recognition.fixture.ts";
import { sha256 } from "../../src/services/journal-writer.ts";
import type {
  ForeignPaymentAnswer,
  ForeignPayments,
} from "../../src/services/ledger/foreign-payments.ts";
import type {
  EntryAnswer,
  ForeignCurrencyAnswer,
} from "../../src/services/ledger/ledger-answers.ts";
import { verifyLedger } from "../../src/services/ledger/verify-ledger.ts";
import { journalRecords } from "../../src/store/journal.ts";
import { at, type RunningFlorin, runFlorin } from "./running-florin.ts";

const until = "2026-03-20T00:00:00Z";
const routes: Readonly<Record<string, string>> = {
  customer: "/v1/customers",
  subscription: "/v1/subscriptions",
  payment: "/v1/payments",
  "payment-return": "/v1/payment-returns",
  "write-off": "/v1/write-offs",
  dispute: "/v1/disputes",
  "dispute-outcome": "/v1/dispute-outcomes",
  "balance-application": "/v1/balance-applications",
};

let server: RunningFlorin;
let folder: string;
/** What the server took, with the time at which it learned of it. */
const facts: object[] = [];

/** When the server learned of it; undefined where it refused. */
async function tell({ fact: { fact, ...body } }: ToldAt): Promise<string | undefined> {
  if (fact === "exchange-rate") {
    const {
      corrects,
      recordedAt: _,
      ...rate
    } = body as { corrects?: boolean; recordedAt?: string };
    const more = corrects === undefined ? {} : { corrects };
    const answer = await server.api.post("/v1/exchange-rates", { rates: [rate], ...more });
    expect(answer.status, answer.text).toBeLessThan(300);
    return (answer.json as { knownSince: string }).knownSince;
  }
  const answer = await server.api.post(routes[fact] ?? "", body);
  if (answer.status >= 500) throw new Error(answer.text);
  return answer.status < 300 ? (answer.json as { recordedAt: string }).recordedAt : undefined;
}

let payouts = 0;

/** The provider transfers something; twice told, it is one. */
async function payOut(): Promise<void> {
  payouts += 1;
  const body = {
    id: `po-${payouts}`,
    provider: "stripe",
    gross: "60.00 USD",
    fees: "2.10 USD",
    exchanged: [{ amount: "20.00 EUR", became: "22.50 USD" }],
  };
  const [first, again] = [
    await server.api.post("/v1/payouts", body),
    await server.api.post("/v1/payouts", body),
  ];
  expect([first.status, again.status], first.text).toEqual([201, 200]);
  expect(again.json).toEqual(first.json);
  const other = await server.api.post("/v1/payouts", { ...body, gross: "61.00 USD" });
  expect(other.status).toBe(409);
  facts.push({ fact: "payout", ...(first.json as object) });
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "florin-foreign-"));
  server = await runFlorin("2025-12-20T00:00:00Z");
  expect((await server.api.post("/v1/models", foreignModel)).status).toBe(201);
  let now = 0;
  // No route tells of a refund alone: it is made by a provider, or by hand under a key.
  for (const told of foreignLife(11, 6, 78).filter(({ fact }) => fact.fact !== "refund")) {
    if (told.at > now) await server.moveTo(told.at);
    now = told.at;
    if (told.fact.fact === "dispute") await payOut();
    const recordedAt = await tell(told);
    if (recordedAt !== undefined) facts.push({ ...told.fact, recordedAt });
  }
  await server.moveTo(until);
}, 120_000);
afterAll(async () => {
  await server?.stop();
  await rm(folder, { recursive: true, force: true });
});

describe("business in several currencies", () => {
  it("keeps the same journal live as in a replay, to the byte, with months closed", async () => {
    const { api, florin } = server;
    for (const closing of ["2025-12", "2026-01", "2026-02"]) {
      const answer = await api.post("/v1/closes", { month: closing });
      expect(answer.status, answer.text).toBe(201);
      const { checks } = answer.json as { checks: { id: string; state: string }[] };
      expect(checks.find(({ id }) => id === "revalued")?.state).toBe("passed");
    }
    const path = join(folder, "facts.ndjson");
    await writeFile(path, facts.map((fact) => `${JSON.stringify(fact)}\n`).join(""));
    const silent = { out: () => {}, err: () => {}, interactive: false };
    expect(payouts).toBeGreaterThan(3);
    const { replay, refused, payouts: told } = await replayFacts(path, foreignBooks, silent);
    expect(refused).toEqual([]);
    const happenings = [...replay.happeningsUntil(at(until))];
    const customerOf = (id: string) => replay.accounts.get(id)?.customer;
    const book = foreignBooks.current;
    const booked = bookHappenings(happenings, {
      book,
      customerOf,
      rates: replay.rates,
      payouts: told,
    });
    const { entries } = expectOk(closeThrough(booked, month("2026-02")));
    const { records } = appendEntries(emptyJournal, entries, sha256);
    const live = await florin.store.withTenant("default", (tx) => journalRecords(tx, 0, 100_000));
    for (const [index, { position, hash, entry }] of records.entries())
      expect(live[index]).toEqual({ position, hash, entry: entryText(entry) });
    expect(live.length).toBe(records.length);
    const kinds = new Set(records.map(({ entry }) => entry.document.kind));
    expect(kinds).toContain("currency-revaluation");
    expect(records.some(({ entry }) => /realised/.test(entryText(entry)))).toBe(true);
    expect((await florin.store.withTenant("default", verifyLedger)).faults).toEqual([]);
  });

  it("counts metrics in the currency of the books, at the rates of each month's end", async () => {
    const { api } = server;
    const sold: Readonly<Record<string, number>> = { USD: 110, EUR: 100, JPY: 17_000 };
    const found = async (currency: string): Promise<number> => {
      const query = `from=${currency}&to=USD&day=2026-02-28`;
      const { json } = await api.get(`/v1/exchange-rates/find?${query}`);
      return Number((json as { rate: string }).rate);
    };
    let expected = 0;
    for (const fact of facts as readonly { fact: string; currency?: string }[])
      if (fact.fact === "customer" && fact.currency !== undefined)
        expected += (sold[fact.currency] ?? 0) * (await found(fact.currency));
    const { status, json } = await api.get("/v1/metrics?from=2026-01&to=2026-02&metrics=mrr");
    expect(status).toBe(200);
    const { figures } = json as { figures: { month: string; metric: string; value: string }[] };
    const mrr = figures.find(({ month: of }) => of === "2026-02")?.value;
    expect(Number(mrr)).toBeCloseTo(expected, 1);
  });

  it("lists what was paid in other currencies, each with its rate and what was realised by it", async () => {
    const { api } = server;
    const all: ForeignPaymentAnswer[] = [];
    for (let cursor = ""; ; ) {
      const page = (await api.get(`/v1/ledger/foreign-payments?limit=7${cursor}`))
        .json as ForeignPayments;
      expect(page.currency).toBe("USD");
      all.push(...page.items);
      if (page.next === null) break;
      cursor = `&cursor=${page.next}`;
    }
    expect(new Set(all.map(({ entry }) => entry)).size).toBe(all.length);
    expect(all.some(({ rate }) => rate !== null)).toBe(true);
    expect(all.some(({ gain }) => Number(gain) !== 0)).toBe(true);
    for (const { kind, booked, worth, gain, rate, came, settled } of all) {
      if (rate !== null) {
        expect(came.currency).not.toBe(settled.currency);
        expect(Number(came.amount) * Number(rate)).toBeCloseTo(Number(settled.amount), 0);
      }
      if (kind === "payment" && booked !== null)
        expect(Number(worth) - Number(booked)).toBeCloseTo(Number(gain), 6);
    }
    const { items } = (await api.get("/v1/ledger/entries?document=payment&limit=500")).json as {
      items: readonly EntryAnswer[];
    };
    const posted = items
      .flatMap(({ postings }) => postings)
      .filter(({ account }) => account.includes(":currency-") && account.endsWith(":realised"))
      .reduce((sum, { amount }) => sum - Math.round(Number(amount) * 100), 0);
    const told = all
      .filter(({ kind }) => kind === "payment")
      .reduce((sum, { gain }) => sum + Math.round(Number(gain ?? 0) * 100), 0);
    expect(told).toBe(posted);
    const [first] = all;
    const own = (await api.get(`/v1/ledger/foreign-payments?customer=${first?.customer}`))
      .json as ForeignPayments;
    expect(new Set(own.items.map(({ customer }) => customer))).toEqual(new Set([first?.customer]));
  });

  it("shows what stands in other currencies, what rates brought, and all of it in one currency", async () => {
    const { api } = server;
    const answer = await api.get("/v1/ledger/foreign-currency?asOf=2026-02-28");
    const report = answer.json as ForeignCurrencyAnswer;
    const cents = (text: string | null): number => Math.round(Number(text) * 100);
    const unrealised = report.positions.reduce((sum, { gain }) => sum + cents(gain), 0);
    expect(unrealised).not.toBe(0);
    // What February posted is what is open at its end, less what January had posted and it turned round.
    const posted = report.results.reduce(
      (sum, { unrealised: { gain, loss } }) => sum + cents(gain) - cents(loss),
      0,
    );
    expect(posted).toBe(unrealised);
    expect(report.results.some(({ realised }) => cents(realised.gain) > 0)).toBe(true);
    for (const { net, realised, unrealised: open } of report.results)
      expect(cents(net)).toBe(
        cents(realised.gain) - cents(realised.loss) + cents(open.gain) - cents(open.loss),
      );
    expect(report.balances.reduce((sum, { balance }) => sum + cents(balance), 0)).toBe(0);
    expect(report.untranslated).toEqual([]);
    const receivable = report.balances.find(({ account }) => account === "assets:receivable");
    const { rows } = (await api.get("/v1/ledger/trial-balance?asOf=2026-02-28")).json as {
      rows: { account: string; currency: string; balance: string }[];
    };
    const dollars = rows.find(
      ({ account, currency }) => account === "assets:receivable" && currency === "USD",
    );
    const foreign = report.positions
      .filter(({ account }) => account === "assets:receivable")
      .reduce((sum, { value }) => sum + cents(value), 0);
    const all = cents(dollars?.balance ?? "0") + foreign;
    expect(cents(receivable?.balance ?? "0")).toBe(all);
  });
});
