import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { property } from "../../test/property.ts";
import { expectOk } from "../fault/fault.ts";
import { defineModel } from "../model/define-model.ts";
import { decimalOf, format, sum } from "../money/decimal.ts";
import { jpy, kwd, usd } from "../money/money.ts";
import { flat } from "../pricing/flat.ts";
import { perUnit } from "../pricing/per-unit.ts";
import {
  accountWith,
  acmeBooks,
  at,
  billUntil,
  customer,
  licence,
  sale,
  subscription,
} from "./account.fixture.ts";
import { type Account, openAccount } from "./account.ts";
import type { PurchaseFact } from "./fact.ts";
import type { Invoice } from "./invoice.ts";
import { type PriceBooks, priceBooks } from "./price-book.ts";
import { step } from "./step.ts";

const daysToPay = ({ issuedAt, dueAt }: Invoice): number =>
  (Date.parse(dueAt) - Date.parse(issuedAt)) / 86_400_000;

describe("days to pay", () => {
  const first = (...facts: readonly PurchaseFact[]): Invoice | undefined =>
    billUntil(accountWith(...facts), "2026-01-01T00:00:00Z")[0];
  const start = "2026-01-01";

  it("are those of the cadence, none for a year in advance (S2-011)", () => {
    const bills = [
      first(subscription({ start })),
      first(subscription({ start, cadence: "annual" })),
    ];
    expect(bills.map((bill) => bill && daysToPay(bill))).toEqual([30, 0]);
  });

  it("are the model's for what is sold once, and the maintenance's own cadence's", () => {
    const books = expectOk(
      priceBooks([{ ...acmeBooks.current.model, invoicing: { netDays: 45 } }]),
    );
    const bills = billWith(books, [
      licence({ id: "l-1", start: "2026-01-01" }),
      sale({ date: "2026-01-02" }),
      subscription({ id: "s-1", start: "2026-01-03" }),
    ]);
    expect(bills.slice(0, 3).map(daysToPay)).toEqual([45, 45, 30]);
    const maintained = billUntil(
      accountWith(licence({ start: "2025-01-01" })),
      "2026-01-01T00:00:00Z",
    );
    expect(maintained.map(daysToPay)).toEqual([30, 0]);
  });

  it("are those of the cadence that use is charged by", () => {
    const model = defineModel({
      ...shop,
      currency: "USD",
      payment: {
        methods: {},
        terms: { monthly: { kind: "net", days: 14 }, quarterly: { kind: "net", days: 60 } },
      },
      meters: { nodes: { event: "n", aggregation: { kind: "count" }, unit: "node" } },
      plans: {
        desk: {
          name: "Desk",
          stream: "sales",
          charges: {
            by: { meter: "nodes", every: "quarterly", price: flat(usd(30)) },
          },
        },
        chair: {
          name: "Chair",
          stream: "sales",
          charges: { by: { meter: "nodes", price: flat(usd(10)) } },
        },
      },
    });
    const books = expectOk(priceBooks([model]));
    const daysOf = (plan: string) => {
      const { cadence: _, ...fact } = subscription({ plan, start: "2025-12-01" });
      return billWith(books, [fact]).map(daysToPay);
    };
    expect([daysOf("desk"), daysOf("chair").slice(0, 2)]).toEqual([[60], [14, 14]]);
  });

  it("are the fewest of what is billed together", () => {
    const both = first(
      subscription({ id: "s-1", start }),
      subscription({ id: "s-2", start, cadence: "annual" }),
    );
    expect(both && daysToPay(both)).toBe(0);
  });
});

