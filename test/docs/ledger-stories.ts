import { contract, signing } from "../../src/account/contracts/contract.fixture.ts";
import type { AccountFact } from "../../src/account/fact.ts";
import { priceBooks } from "../../src/account/price-book.ts";
import { expectOk } from "../../src/fault/fault.ts";
import type { JournalEntry } from "../../src/ledger/entry.ts";
import { booksThrough } from "../../src/ledger/revenue-life.fixture.ts";
import type { ContractTemplate } from "../../src/model/contract.ts";
import type { Model } from "../../src/model/model.ts";
import { usd } from "../../src/money/money.ts";
import { flat } from "../../src/pricing/flat.ts";
import { perUnit } from "../../src/pricing/per-unit.ts";

/** A business that sells products of 100.00 and others of 50.00 under a contract. */
const selling = (own: ContractTemplate) =>
  expectOk(
    priceBooks([
      {
        ...signing,
        offers: {
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

const building = expectOk(
  priceBooks([
    {
      ...signing,
      offers: {
        building: {
          name: "Building",
          stream: "services",
          per: "project",
          price: flat(usd(1_000_000)),
          milestones: [
            { name: "Shell", share: "60%" },
            { name: "Completion", share: "40%" },
          ],
        },
      },
    } as unknown as Model,
  ]),
);

const inOrder = (entries: readonly JournalEntry[]): readonly JournalEntry[] =>
  entries.toSorted((left, right) => left.date - right.date);

/** The page's stories that are told by facts, as their entries in the order of their dates. */
export const toldStories: Readonly<Record<string, () => readonly JournalEntry[]>> = {
  "A rebate that is expected": () => {
    const books = selling({
      name: "Volume",
      term: 12,
      rebate: { per: "annual", offer: "product", tiers: [{ from: 1_001, percent: "10%" }] },
    });
    const facts: readonly AccountFact[] = [
      contract({ template: "own", start: "2027-01-01", expectedVolume: 800 }),
      sale("q1", "2027-03-10", 75),
      {
        fact: "volume-estimate",
        id: "e-1",
        customer: "c-1",
        contract: "k-1",
        expected: 1_500,
        recordedAt: "2027-06-15T10:00:00Z",
      },
      sale("q2", "2027-06-20", 500),
    ];
    return inOrder(booksThrough("2027-06", facts, books).entries);
  },
  "An option that is a material right": () => {
    const books = selling({
      name: "Voucher",
      term: 12,
      options: [
        {
          name: "voucher",
          offer: "other",
          quantity: 1,
          price: perUnit(usd(30)),
          withinMonths: 3,
          right: { purchases: usd(50), discount: "40%", otherwise: "10%", likelihood: "80%" },
        },
      ],
    });
    const facts = [
      contract({ template: "own", start: "2027-01-10" }),
      sale("a", "2027-01-10", 1),
      sale("b", "2027-02-20", 1, "other"),
    ];
    return inOrder(booksThrough("2027-02", facts, books).entries);
  },
  "A project that is amended": () => {
    const about = { customer: "c-1", sale: "w-1" } as const;
    const facts: readonly AccountFact[] = [
      { fact: "sale", id: "w-1", customer: "c-1", offer: "building", date: "2027-01-05" },
      { fact: "milestone", id: "m-1", ...about, milestone: "Shell", on: "2027-01-20" },
      {
        fact: "amendment",
        id: "plan",
        ...about,
        price: "1350000 USD",
        shares: { Shell: "51.2%", Completion: "48.8%" },
        on: "2027-02-10",
      },
      { fact: "milestone", id: "m-2", ...about, milestone: "Completion", on: "2027-03-10" },
    ];
    return inOrder(booksThrough("2027-03", facts, building).entries);
  },
};
