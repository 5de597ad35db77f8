import { describe, expect, it } from "vitest";
import { contract, signing } from "../account/contracts/contract.fixture.ts";
import type { AccountFact } from "../account/fact.ts";
import { priceBooks } from "../account/price-book.ts";
import { expectOk } from "../fault/fault.ts";
import type { ContractTemplate } from "../model/contract.ts";
import type { Model } from "../model/model.ts";
import { usd } from "../money/money.ts";
import { perUnit } from "../pricing/per-unit.ts";
import { booksThrough } from "./revenue-life.fixture.ts";

/** The model of signed contracts, with products of 100.00 and of 50.00 and a template of its own. */
const selling = (own: ContractTemplate) =>
  expectOk(
    priceBooks([
      {
        ...signing,
        offers: {
          ...signing.offers,
          product: { name: "Product", stream: "goods", per: "unit", price: perUnit(usd(100)) },
          other: { name: "Other", stream: "goods", per: "unit", price: perUnit(usd(50)) },
        },
        streams: { ...signing.streams, goods: { name: "Goods" } },
        contracts: { ...signing.contracts, own },
      } as unknown as Model,
    ]),
  );

const sale = (id: string, date: string, quantity: number, offer = "product"): AccountFact => ({
  fact: "sale",
  id,
  customer: "c-1",
  offer,
  date,
  quantity,
  contract: "k-1",
});

/** ASC 606-10-55-216 to 55-220, IFRS 15.IE124 to IE128: 100 a unit, and 90 each for all once more than 1,000 are bought in a year. */
describe("Example 24, volume discount incentive, as the machine bills it", () => {
  const books = selling({
    name: "Volume",
    term: 12,
    rebate: { per: "annual", offer: "product", tiers: [{ from: 1_001, percent: "10%" }] },
  });
  const signed = contract({ template: "own", expectedVolume: 800 });
  const raised: AccountFact = {
    fact: "volume-estimate",
    id: "e-1",
    customer: "c-1",
    contract: "k-1",
    expected: 1_500,
    recordedAt: "2026-06-15T10:00:00Z",
  };
  const facts = [
    signed,
    sale("q1", "2026-03-10", 75),
    raised,
    sale("q2", "2026-06-20", 500),
    sale("q4", "2026-11-05", 600),
  ];

  it("recognises 7,500 in the first quarter", () => {
    expect(booksThrough("2026-03", facts, books).balances).toEqual({
      "assets:receivable": "7500.00",
      "income:revenue:goods": "-7500.00",
    });
  });

  it("recognises 44,250 in the second: 500 at 90, less 10 for each of 75", () => {
    expect(booksThrough("2026-06", facts, books).balances).toEqual({
      "assets:receivable": "57500.00",
      "income:revenue:goods": "-51750.00",
      "liabilities:refunds:goods": "-5750.00",
    });
  });

  it("credits the rebate when the year is over, and owes nothing more", () => {
    const { balances, invoices } = booksThrough("2027-01", facts, books);
    const last = invoices.at(-1);
    expect(last).toMatchObject({ kind: "credit-note", total: "-11750.00" });
    expect(last?.lines).toMatchObject([
      {
        id: "k-1/rebate/1/0/goods",
        kind: "rebate",
        description: "Volume k-1, rebate of 10%",
        amount: "-11750.00",
      },
    ]);
    expect(balances).toEqual({
      "assets:receivable": "105750.00",
      "income:revenue:goods": "-105750.00",
    });
  });

  it("takes back what was expected where too little was bought", () => {
    const { balances, invoices } = booksThrough("2027-01", facts.slice(0, 4), books);
    expect(invoices.length).toBe(2);
    expect(balances).toEqual({
      "assets:receivable": "57500.00",
      "income:revenue:goods": "-57500.00",
    });
  });

  it("owes it as well of what free credits paid", () => {
    const given: AccountFact = {
      fact: "grant",
      id: "g-1",
      customer: "c-1",
      kind: "goodwill",
      amount: "7500 USD",
      date: "2026-03-01",
    };
    expect(booksThrough("2026-06", [given, ...facts.slice(0, 3)], books).balances).toEqual({
      "income:revenue:goods": "750.00",
      "liabilities:refunds:goods": "-750.00",
    });
    expect(booksThrough("2027-01", [given, ...facts.slice(0, 3)], books).balances).toEqual({});
  });

  it("knows by itself when the threshold is passed, though less was expected", () => {
    const quiet = [signed, sale("q1", "2026-03-10", 75), sale("q2", "2026-06-20", 1_000)];
    expect(booksThrough("2026-06", quiet, books).balances).toMatchObject({
      "income:revenue:goods": "-96750.00",
      "liabilities:refunds:goods": "-10750.00",
    });
  });
});

/** ASC 606-10-55-336 to 55-339, IFRS 15.IE250 to IE253: a product for 100 with an option on another at 40 % off, where all get 10 %. */
describe("Example 49, an option that provides a material right, as the machine bills it", () => {
  const books = selling({
    name: "Voucher",
    term: 12,
    options: [
      {
        name: "voucher",
        offer: "other",
        quantity: 1,
        price: perUnit(usd(30)),
        withinMonths: 1,
        right: { purchases: usd(50), discount: "40%", otherwise: "10%", likelihood: "80%" },
      },
    ],
  });
  const facts = [contract({ template: "own", start: "2026-01-10" }), sale("a", "2026-01-10", 1)];

  it("defers 10.71 of the 100 for the option, which stands for 12", () => {
    expect(booksThrough("2026-01", facts, books).balances).toEqual({
      "assets:receivable": "100.00",
      "income:revenue:goods": "-89.29",
      "liabilities:deferred:goods": "-10.71",
    });
  });

  it("recognises it when the option lapses", () => {
    expect(booksThrough("2026-02", facts, books).balances).toEqual({
      "assets:receivable": "100.00",
      "income:revenue:goods": "-100.00",
    });
  });

  it("recognises it with what the option buys: 40.71 for 30", () => {
    const used = booksThrough("2026-01", [...facts, sale("b", "2026-01-20", 1, "other")], books);
    expect(used.invoices.map(({ total }) => total)).toEqual(["100.00", "30.00"]);
    expect(used.balances).toEqual({
      "assets:receivable": "130.00",
      "income:revenue:goods": "-130.00",
    });
  });
});
