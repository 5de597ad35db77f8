import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Exchange } from "../../account/money-fact.ts";
import { expectOk } from "../../fault/fault.ts";
import type { LineListRequest } from "../../store/bank-lines.ts";
import { addExchangeRates } from "../../store/exchange-rates.ts";
import type { Tx } from "../../store/tenant.ts";
import { addTenant } from "../../store/tenants.ts";
import { type TestDatabase, testDatabase } from "../../store/test-database.fixture.ts";
import { DAY_MS } from "../../time/instant.ts";
import { importStatement } from "./import-statement.ts";
import type { PaymentParts } from "./payment-parts.ts";
import { owingCustomer, paymentParts } from "./payment-scene.fixture.ts";
import { ignoreLine, matchLine } from "./settle-line.ts";
import { bankLines } from "./unmatched-queue.ts";

let database: TestDatabase;
let parts: PaymentParts;
let tenant: string;
let numbers: readonly string[];
let count = 0;
const start = Date.UTC(2026, 2, 20, 9);
beforeAll(async () => {
  database = await testDatabase({ tenants: [] });
});
afterAll(() => database.drop());
beforeEach(async () => {
  count += 1;
  tenant = `t-${count}`;
  await addTenant(database.admin, { id: tenant, name: tenant, createdAt: start });
  parts = paymentParts(database.store, { now: start });
  numbers = await owingCustomer(parts, tenant, ["100.00", "60.00", "30.00"], start - 30 * DAY_MS);
});

const inTenant = <T>(work: (tx: Tx) => Promise<T>): Promise<T> =>
  database.store.withTenant(tenant, work);
const header = "Booking date;Amount;Currency;Name;Description;IBAN;End-to-end reference";
const file = (...lines: readonly string[]): Uint8Array =>
  Buffer.from([header, ...lines, ""].join("\n"));
const imported = async (bytes: Uint8Array) =>
  expectOk(await importStatement(parts, tenant, { bytes, name: "a.csv" }));
const open = async () =>
  (await inTenant((tx) => parts.books.owedBy(tx, "c-1")))?.items.map((item) => item.open);
const queue = async () =>
  expectOk(await inTenant((tx) => bankLines(tx, { limit: 50, state: "unmatched" }))).items;
const iban = "DE89370400440532013000";

describe("an imported statement", () => {
  it("pays what is clear, in whole or in part, and queues the rest", async () => {
    const view = await imported(
      file(
        `2026-03-16;100.00;USD;Customer One;${numbers[0]};${iban};`,
        `2026-03-16;40.00;USD;Customer One;${numbers[1]};${iban};`,
        "2026-03-16;77.00;USD;Nobody;thanks;;",
      ),
    );
    expect(view).toMatchObject({
      isNew: true,
      lines: 3,
      matched: 1,
      partlyMatched: 1,
      unmatched: 1,
    });
    expect(await open()).toEqual(["0.00", "20.00", "30.00"]);
    expect((await queue()).map(({ amount, because }) => [amount, because])).toEqual([
      ["77.00", "no-trace"],
    ]);
  });

  it("is listed by day, amount, currency and words as looking at each line finds it", async () => {
    await imported(
      file(
        "2026-03-14;12.50;EUR;Savings;own transfer;;",
        "2026-03-15;77.00;USD;Nobody;Thanks;;",
        "2026-03-16;9.00;USD;;for NOBODY;;",
        "2026-03-16;120.00;USD;Customer Two;100% paid;;",
      ),
    );
    const listed = async (narrowed: Partial<LineListRequest>) =>
      expectOk(await inTenant((tx) => bankLines(tx, { limit: 50, ...narrowed }))).items;
    const all = await listed({});
    expect(all).toHaveLength(4);
    for (const { bookedOn: from, amount: least } of all)
      for (const { bookedOn: to, amount: most } of all) {
        const days = all.filter(({ bookedOn }) => bookedOn >= from && bookedOn <= to);
        expect(await listed({ booked: { from, to } })).toEqual(days);
        const amounts = all.filter(
          ({ amount }) => Number(amount) >= Number(least) && Number(amount) <= Number(most),
        );
        expect(await listed({ amount: { from: least, to: most } })).toEqual(amounts);
      }
    expect(await listed({ currency: "EUR" })).toEqual(
      all.filter(({ currency }) => currency === "EUR"),
    );
    for (const search of ["nobody", "100%", "%", "transfer"])
      expect(await listed({ search }), search).toEqual(
        all.filter(({ name, remittance }) =>
          `${name ?? ""} ${remittance}`.toLowerCase().includes(search),
        ),
      );
  });

  it("keeps what is over as credit of the customer", async () => {
    await imported(file(`2026-03-16;135.00;USD;Customer One;${numbers[0]};${iban};`));
    const state = await inTenant((tx) => parts.books.owedBy(tx, "c-1"));
    expect(await open()).toEqual(["0.00", "60.00", "30.00"]);
    expect(state?.settlements.map(({ unapplied }) => unapplied)).toEqual(["35.00"]);
  });

  it("does nothing the second time, nor for its lines in another file, nor twice at once", async () => {
    const line = `2026-03-16;100.00;USD;Customer One;${numbers[0]};${iban};`;
    const [one, other] = await Promise.all([imported(file(line)), imported(file(line))]);
    expect([one.isNew, other.isNew].toSorted()).toEqual([false, true]);
    const later = await imported(file(line, "2026-03-17;5.00;USD;Nobody;x;;"));
    expect(later).toMatchObject({ isNew: true, duplicates: 1, unmatched: 1, matched: 0 });
    const state = await inTenant((tx) => parts.books.owedBy(tx, "c-1"));
    expect(state?.settlements).toHaveLength(1);
  });

  it("owes again what a bank took back", async () => {
    await imported(file(`2026-03-16;100.00;USD;Customer One;${numbers[0]};${iban};E2E-1`));
    const back = await imported(file(`2026-03-18;-100.00;USD;Customer One;return;${iban};E2E-1`));
    expect(back).toMatchObject({ returned: 1, unmatched: 0 });
    expect(await open()).toEqual(["100.00", "60.00", "30.00"]);
  });
});

