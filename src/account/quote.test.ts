import { describe, expect, it } from "vitest";
import { expectOk, faultsOf } from "../fault/fault.ts";
import type { Model } from "../model/model.ts";
import { usd } from "../money/money.ts";
import { flat } from "../pricing/flat.ts";
import { matrix } from "../pricing/matrix.ts";
import { perUnit } from "../pricing/per-unit.ts";
import { percentage } from "../pricing/percentage.ts";
import { acme } from "./account.fixture.ts";
import type { Invoice } from "./invoice.ts";
import { type QuoteRequest, quote, quotePurchase } from "./quote.ts";
import { german } from "./taxed.fixture.ts";

/** The acme model with charges that look at single events, at dimensions, and at the year. */
const shop: Model = {
  ...acme,
  id: "shop",
  meters: {
    ...acme.meters,
    payments: {
      event: "payment",
      aggregation: { kind: "sum", property: "value" },
      unit: "USD",
      filter: { property: "status", equals: "settled" },
    },
    calls: {
      event: "call",
      aggregation: { kind: "count" },
      unit: "call",
      dimensions: { region: ["eu", "us"], team: "any" },
    },
  },
  plans: {
    ...acme.plans,
    fees: {
      name: "Fees",
      stream: "usage",
      charges: {
        payments: {
          meter: "payments",
          price: percentage("2%", { fixed: usd("0.30"), freeEvents: 1 }),
        },
      },
    },
    regional: {
      name: "Regional",
      stream: "usage",
      prices: { annual: flat(usd(1_200)) },
      charges: {
        calls: {
          meter: "calls",
          price: matrix(
            ["region"],
            [
              { when: { region: "eu" }, price: perUnit(usd(2)) },
              { when: { region: "us" }, price: perUnit(usd(1)) },
            ],
          ),
        },
        operations: { meter: "operations", every: "quarterly", price: perUnit(usd("0.01")) },
      },
    },
    free: { name: "Free", stream: "usage", prices: { monthly: flat(usd(0)) } },
  },
};

const ask = (
  plan: string,
  usage: QuoteRequest["usage"] = [],
  terms: Partial<QuoteRequest["terms"]> = {},
) => quote(shop, { terms: { plan, ...terms }, usage, start: "2026-01-01" });

const linesOf = ({ lines }: Invoice): string[] =>
  lines.map((line) => `${line.id} ${line.quantity} ${line.amount}`);

/** `code path` of every fault. */
const codes = (result: ReturnType<typeof ask>): string[] =>
  faultsOf(result).map(({ code, path }) => `${code} ${path}`);

describe("a quote", () => {
  it("is one period of everything: what is due in advance, then the use", () => {
    const invoice = expectOk(
      ask("regional", [
        { meter: "calls", quantity: "10", dimensions: { region: "eu" } },
        { meter: "calls", quantity: "5", dimensions: { region: "us" } },
        { meter: "operations", quantity: "250" },
      ]),
    );
    expect(linesOf(invoice)).toEqual([
      "regional/base/0 1 1200.00",
      "regional/calls/0 15 25.00",
      "regional/operations/0 250 2.50",
    ]);
    expect(invoice).toMatchObject({ status: "draft", number: null, total: "1227.50" });
  });

  it("prices each event of usage that is repeated, in the order of the request", () => {
    const invoice = expectOk(
      ask("fees", [
        { meter: "payments", quantity: "1000" },
        { meter: "payments", quantity: "50", times: 12 },
      ]),
    );
    // The first payment is free: that of 1,000. Twelve of 50 cost 1.30 each.
    expect(linesOf(invoice)).toEqual(["fees/payments/0 1600 15.60"]);
    expect(invoice.lines[0]?.explanation.events).toBe(13);
  });

  it("gives back the fee of a payment that is taken back", () => {
    const invoice = expectOk(
      ask("fees", [
        { meter: "payments", quantity: "10", times: 2 },
        { meter: "payments", quantity: "-10" },
      ]),
    );
    expect(invoice.total).toBe("0.00");
  });

  it("has no lines where nothing is charged", () => {
    expect(expectOk(ask("free"))).toMatchObject({ lines: [], total: "0.00" });
  });

  it("counts reserved quantities, agreed points, commitments", () => {
    const reserved = ask("reserved", [{ meter: "nodes", quantity: "12" }], {
      quantities: { nodes: 10 },
    });
    expect(expectOk(reserved).total).toBe("130.00");
    const agreed = ask("enterprise", [], { agreed: { base: "12000 USD" } });
    expect(expectOk(agreed).total).toBe("12000.00");
    const committed = ask("seats", [], { quantity: 100, termYears: 3 });
    expect(expectOk(committed)).toMatchObject({ subtotal: "50000.00", total: "38250.00" });
  });

  it.each<[string, ReturnType<typeof ask>, readonly string[]]>([
    ["an unknown plan", ask("tema"), ["unknown-plan /plan"]],
    ["an unpriced plan", ask("draft"), ["plan-not-priced /plan"]],
    [
      "a cadence that is not sold",
      ask("team", [], { cadence: "weekly" }),
      ["cadence-not-offered /cadence"],
    ],
    ["a cadence left open", ask("team"), ["cadence-needed /cadence"]],
    [
      "an open price",
      ask("enterprise"),
      ["needs-agreed-price /plans/enterprise/prices/monthly/amount"],
    ],
    [
      "an unknown meter",
      ask("hybrid", [{ meter: "opertions", quantity: "1" }]),
      ["unknown-meter /usage/opertions"],
    ],
    [
      "a meter that is not charged",
      ask("hybrid", [{ meter: "nodes", quantity: "1" }]),
      ["meter-not-charged /usage/nodes"],
    ],
    [
      "a negative quantity",
      ask("hybrid", [{ meter: "operations", quantity: "-1" }]),
      ["quantity-out-of-range /usage/operations"],
    ],
    [
      "a quantity that is none",
      ask("hybrid", [{ meter: "operations", quantity: "many" }]),
      ["not-a-number /usage/operations"],
    ],
    [
      "a repeated peak",
      ask("reserved", [{ meter: "nodes", quantity: "5", times: 3 }], { quantities: { nodes: 1 } }),
      ["meter-does-not-add-up /usage/nodes"],
    ],
    [
      "no repetition",
      ask("fees", [{ meter: "payments", quantity: "5", times: 0 }]),
      ["quantity-out-of-range /usage/payments"],
    ],
    [
      "a dimension left open",
      ask("regional", [{ meter: "calls", quantity: "5" }]),
      ["missing-dimension /usage/calls"],
    ],
    [
      "an unknown dimension",
      ask("regional", [
        { meter: "calls", quantity: "5", dimensions: { region: "eu", regoin: "eu" } },
      ]),
      ["unknown-dimension /usage/calls"],
    ],
    [
      "an unknown value",
      ask("regional", [{ meter: "calls", quantity: "5", dimensions: { region: "mars" } }]),
      ["unknown-dimension-value /usage/calls"],
    ],
    [
      "two at once",
      ask("hybrid", [
        { meter: "operations", quantity: "1e3" },
        { meter: "calls", quantity: "1" },
      ]),
      ["not-a-number /usage/operations", "meter-not-charged /usage/calls"],
    ],
  ])("is refused: %s", (_, result, expected) => {
    expect(codes(result)).toEqual(expected);
  });

  it("refuses a day that is none", () => {
    const terms = { plan: "free" };
    expect(codes(quote(shop, { terms, usage: [], start: "2026-02-30" }))).toEqual([
      "invalid-date /start",
    ]);
  });
});