/** Every invoice of the first quarter of 2026. */
function billWith(books: PriceBooks, facts: readonly PurchaseFact[]): Invoice[] {
  let account = openAccount(customer());
  for (const fact of facts)
    account = expectOk(step(account, { kind: "purchase", fact, knownSince: 0 }, books)).account;
  const invoices: Invoice[] = [];
  for (let now = -1; ; ) {
    const stepped = expectOk(step(account, { kind: "tick", now }, books));
    account = stepped.account;
    invoices.push(...stepped.documents);
    if (stepped.nextDue === undefined || stepped.nextDue > at("2026-03-31T00:00:00Z"))
      return invoices;
    now = stepped.nextDue;
  }
}

const shop = {
  id: "shop",
  name: "Shop",
  version: "1",
  streams: { sales: { name: "Sales" } },
  meters: {},
  features: {},
  plans: {},
} as const;
const yen = defineModel({
  ...shop,
  currency: "JPY",
  offers: { seat: { name: "Seat", stream: "sales", per: "seat", price: perUnit(jpy("100.5")) } },
});
const dinar = defineModel({
  ...shop,
  currency: "KWD",
  offers: { seat: { name: "Seat", stream: "sales", per: "seat", price: perUnit(kwd("1.2345")) } },
});

const seats = (id: string, quantity: `${number}`): PurchaseFact =>
  sale({ id, offer: "seat", date: "2026-01-01", quantity });

describe("rounding", () => {
  it("F36: two lines of 100.5 yen are 101 each, and the total is what the lines show", () => {
    const [invoice] = billWith(expectOk(priceBooks([yen])), [seats("a", "1"), seats("b", "1")]);
    expect(invoice).toMatchObject({ subtotal: "202", discount: "0", tax: "0", total: "202" });
    expect(invoice?.lines.map(({ amount }) => amount)).toEqual(["101", "101"]);
    const even = expectOk(priceBooks([{ ...yen, rounding: "half-even" }]));
    expect(billWith(even, [seats("a", "1")])[0]?.total).toBe("100");
  });

  it.each([
    ["half-up", "101"],
    ["half-even", "100"],
  ] as const)("is the model's for a part of a period too: %s", (rounding, total) => {
    const model = defineModel({
      ...shop,
      currency: "JPY",
      rounding,
      plans: { desk: { name: "Desk", stream: "sales", prices: { monthly: flat(jpy(201)) } } },
    });
    // 14 of 28 days of 201 yen are 100.5.
    const desk = { plan: "desk", start: "2026-02-15", alignment: "calendar" } as const;
    const [stub] = billWith(expectOk(priceBooks([model])), [subscription(desk)]);
    expect(stub?.total).toBe(total);
  });

  it("F39: amounts have the digits of their currency: none in yen, three in dinars", () => {
    expect(billWith(expectOk(priceBooks([yen])), [seats("a", "1000")])[0]?.total).toBe("100500");
    expect(billWith(expectOk(priceBooks([dinar])), [seats("a", "1")])[0]?.total).toBe("1.235");
  });

  it.each([
    ["19.99", "100", "1999.00"],
    ["8.20", "100", "820.00"],
    ["302", "0.2", "60.40"],
  ] as const)("F38: %s a unit, %s of them, is %s", (unit, quantity, total) => {
    const model = defineModel({
      ...shop,
      currency: "USD",
      offers: { seat: { name: "Seat", stream: "sales", per: "seat", price: perUnit(usd(unit)) } },
    });
    const [invoice] = billWith(expectOk(priceBooks([model])), [seats("a", quantity)]);
    expect(invoice?.total).toBe(total);
  });

  it("F35: a total is the sum of its rounded lines, never a rounding of its own", () => {
    const books = expectOk(priceBooks([dinar]));
    const quantities = fc.array(fc.integer({ min: 1, max: 99_999 }), {
      minLength: 1,
      maxLength: 9,
    });
    property(
      fc.property(quantities, (drawn) => {
        const facts = drawn.map((n, index) => seats(`w-${index}`, `${n / 1_000}`));
        const [invoice] = billWith(books, facts);
        const lines = invoice?.lines.map(({ amount }) => decimalOf(amount)) ?? [];
        expect(format(decimalOf(invoice?.total ?? ""))).toBe(format(sum(lines)));
      }),
      100,
    );
  });
});

