import { readFile, writeFile } from "node:fs/promises";
import { amountOff, type Model, percentOff, termDiscount, usd } from "florin";
import { expect, it } from "vitest";
import type { AccountFact, SubscriptionFact } from "../src/account/fact.ts";
import type { Invoice } from "../src/account/invoice.ts";
import { invoicePage } from "../src/account/invoice-page.fixture.ts";
import { priceBooks } from "../src/account/price-book.ts";
import { replayAccounts } from "../src/account/replay.ts";
import { parseInstant } from "../src/time/instant.ts";
import bitnet from "./bitnet-rust/model.ts";
import dell from "./dell-milspec/model.ts";
import nexus from "./nexus/model.ts";
import { sure } from "./priced.fixture.ts";

/**
 * The discounts that the founding documents name, stacked on invoices of their example models. Bands and rates are printed
 * there; where a document names a discount and leaves its figure open (term, academic, growth, promotional), the contracts and
 * coupons of these stories state one.
 */
const golden = new URL("discount-stacks.golden.txt", import.meta.url);

/** A model with term discounts, an academic one and coupons of each length, last in its order. */
const withOffers = (model: Model): Model => ({
  ...model,
  discounts: {
    ...model.discounts,
    commitment: {
      ...termDiscount([
        { years: 1, percent: "5%" },
        { years: 3, percent: "10%" },
        { years: 5, percent: "15%" },
      ]),
      name: "Commitment",
    },
    university: {
      ...percentOff("20%", { reason: "academic", eligibility: "accredited universities" }),
      name: "Academic",
    },
    welcome: { ...amountOff(usd(100), { reason: "promotional" }), name: "Welcome" },
    spring: { ...percentOff("25%", { reason: "promotional" }), name: "Spring" },
    alumni: { ...percentOff("2%", { reason: "negotiated" }), name: "Alumni" },
  },
  discountOrder: [
    ...(model.discountOrder ?? []),
    ...["commitment", "university", "welcome", "spring", "alumni"],
  ],
  coupons: {
    welcome: { name: "Welcome", code: "WELCOME", discount: "welcome", duration: { kind: "once" } },
    spring: {
      name: "Spring",
      code: "SPRING",
      discount: "spring",
      duration: { kind: "repeating", count: 2, unit: "invoices" },
    },
    alumni: { name: "Alumni", code: "ALUMNI", discount: "alumni", duration: { kind: "forever" } },
  },
});

/** A percentage, or an amount in cents. */
type Off = `${number}%` | number;

/** Cents after discounts, each off what the one before it left, rounded half up: with numbers alone, by hand as it were. */
const stacked = (gross: number, ...offs: readonly Off[]): number =>
  offs.reduce<number>((left, off) => {
    if (typeof off === "number") return left - Math.min(off, left);
    return left - Math.floor((left * Number(off.slice(0, -1)) * 100 + 5_000) / 10_000);
  }, gross);

interface Stack {
  readonly rows: string;
  readonly of: string;
  readonly model: Model;
  readonly facts: readonly AccountFact[];
  readonly until: string;
  /** The total of each invoice, in cents. */
  readonly totals: readonly number[];
}

const bought = (terms: Partial<SubscriptionFact>): SubscriptionFact => ({
  fact: "subscription",
  id: "s-1",
  customer: "c-1",
  start: "2026-01-01",
  ...terms,
});

const nodes = (terms: Partial<SubscriptionFact>) =>
  bought({ plan: "professional", cadence: "annual", contractNumber: "D-1", ...terms });

