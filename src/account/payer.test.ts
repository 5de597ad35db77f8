import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { property } from "../../test/property.ts";
import { expectOk } from "../fault/fault.ts";
import type { UsageEvent } from "../metering/usage-event.ts";
import { defineModel } from "../model/define-model.ts";
import { usd } from "../money/money.ts";
import { amountOff } from "../pricing/discount.ts";
import { flat } from "../pricing/flat.ts";
import { graduated } from "../pricing/graduated.ts";
import { acmeBooks, at, customer, inference, sale, subscription } from "./account.fixture.ts";
import type { AccountFact, CustomerFact } from "./fact.ts";
import type { Invoice } from "./invoice.ts";
import type { MoneyFact } from "./money-fact.ts";
import { type PriceBooks, priceBooks } from "./price-book.ts";
import { replayAccounts } from "./replay.ts";

const payer = customer({ address: { country: "DE" }, vatNumber: "DE136695976" });
const child = (id: string, more: Partial<CustomerFact> = {}): CustomerFact => ({
  fact: "customer",
  id,
  name: `Department ${id}`,
  payer: "c-1",
  ...more,
});
const ofChild = (of: string, more: Parameters<typeof subscription>[0] = {}) =>
  subscription({ id: `s-${of}`, customer: of, plan: "hybrid", start: "2026-01-01", ...more });
const use = (of: string, day: number, operations: number): UsageEvent => ({
  ...inference(`e-${of}-${day}`, `2026-01-${String(day).padStart(2, "0")}T12:00:00Z`, operations),
  customer: of,
});

function lived(
  facts: readonly AccountFact[],
  events: readonly UsageEvent[] = [],
  books: PriceBooks = acmeBooks,
  until = "2026-02-02T00:00:00Z",
) {
  const accounts = replayAccounts(books);
  for (const fact of facts) accounts.add(fact);
  const { replay, refused } = accounts.open();
  const outcomes = events.map((event) => replay.addUsage(event));
  return {
    outcomes,
    invoices: [...replay.invoicesUntil(at(until))],
    refused: refused.map(({ fact, faults: [fault] }) => `${fact.id} ${fault?.code} ${fault?.path}`),
    suggested: refused.flatMap(({ faults }) => faults.map(({ suggestion }) => suggestion)),
  };
}

const shown = ({ id, lines, total }: Invoice): string =>
  `${id}: ${lines.map((line) => `${line.customer?.id ?? "own"} ${line.id} ${line.amount}`).join(", ")} = ${total}`;

describe("a customer that another pays for", () => {
  const facts = [
    payer,
    child("lab", { reference: "CC-7" }),
    child("ads"),
    ofChild("lab"),
    ofChild("ads"),
    subscription({ id: "s-0", start: "2026-01-01" }),
    sale({ customer: "ads", date: "2026-01-01" }),
  ];

  it("has its purchases on the payer's documents, where they stand together", () => {
    const { invoices, refused } = lived(facts);
    expect(refused).toEqual([]);
    expect(invoices.map(shown)[0]).toBe(
      "c-1:1: own s-0/base/0 499.00, ads s-ads/base/0 100.00, ads w-1/sale 500.00, lab s-lab/base/0 100.00 = 1199.00",
    );
    expect(invoices[0]).toMatchObject({
      customer: "c-1",
      buyer: { vatNumber: "DE136695976" },
      lines: [
        {},
        { customer: { id: "ads", name: "Department ads" } },
        {},
        { customer: { id: "lab", name: "Department lab", reference: "CC-7" } },
      ],
    });
  });

  it("has usage of its own: one meter, read for each", () => {
    const events = [use("lab", 3, 1_050), use("ads", 4, 1_100), use("lab", 5, 10)];
    const { invoices, outcomes } = lived(facts, events);
    expect(outcomes).toEqual(["accepted", "accepted", "accepted"]);
    const used = invoices.at(-1)?.lines.filter(({ kind }) => kind === "usage");
    expect(used?.map((line) => [line.customer?.id, line.quantity, line.amount])).toEqual([
      ["ads", "1100", "10.00"],
      ["lab", "1060", "6.00"],
    ]);
    expect(lived(facts, [use("c-1", 3, 1), use("nobody", 3, 1)]).outcomes).toEqual([
      "no-subscription",
      "unknown-customer",
    ]);
  });

  it("gets a document of its own, addressed to the payer, where the payer wants one for each", () => {
    const split = { ...payer, invoicesPer: "customer" as const };
    const { invoices } = lived([split, ...facts.slice(1)], [], acmeBooks, "2026-01-01T00:00:00Z");
    expect(invoices.map(shown)).toEqual([
      "c-1:1: own s-0/base/0 499.00 = 499.00",
      "c-1:2: ads s-ads/base/0 100.00, ads w-1/sale 500.00 = 600.00",
      "c-1:3: lab s-lab/base/0 100.00 = 100.00",
    ]);
    expect(new Set(invoices.map((one) => one.customerName))).toEqual(new Set(["Northwind"]));
  });

  it("is called what it is called when the document is issued", () => {
    const renamed = child("lab", {
      name: "Research",
      amends: true,
      recordedAt: "2026-01-15T00:00:00Z",
    });
    const { invoices } = lived([...facts, renamed]);
    const names = invoices.map(({ lines }) => lines.at(-1)?.customer?.name);
    expect(names).toEqual(["Department lab", "Research"]);
  });

  it("changes and cancels what it bought, and nothing that another bought", () => {
    const cancel = (of: string, id: string) =>
      ({ fact: "cancel", id, customer: of, subscription: "s-lab", on: "2026-01-16" }) as const;
    const { invoices, refused } = lived([...facts, cancel("ads", "x-1"), cancel("lab", "x-2")]);
    expect(refused).toEqual(["x-1 unknown-subscription /subscription"]);
    const lab = invoices.slice(1).flatMap(({ lines }) => lines.map(({ id }) => id));
    expect(lab).not.toContain("s-lab/base/1");
    expect(lab).toContain("s-ads/base/1");
  });

  it("may not have the add-on of another's subscription", () => {
    const { plan: _, ...addon } = ofChild("ads", { id: "a-1", addon: "vault", of: "s-lab" });
    expect(lived([...facts, addon]).refused).toEqual(["a-1 unknown-subscription /of"]);
  });
});