describe("a quote of a purchase", () => {
  it("is the fee of a licence, and the first maintenance after it", () => {
    const { first, next } = expectOk(
      quotePurchase(shop, {
        fact: "licence",
        licence: "standard",
        start: "2026-01-31",
        quantity: 2,
      }),
    );
    expect(linesOf(first)).toEqual(["standard/fee 2 100000.00"]);
    expect(next === undefined ? [] : linesOf(next)).toEqual(["standard/maintenance/1 2 20000.00"]);
    expect(next?.issuedAt).toBe("2027-01-31T00:00:00Z");
  });

  it("is the price of an offer, by its way of delivery", () => {
    const { first, next } = expectOk(
      quotePurchase(shop, {
        fact: "sale",
        offer: "tuning",
        date: "2026-01-31",
        quantity: 3,
        delivery: "on-site",
      }),
    );
    expect(linesOf(first)).toEqual(["tuning/sale 3 3000.00"]);
    expect(next).toBeUndefined();
  });

  it("is refused where it could not be billed", () => {
    const sale = { fact: "sale", offer: "tuning", date: "2026-01-31" } as const;
    const refused = quotePurchase(shop, { ...sale, delivery: "onsite" });
    expect(faultsOf(refused)).toMatchObject([
      { code: "unknown-delivery", suggestion: 'did you mean "on-site"?' },
    ]);
    const licence = quotePurchase(shop, {
      fact: "licence",
      licence: "standrad",
      start: "2026-01-01",
    });
    expect(faultsOf(licence)).toMatchObject([{ code: "unknown-licence" }]);
  });
});

describe("a quote for somebody who says where they are", () => {
  const request = {
    terms: { plan: "pro", cadence: "monthly" },
    usage: [],
    start: "2026-01-01",
  } as const;
  const asked = (buyer: QuoteRequest["buyer"], model = german) =>
    quote(model, { ...request, usage: [], buyer });
  const taxOf = (buyer: QuoteRequest["buyer"], model = german) => {
    const quoted = expectOk(asked(buyer, model));
    return [quoted.tax, quoted.total, quoted.taxes?.map(({ category }) => category)];
  };

  it("bears the tax that the invoice would", () => {
    expect(taxOf({ country: "DE" })).toEqual(["8.53", "53.44", ["S"]]);
    expect(taxOf({ country: "FR", vatNumber: "FR40303265045" })).toEqual(["0.00", "44.91", ["AE"]]);
    expect(taxOf({ address: { country: "CH" } })).toEqual(["3.64", "48.55", ["S"]]);
  });

  it("says the price as it is stated for anybody else, and where an engine decides", () => {
    expect(taxOf(undefined)).toEqual(["0.00", "44.91", undefined]);
    const engine = { ...german, taxes: { home: "DE", provider: "external", rules: [] } } as const;
    expect(taxOf({ country: "DE" }, engine)).toEqual(["0.00", "44.91", undefined]);
  });

  it("is refused where no rule says how it is taxed", () => {
    expect(faultsOf(asked({}))).toMatchObject([{ code: "tax-place-missing" }]);
  });

  it("is one of a licence or an offer, too", () => {
    const training = { fact: "sale", offer: "training", date: "2026-01-01" } as const;
    const { first } = expectOk(quotePurchase(german, training, { country: "DE" }));
    expect([first.tax, first.total]).toEqual(["21.00", "321.00"]);
  });
});
