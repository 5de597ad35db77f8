import { describe, expect, it } from "vitest";
import { acme } from "../account/account.fixture.ts";
import type { AccountFact } from "../account/fact.ts";
import { priceBooks } from "../account/price-book.ts";
import { expectOk } from "../fault/fault.ts";
import type { Model } from "../model/model.ts";
import type { Offer } from "../model/offer.ts";
import { usd } from "../money/money.ts";
import { flat } from "../pricing/flat.ts";
import { booksThrough } from "./revenue-life.fixture.ts";

const selling = (project: Omit<Offer, "name" | "stream" | "per">) =>
  expectOk(
    priceBooks([
      {
        ...acme,
        offers: {
          ...acme.offers,
          project: { name: "Project", stream: "services", per: "project", ...project },
        },
      } as unknown as Model,
    ]),
  );

const about = { customer: "c-1", sale: "w-1" } as const;
const sold: AccountFact = {
  fact: "sale",
  id: "w-1",
  customer: "c-1",
  offer: "project",
  date: "2026-01-05",
};
const reached = (milestone: string, on: string): AccountFact => ({
  fact: "milestone",
  id: milestone,
  ...about,
  milestone,
  on,
});
const revenue = (month: string, facts: readonly AccountFact[], books: ReturnType<typeof selling>) =>
  booksThrough(month, facts, books).balances;

/**
 * ASC 606-10-55-129 to 55-133, IFRS 15.IE37 to IE41: a building for 1,000,000, of which 60 % is done. Another plan adds 150,000,
 * makes a bonus of 200,000 likely, which is paid with the rest, and leaves 51.2 % done.
 */
describe("Example 8, modification resulting in a cumulative catch-up, as the machine bills it", () => {
  const books = selling({
    price: flat(usd(1_000_000)),
    milestones: [
      { name: "Shell", share: "60%" },
      { name: "Completion", share: "40%" },
    ],
  });
  const facts: readonly AccountFact[] = [
    sold,
    reached("Shell", "2026-01-20"),
    {
      fact: "amendment",
      id: "plan",
      ...about,
      price: "1350000 USD",
      shares: { Shell: "51.2%", Completion: "48.8%" },
      on: "2026-02-10",
    },
    reached("Completion", "2026-04-10"),
  ];

  it("recognises 600,000 first, and 91,200 more at the amendment, as a contract asset", () => {
    expect(revenue("2026-01", facts, books)).toEqual({
      "assets:receivable": "600000.00",
      "income:revenue:services": "-600000.00",
    });
    expect(revenue("2026-02", facts, books)).toEqual({
      "assets:receivable": "600000.00",
      "assets:unbilled:services": "91200.00",
      "income:revenue:services": "-691200.00",
    });
  });

  it("bills what is left with what is to come, and clears the asset with it", () => {
    const { balances, invoices } = booksThrough("2026-04", facts, books);
    expect(invoices.map(({ total }) => total)).toEqual(["600000.00", "750000.00"]);
    expect(balances).toEqual({
      "assets:receivable": "1350000.00",
      "income:revenue:services": "-1350000.00",
    });
  });

  it("defers what was billed beyond the share that is done", () => {
    const less = facts.map((fact) =>
      fact.fact === "amendment" ? ({ ...fact, price: "1000000 USD" } as const) : fact,
    );
    expect(revenue("2026-02", less, books)).toEqual({
      "assets:receivable": "600000.00",
      "income:revenue:services": "-512000.00",
      "liabilities:deferred:services": "-88000.00",
    });
    expect(revenue("2026-04", less, books)).toEqual({
      "assets:receivable": "1000000.00",
      "income:revenue:services": "-1000000.00",
    });
  });

  it("measures anew with each amendment, from the beginning", () => {
    const again: AccountFact = {
      fact: "amendment",
      id: "again",
      ...about,
      price: "1350000 USD",
      shares: { Shell: "40%", Roof: "20%", Completion: "40%" },
      on: "2026-03-05",
    };
    const told = [...facts.slice(0, 3), again, reached("Roof", "2026-03-20"), ...facts.slice(3)];
    expect(revenue("2026-03", told, books)["income:revenue:services"]).toBe("-810000.00");
    expect(revenue("2026-04", told, books)).toEqual({
      "assets:receivable": "1350000.00",
      "income:revenue:services": "-1350000.00",
    });
  });
});

/**
 * ASC 606-10-55-111 to 55-116, IFRS 15.IE19 to IE24: 120 products for 100 each, of which 60 are delivered. 30 more at 80, and 900
 * back for flaws of the first 60: the 90 to come cost 93.33 each.
 */
describe("Example 5, modification of a contract for goods, as the machine bills it", () => {
  const books = selling({
    price: flat(usd(12_000)),
    distinct: true,
    milestones: [
      { name: "First 60", share: "50%" },
      { name: "Next 60", share: "50%" },
    ],
  });
  const facts: readonly AccountFact[] = [
    sold,
    reached("First 60", "2026-01-20"),
    {
      fact: "credit-note",
      id: "flaws",
      customer: "c-1",
      invoice: "c-1:1",
      lines: [{ line: "w-1/sale/1", amount: "900 USD" }],
      reason: "15 for each of 60",
      recordedAt: "2026-02-10T09:00:00Z",
    },
    {
      fact: "amendment",
      id: "more",
      ...about,
      price: "14400 USD",
      shares: { "First 60": "40%", "Next 60": "40%", "Last 30": "20%" },
      on: "2026-02-10",
    },
    reached("Next 60", "2026-03-10"),
    reached("Last 30", "2026-04-10"),
  ];

  it("lowers revenue by the 900 at once, and spreads 8,400 over the 90 to come", () => {
    const revenues = ["2026-01", "2026-02", "2026-03", "2026-04"].map(
      (month) => revenue(month, facts, books)["income:revenue:services"],
    );
    expect(revenues).toEqual(["-6000.00", "-5100.00", "-10700.00", "-13500.00"]);
    const { invoices } = booksThrough("2026-04", facts, books);
    expect(invoices.map(({ total }) => total)).toEqual([
      "6000.00",
      "-900.00",
      "5600.00",
      "2800.00",
    ]);
  });
});

describe("an amendment of a sale", () => {
  const books = selling({
    price: flat(usd(1_000)),
    milestones: [
      { name: "Half", share: "50%" },
      { name: "Rest", share: "50%" },
    ],
  });
  it("changes what is to come where nothing was reached before", () => {
    const amendment: AccountFact = { fact: "amendment", id: "a", ...about, price: "1200 USD" };
    const facts = [
      sold,
      { ...amendment, on: "2026-01-10" },
      reached("Half", "2026-01-20"),
      reached("Rest", "2026-02-20"),
    ];
    const { invoices } = booksThrough("2026-02", facts, books);
    expect(invoices.map(({ total }) => total)).toEqual(["600.00", "600.00"]);
    expect(revenue("2026-01", facts, books)["income:revenue:services"]).toBe("-600.00");
  });
});