describe("a payer", () => {
  it("must be there, and pay for itself", () => {
    const facts = [
      child("a", { payer: "nobody" }),
      child("b", { payer: "b" }),
      payer,
      child("c"),
      child("d", { payer: "c" }),
      ofChild("a"),
    ];
    const { refused, suggested } = lived(facts);
    expect(refused).toEqual([
      "a unknown-payer /payer",
      "b unknown-payer /payer",
      "d payer-has-payer /payer",
      "s-a unknown-customer /customer",
    ]);
    expect(suggested).toContain('name "c-1" as the payer');
  });

  it("stays who it was", () => {
    const recordedAt = "2026-01-02T00:00:00Z";
    const facts = [
      payer,
      customer({ id: "c-2" }),
      child("a"),
      child("a", { payer: "c-2", amends: true, recordedAt }),
      customer({ id: "c-2", payer: "c-1", amends: true, recordedAt }),
    ];
    expect(lived(facts).refused).toEqual(["a payer-fixed /payer", "c-2 payer-fixed /payer"]);
  });

  it("has the money, the credits and the tax", () => {
    const recordedAt = "2026-01-02T00:00:00Z";
    const payment: MoneyFact = {
      fact: "payment",
      id: "p-1",
      customer: "a",
      amount: usd(10),
      method: "cash",
      recordedAt,
    };
    const { refused, suggested } = lived([payer, child("a"), payment]);
    expect(refused).toEqual(["p-1 payer-decides /customer"]);
    expect(suggested).toEqual(['name "c-1" as the customer']);
  });
});

describe("the bill of a payer", () => {
  const meters = ["one", "two", "three"] as const;
  const plan = (meter: (typeof meters)[number]) => ({
    name: "Plan",
    stream: "fees" as const,
    prices: { monthly: flat(usd(70)) },
    charges: {
      use: {
        meter,
        included: 10,
        price: graduated([{ upTo: 50, unit: usd("0.13") }, { unit: usd("0.07") }]),
      },
    },
    discounts: ["welcome"] as const,
  });
  const meter = (event: string) => ({
    event,
    aggregation: { kind: "sum" as const, property: "operations" },
    unit: "operation",
  });
  const model = defineModel({
    id: "apart",
    name: "Apart",
    version: "1",
    currency: "USD",
    streams: { fees: { name: "Fees" } },
    meters: { one: meter("one"), two: meter("two"), three: meter("three") },
    features: {},
    plans: { one: plan("one"), two: plan("two"), three: plan("three") },
    discounts: { welcome: amountOff(usd(25), { reason: "promotional" }) },
    discountOrder: ["welcome"],
  });
  const books = expectOk(priceBooks([model]));
  const drawn = fc.record({
    starts: fc.array(fc.integer({ min: 1, max: 28 }), { minLength: 1, maxLength: 3 }),
    uses: fc.array(
      fc.record({
        of: fc.integer({ min: 0, max: 2 }),
        day: fc.integer({ min: 0, max: 100 }),
        late: fc.integer({ min: 0, max: 40 }),
        operations: fc.integer({ min: 0, max: 90 }),
      }),
      { maxLength: 20 },
    ),
  });
  const startOf = (day: number) => `2026-01-${String(day).padStart(2, "0")}`;

  it("is what one customer with all the subscriptions would get, whose usage is kept apart", () => {
    property(
      fc.property(drawn, ({ starts, uses }) => {
        const event = (apart: boolean) =>
          uses
            .filter(({ of }) => of < starts.length)
            .map(({ of, day, late, operations }, place): UsageEvent => {
              const time = at("2026-01-01T00:00:00Z") + day * 86_400_000;
              return {
                id: `e-${place}`,
                source: "api",
                type: apart ? (meters[of] ?? "one") : "one",
                customer: apart ? "c-1" : `k-${of}`,
                time,
                receivedAt: time + late * 86_400_000,
                data: { operations },
              };
            });
        const bought = (apart: boolean) =>
          starts.map((day, of) =>
            subscription({
              id: `s-${of}`,
              customer: apart ? "c-1" : `k-${of}`,
              plan: apart ? (meters[of] ?? "one") : "one",
              start: startOf(day),
            }),
          );
        const children = starts.map((_, of) => child(`k-${of}`));
        const until = "2026-06-15T00:00:00Z";
        const many = lived([payer, ...children, ...bought(false)], event(false), books, until);
        const one = lived([payer, ...bought(true)], event(true), books, until);
        const bills = ({ invoices }: typeof one) =>
          invoices.map(({ lines, ...rest }) => ({
            ...rest,
            lines: lines.map(({ id, period, amount, gross, discounts, quantity, explanation }) => [
              id,
              period,
              [amount, gross, quantity, explanation.events],
              discounts,
            ]),
          }));
        expect(many.refused).toEqual([]);
        expect(many.outcomes).toEqual(one.outcomes);
        expect(bills(many)).toEqual(bills(one));
      }),
      60,
    );
  });
});
