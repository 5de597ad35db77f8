import { describe, expect, it } from "vitest";
import { expectOk } from "../fault/fault.ts";
import { defineModel } from "../model/define-model.ts";
import { eur, usd } from "../money/money.ts";
import { flat } from "../pricing/flat.ts";
import { graduated } from "../pricing/graduated.ts";
import { perUnit } from "../pricing/per-unit.ts";
import { at, inference, subscription } from "./account.fixture.ts";
import { openAccount } from "./account.ts";
import type { AccountFact, CustomerFact } from "./fact.ts";
import { priceBooks } from "./price-book.ts";
import { replayAccounts } from "./replay.ts";
import { draftInvoices, step } from "./step.ts";
import { noUsage } from "./usage-view.ts";

const listed = defineModel({
  id: "listed",
  name: "Listed",
  version: "1",
  currency: "USD",
  streams: { subscriptions: { name: "Subscriptions" } },
  meters: {
    operations: {
      event: "inference",
      aggregation: { kind: "sum", property: "operations" },
      unit: "operation",
    },
  },
  features: {},
  plans: {
    team: {
      name: "Team",
      stream: "subscriptions",
      prices: { monthly: flat(usd(100)) },
      charges: {
        operations: {
          meter: "operations",
          price: graduated([{ upTo: 100, unit: usd("0.10") }, { unit: usd("0.05") }]),
        },
      },
    },
    solo: { name: "Solo", stream: "subscriptions", prices: { monthly: flat(usd(10)) } },
  },
  priceLists: {
    euro: {
      name: "Euro area",
      currency: "EUR",
      plans: {
        team: {
          base: { monthly: flat(eur(90)) },
          charges: { operations: perUnit(eur("0.08")) },
        },
      },
    },
    india: { name: "India", currency: "USD", countries: ["IN"], level: "60%" },
  },
});

const books = expectOk(priceBooks([listed]));

function story(customer: Partial<CustomerFact>, ...more: readonly AccountFact[]) {
  const accounts = replayAccounts(books);
  accounts.add({ fact: "customer", id: "c-1", name: "Northwind", ...customer });
  for (const fact of [subscription({ start: "2026-01-01" }), ...more]) accounts.add(fact);
  const { replay, refused } = accounts.open();
  replay.addUsage(inference("e-1", "2026-01-10T00:00:00Z", 150));
  const invoices = [...replay.invoicesUntil(at("2026-02-02T00:00:00Z"))];
  return {
    invoices: invoices.map(({ currency, model, lines }) => [
      currency,
      model,
      ...lines.map(({ amount }) => amount),
    ]),
    refused: refused.map(({ fact, faults }) => `${fact.id} ${faults[0]?.code}`),
  };
}

describe("price lists", () => {
  it("bill a customer of another currency at the prices that are named in it", () => {
    expect(story({ currency: "EUR" })).toEqual({
      invoices: [
        ["EUR", "listed@1/euro", "90.00"],
        ["EUR", "listed@1/euro", "90.00", "12.00"],
      ],
      refused: [],
    });
  });

  it("move the model's prices, and not its bounds, for the countries of a market", () => {
    const inDelhi = story({ address: { city: "Delhi", country: "IN" } });
    expect(inDelhi.invoices).toEqual(story({ country: "IN" }).invoices);
    expect(story({ country: "IN" }).invoices).toEqual([
      ["USD", "listed@1/india", "60.00"],
      // 100 at 0.06 and 50 at 0.03.
      ["USD", "listed@1/india", "60.00", "7.50"],
    ]);
    expect(story({ country: "DE" }).invoices[0]).toEqual(["USD", "listed@1", "100.00"]);
    expect(story({ country: "DE", priceList: "india" }).invoices[0]?.[1]).toBe("listed@1/india");
  });

  it("sell nothing that a list of another currency does not name, and no currency without a list", () => {
    const solo = subscription({ id: "s-2", plan: "solo", start: "2026-01-01" });
    expect(story({ currency: "EUR" }, solo).refused).toEqual(["s-2 unknown-plan"]);
    expect(story({ currency: "GBP" }).refused).toContain("c-1 currency-mismatch");
    expect(story({ priceList: "asia" }).refused).toContain("c-1 unknown-price-list");
    expect(story({ priceList: "euro", currency: "USD" }).refused).toContain(
      "c-1 currency-mismatch",
    );
  });

  it("keep what is owed in the currency of the list", () => {
    const payment = {
      fact: "payment",
      id: "p-1",
      customer: "c-1",
      method: "card",
      recordedAt: "2026-01-05T00:00:00Z",
    } as const;
    const accounts = replayAccounts(books);
    accounts.add({ fact: "customer", id: "c-1", name: "Northwind", currency: "EUR" });
    accounts.add(subscription({ start: "2026-01-01" }));
    accounts.add({ ...payment, amount: "90 EUR" });
    accounts.add({ ...payment, id: "p-2", amount: "90 USD" });
    const happenings = [...accounts.open().replay.happeningsUntil(at("2026-01-20T00:00:00Z"))];
    expect(happenings.map(({ kind }) => kind)).toEqual(["document", "movement", "refused"]);
  });
});

it("is what a draft has that is not issued yet", () => {
  const account = openAccount({
    fact: "customer",
    id: "c-1",
    name: "Northwind",
    currency: "EUR",
  });
  const fact = subscription({ plan: "team", start: "2026-01-01" });
  const knownSince = at("2026-01-01T00:00:00Z");
  const bought = expectOk(step(account, { kind: "purchase", fact, knownSince }, books)).account;
  const [draft] = expectOk(draftInvoices(bought, books, noUsage, knownSince));
  expect([draft?.currency, draft?.total]).toEqual(["EUR", "90.00"]);
});