describe("discounts", () => {
  const start = "2026-01-01";
  const bill = (discounts: readonly string[]): Invoice | undefined =>
    billUntil(accountWith(subscription({ start, discounts })), "2026-01-01T00:00:00Z")[0];

  it("F40: of 100% leave an invoice of nothing, final as any other", () => {
    expect(bill(["launch"])).toMatchObject({
      status: "final",
      subtotal: "499.00",
      discount: "499.00",
      total: "0.00",
      lines: [{ amount: "0.00", discounts: [{ id: "launch", amount: "499.00" }] }],
    });
  });

  it("F41: stacked past the amount stop at nothing", () => {
    const invoice = bill(["launch", "loyalty"]);
    expect(invoice).toMatchObject({ discount: "499.00", total: "0.00" });
    expect(invoice?.lines[0]?.discounts).toEqual([
      { id: "loyalty", label: "negotiated discount 600 USD", amount: "499.00" },
    ]);
  });
});

describe("an invoice", () => {
  const [first, second] = billUntil(
    accountWith(subscription({ start: "2026-01-01" })),
    "2026-02-01T00:00:00Z",
  );

  it("says whose it is, under which model, and counts on", () => {
    expect(first).toMatchObject({
      number: null,
      id: "c-1:1",
      customer: "c-1",
      customerName: "Northwind",
      currency: "USD",
      model: "acme@1",
      tax: "0.00",
    });
    expect(second?.id).toBe("c-1:2");
  });

  it("has its lines' own versions, and as a whole that of its last line", () => {
    const { model } = acmeBooks.current;
    const second = { ...model, version: "2", invoicing: { ...model.invoicing, netDays: 10 } };
    const oldBooks = expectOk(priceBooks([model]));
    const newBooks = expectOk(priceBooks([model, second]));
    const bought = (id: string, books: PriceBooks, to: Account): Account => {
      const fact = sale({ id, date: "2026-01-01" });
      return expectOk(step(to, { kind: "purchase", fact, knownSince: 0 }, books)).account;
    };
    const account = bought("w-2", newBooks, bought("w-1", oldBooks, openAccount(customer())));
    const now = at("2026-01-01T00:00:00Z");
    const [invoice] = expectOk(step(account, { kind: "tick", now }, newBooks)).documents;
    expect(invoice?.lines.map((line) => line.explanation.priceVersion)).toEqual([
      "acme@1",
      "acme@2",
    ]);
    expect(invoice).toMatchObject({ model: "acme@2", dueAt: "2026-01-11T00:00:00Z" });
  });

  it("is never issued before the one before it", () => {
    const late = subscription({ id: "s-2", start: "2026-02-01" });
    const usage = subscription({ id: "s-1", plan: "hybrid", start: "2026-01-01" });
    let account = expectOk(
      step(accountWith(usage), { kind: "tick", now: at("2026-01-01T00:00:00Z") }, acmeBooks),
    ).account;
    const knownSince = at("2026-02-01T00:30:00Z");
    account = expectOk(
      step(account, { kind: "purchase", fact: late, knownSince }, acmeBooks),
    ).account;
    const issued = billUntil(account, "2026-02-02T00:00:00Z").map(({ issuedAt }) => issuedAt);
    expect(issued).toEqual(["2026-02-01T01:00:00Z", "2026-02-01T01:00:00Z"]);
  });

  it("is not made for a plan that costs nothing", () => {
    const free = defineModel({
      ...shop,
      currency: "USD",
      plans: { free: { name: "Free", stream: "sales", prices: { monthly: flat(usd(0)) } } },
    });
    const books = expectOk(priceBooks([free]));
    expect(billWith(books, [subscription({ plan: "free", start: "2026-01-01" })])).toEqual([]);
  });
});