describe("the unmatched queue", () => {
  it("suggests what a line may be, and is matched by hand once", async () => {
    await imported(file("2026-03-16;60.00;USD;Customer One;your services;;"));
    const [line] = await queue();
    expect(line?.suggestions[0]).toMatchObject({
      customer: "c-1",
      applications: [{ invoice: numbers[1], amount: "60.00" }],
    });
    const match = () =>
      matchLine(
        parts,
        tenant,
        line?.id ?? "",
        { customer: "c-1", applications: [{ invoice: numbers[1] ?? "" }] },
        undefined,
      );
    const [first, second] = await Promise.all([match(), match()]);
    expect([first.ok, second.ok].toSorted()).toEqual([false, true]);
    expect(first.ok ? second : first).toMatchObject({ faults: [{ code: "line-settled" }] });
    expect(await open()).toEqual(["100.00", "0.00", "30.00"]);
    expect(await queue()).toEqual([]);
  });

  it("lets go of a line with a reason, and takes it up again when it is matched after all", async () => {
    await imported(file("2026-03-16;9.00;USD;Savings;own transfer;;"));
    const [line] = await queue();
    const id = line?.id ?? "";
    expectOk(await ignoreLine(parts, tenant, id, "our own transfer", undefined));
    expect(await queue()).toEqual([]);
    expect(await matchLine(parts, tenant, id, {}, undefined)).toMatchObject({
      ok: false,
      faults: [{ code: "match-incomplete", path: "/customer" }],
    });
    expectOk(await matchLine(parts, tenant, id, { customer: "c-1" }, undefined));
    const state = await inTenant((tx) => parts.books.owedBy(tx, "c-1"));
    expect(state?.settlements).toMatchObject([{ amount: "9.00", unapplied: "9.00" }]);
  });

  it("settles a line in another currency for what somebody says, and takes it back whole", async () => {
    const euros = [
      `2026-03-16;92.00;EUR;Customer One;${numbers[0]};${iban};E2E-9`,
      `2026-03-17;50.00;EUR;Customer One;${numbers[1]};${iban};`,
    ];
    await imported(file(...euros));
    const lines = await queue();
    expect(lines.map(({ because }) => because)).toEqual(["other-currency", "other-currency"]);
    const [second, first] = lines;
    const settle = (line: string | undefined, invoice: number, exchange?: Exchange) =>
      matchLine(
        parts,
        tenant,
        line ?? "",
        {
          customer: "c-1",
          applications: [{ invoice: numbers[invoice] ?? "" }],
          ...(exchange === undefined ? {} : { exchange }),
        },
        undefined,
      );
    expect(await settle(first?.id, 0)).toMatchObject({ faults: [{ code: "currency-mismatch" }] });
    expect(await settle(first?.id, 0, "by-table")).toMatchObject({
      faults: [{ code: "fx-rate-missing" }],
    });
    expectOk(await settle(first?.id, 0, { settles: "100 USD" }));
    expect(await open()).toEqual(["0.00", "60.00", "30.00"]);
    const rate = { from: "EUR", to: "USD", day: "2026-03-16", rate: "1.1", source: "ECB" } as const;
    await inTenant((tx) => addExchangeRates(tx, [rate], start - DAY_MS));
    expectOk(await settle(second?.id, 1, "by-table"));
    expect(await open()).toEqual(["0.00", "5.00", "30.00"]);
    const state = await inTenant((tx) => parts.books.owedBy(tx, "c-1"));
    expect(state?.settlements.map((one) => ("came" in one ? one.came : undefined))).toEqual([
      { currency: "EUR", amount: "92.00" },
      { currency: "EUR", amount: "50.00" },
    ]);
    const back = await imported(file(`2026-03-18;-92.00;EUR;Customer One;return;${iban};E2E-9`));
    expect(back).toMatchObject({ returned: 1, unmatched: 0 });
    expect(await open()).toEqual(["100.00", "5.00", "30.00"]);
  });
});