const stacks: readonly Stack[] = [
  {
    rows: "S4-002 S4-010 S4-015 S4-018",
    of: "1,200 Professional nodes through a partner at 30%, as a strategic account at 5%",
    model: dell,
    facts: [
      nodes({
        quantity: 1_200,
        discounts: ["channel-partner", "strategic-account"],
        agreedDiscounts: { "channel-partner": "30%", "strategic-account": "5%" },
      }),
    ],
    until: "2026-01-02",
    // 1,800,000 less 360,000, less 432,000, less 50,400.
    totals: [957_600_00],
  },
  {
    rows: "S4-002 S4-010 S4-014 S4-018",
    of: "10,000 Essential nodes at the deepest printed stack: 30% for volume, 40% for the partner",
    model: dell,
    facts: [
      nodes({
        plan: "essential",
        quantity: 10_000,
        discounts: ["channel-partner"],
        agreedDiscounts: { "channel-partner": "40%" },
      }),
    ],
    until: "2026-01-02",
    // 5,000,000 less 1,500,000, less 1,400,000: 58% off, not 70%.
    totals: [2_100_000_00],
  },
  ...(
    [
      [1, "5%"],
      [3, "10%"],
      [5, "15%"],
    ] as const
  ).map(
    ([termYears, off]): Stack => ({
      rows: "S4-015 S4-018 S4-032",
      of: `250 Professional nodes of a university for ${termYears} years, with coupons for once and for ever`,
      model: withOffers(dell),
      facts: [
        nodes({
          quantity: 250,
          termYears,
          discounts: ["commitment", "university"],
          coupons: ["WELCOME", "ALUMNI"],
        }),
      ],
      until: "2027-01-02",
      // 375,000 less 10% for volume, the term's, 20% academic; 100.00 in the first year alone; 2% in each.
      totals: [
        stacked(375_000_00, "10%", off, "20%", 100_00, "2%"),
        stacked(375_000_00, "10%", off, "20%", "2%"),
      ],
    }),
  ),
  {
    rows: "S2-013 S2-018 S2-020 S2-034",
    of: "Team by the month, committed to a year, in research, and while small",
    model: bitnet,
    facts: [
      bought({
        plan: "team",
        cadence: "monthly",
        termYears: 1,
        discounts: ["annual-commitment", "academic", "growth"],
        agreedDiscounts: { academic: "40%", growth: "10%" },
      }),
    ],
    until: "2026-02-02",
    // 499.00 less 74.85, less 169.66, less 25.45 (25.449).
    totals: [229_04, 229_04],
  },
  {
    rows: "S2-013 S2-018 S2-019",
    of: "Developer by the month with a promotional coupon for two invoices and one for once",
    model: withOffers(bitnet),
    facts: [
      bought({ plan: "developer", cadence: "monthly", coupons: ["SPRING"] }),
      {
        fact: "coupon",
        id: "cp-1",
        customer: "c-1",
        subscription: "s-1",
        code: "WELCOME",
        recordedAt: "2026-02-15T00:00:00Z",
      },
    ],
    until: "2026-04-02",
    // 99.00 less 24.75, twice; then 100.00 off takes all there is, once; then the price.
    totals: [74_25, 74_25, 0, 99_00],
  },
  {
    rows: "S1-001 S1-007 S1-013",
    of: "a contract with a repeating coupon, paid with promotional credit before SLA credit",
    model: withOffers(nexus),
    facts: [
      bought({
        plan: "subscription",
        cadence: "monthly",
        agreed: { base: "2000 USD" },
        contractNumber: "N-1",
        coupons: ["SPRING", "ALUMNI"],
      }),
      {
        fact: "grant",
        id: "g-1",
        customer: "c-1",
        credit: "promotional",
        amount: "300 USD",
        date: "2026-01-01",
      },
      {
        fact: "grant",
        id: "g-2",
        customer: "c-1",
        credit: "sla-credit",
        amount: "1500 USD",
        date: "2026-01-01",
      },
    ],
    until: "2026-03-02",
    // 2,000 less 500, less 30: 1,470, less 300 and 1,170 of credit; then 1,470 less the 330 left; then 2,000 less 40.
    totals: [0, 1_140_00, 1_960_00],
  },
];

function invoicesOf({ model, facts, until }: Stack): readonly Invoice[] {
  const accounts = replayAccounts(sure(priceBooks([model])));
  accounts.add({ fact: "customer", id: "c-1", name: "Northwind" });
  for (const fact of facts) accounts.add(fact);
  const { replay, refused } = accounts.open();
  expect(refused).toEqual([]);
  return [...replay.invoicesUntil(sure(parseInstant(`${until}T00:00:00Z`)))];
}

const cents = (text: string): number => Number(text.replace(".", ""));

it("takes the discounts of the founding documents off in the model's order (FLORIN_UPDATE=1 writes the pages)", async () => {
  const pages: string[] = [];
  for (const stack of stacks) {
    const invoices = invoicesOf(stack);
    expect({ of: stack.of, totals: invoices.map(({ total }) => cents(total)) }).toEqual({
      of: stack.of,
      totals: stack.totals,
    });
    for (const { lines } of invoices)
      for (const { gross, discounts, amount } of lines)
        expect(discounts.reduce((left, off) => left - cents(off.amount), cents(gross))).toBe(
          cents(amount),
        );
    pages.push(`${stack.rows}\n${stack.of}\n\n${invoices.map(invoicePage).join("\n")}`);
  }
  const text = pages.join("\n\n");
  if (process.env.FLORIN_UPDATE === "1") await writeFile(golden, text);
  expect(text).toBe(await readFile(golden, "utf8"));
});
