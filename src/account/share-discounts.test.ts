import { describe, expect, it } from "vitest";
import { expectOk } from "../fault/fault.ts";
import type { UsageEvent } from "../metering/usage-event.ts";
import { defineModel } from "../model/define-model.ts";
import { usd } from "../money/money.ts";
import { amountOff, percentOff } from "../pricing/discount.ts";
import { flat } from "../pricing/flat.ts";
import { perUnit } from "../pricing/per-unit.ts";
import { at, customer, inference, sale, subscription } from "./account.fixture.ts";
import { openAccount } from "./account.ts";
import type { ChangeFact } from "./change-fact.ts";
import type { PurchaseFact } from "./fact.ts";
import type { Invoice } from "./invoice.ts";
import { type PriceBooks, priceBooks } from "./price-book.ts";
import { step } from "./step.ts";
import { openUsageLedger } from "./usage-ledger.ts";

const model = defineModel({
  id: "shared",
  name: "Shared",
  version: "1",
  currency: "USD",
  streams: { fees: { name: "Fees" }, services: { name: "Services" } },
  meters: {
    operations: {
      event: "inference",
      aggregation: { kind: "sum", property: "operations" },
      unit: "operation",
    },
  },
  features: {},
  plans: {
    hybrid: {
      name: "Hybrid",
      stream: "fees",
      prices: { monthly: flat(usd(310)) },
      charges: { operations: { meter: "operations", price: perUnit(usd("0.10")) } },
    },
    seats: { name: "Seats", stream: "fees", per: "seat", prices: { monthly: perUnit(usd(20)) } },
  },
  offers: {
    setup: { name: "Set-up", stream: "services", per: "day", price: perUnit(usd(500)) },
  },
  discounts: {
    partner: percentOff("10%", { reason: "partner", eligibility: "partners" }),
    welcome: { ...amountOff(usd(100), { reason: "promotional" }), name: "Welcome" },
    late: percentOff("50%", { reason: "promotional", eligibility: "by hand" }),
  },
  discountOrder: ["partner", "welcome", "late"],
});
const books: PriceBooks = expectOk(priceBooks([model]));

const facts: readonly PurchaseFact[] = [
  subscription({ plan: "hybrid", start: "2026-01-01", discounts: ["welcome"] }),
  subscription({
    id: "s-2",
    plan: "seats",
    quantity: 10,
    start: "2026-01-01",
    discounts: ["partner", "welcome", "late"],
  }),
  sale({ offer: "setup", date: "2026-01-01", discounts: ["welcome"] }),
];

function billed(
  until: string,
  bought: readonly PurchaseFact[],
  events: readonly UsageEvent[] = [],
  changes: readonly { readonly fact: ChangeFact; readonly at: string }[] = [],
): readonly Invoice[] {
  let account = openAccount(customer());
  const put = (input: Parameters<typeof step>[1], view?: Parameters<typeof step>[3]) => {
    const stepped = expectOk(step(account, input, books, view));
    account = stepped.account;
    return stepped;
  };
  for (const fact of bought) put({ kind: "purchase", fact, knownSince: 0 });
  const invoices: Invoice[] = [];
  const live = (to: string): void => {
    for (;;) {
      const ledger = openUsageLedger(new Map([["c-1", account]]), books);
      for (const event of events) ledger.add(event);
      const { nextDue } = put({ kind: "tick", now: 0 });
      if (nextDue === undefined || nextDue > at(to)) return;
      invoices.push(...put({ kind: "tick", now: nextDue }, ledger.view).documents);
    }
  };
  for (const told of changes) {
    live(told.at);
    put({ kind: "change", fact: told.fact, knownSince: at(told.at) });
  }
  live(until);
  return invoices;
}

/** A document as rows: line, gross, what came off it, what is left; then what came off as a whole, and the total. */
const page = ({ lines, discounts = [], total }: Invoice): readonly string[] => [
  ...lines.map((line) => {
    const off = line.discounts.map(({ id, amount }) => ` -${amount} ${id}`).join("");
    return `${line.id} ${line.gross}${off} = ${line.amount}`;
  }),
  ...discounts.map(({ label, amount }) => `${label} in all ${amount}`),
  total,
];

describe("a discount of an amount", () => {
  it("comes off a document once, in the model's order, and is shown on each line and as a sum", () => {
    const [first] = billed("2026-01-02T00:00:00Z", facts);
    // 310 + 180 + 500 are left of 310 + 200 + 500 when the hundred comes.
    expect(first && page(first)).toEqual([
      "s-1/base/0 310.00 -31.31 welcome = 278.69",
      "s-2/base/0 200.00 -20.00 partner -18.18 welcome -80.91 late = 80.91",
      "w-1/sale 500.00 -50.51 welcome = 449.49",
      "Welcome 100 USD in all 100.00",
      "809.09",
    ]);
  });

  it("comes off each document anew, over what that document bills", () => {
    const use = inference("e-1", "2026-01-10T00:00:00Z", 400);
    const [, second] = billed("2026-02-02T00:00:00Z", facts.slice(0, 1), [use]);
    expect(second && page(second)).toEqual([
      "s-1/base/1 310.00 -88.57 welcome = 221.43",
      "s-1/operations/0 40.00 -11.43 welcome = 28.57",
      "Welcome 100 USD in all 100.00",
      "250.00",
    ]);
  });

  it("goes back with the unused time as far as its line had it", () => {
    const use = inference("e-1", "2026-01-10T00:00:00Z", 400);
    const cancel: ChangeFact = {
      fact: "cancel",
      id: "x-1",
      customer: "c-1",
      subscription: "s-1",
      on: "2026-02-15",
      credit: "prorated",
    };
    const invoices = billed(
      "2026-03-02T00:00:00Z",
      facts.slice(0, 1),
      [use],
      [{ fact: cancel, at: "2026-02-05T00:00:00Z" }],
    );
    // Half of 310.00 less half of its 88.57 was served.
    expect(invoices.slice(2).map(page)).toEqual([
      ["s-1/base/1/unused -155.00 --44.28 unused-time = -110.72", "-110.72"],
    ]);
  });

  it("is not given again to what comes late, nor taken back of it", () => {
    const events: readonly UsageEvent[] = [
      inference("e-1", "2026-01-10T00:00:00Z", 400),
      {
        ...inference("e-2", "2026-01-20T00:00:00Z", 100),
        receivedAt: at("2026-02-10T00:00:00Z"),
      },
      { ...inference("e-3", "2026-01-21T00:00:00Z", -400), receivedAt: at("2026-03-10T00:00:00Z") },
    ];
    const [, , third, fourth] = billed("2026-04-02T00:00:00Z", facts.slice(0, 1), events);
    expect(third && page(third)).toEqual([
      "s-1/base/2 310.00 -100.00 welcome = 210.00",
      "s-1/operations/0/late/1 10.00 = 10.00",
      "Welcome 100 USD in all 100.00",
      "220.00",
    ]);
    // 10.00 are left of the 50.00, less than the line's share of 11.43.
    expect(fourth && page(fourth)).toEqual([
      "s-1/base/3 310.00 -100.00 welcome = 210.00",
      "s-1/operations/0/late/2 -40.00 --1.43 late-usage = -38.57",
      "Welcome 100 USD in all 100.00",
      "171.43",
    ]);
  });
});
