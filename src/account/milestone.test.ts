import { describe, expect, it } from "vitest";
import { expectOk } from "../fault/fault.ts";
import type { Offer } from "../model/offer.ts";
import { usd } from "../money/money.ts";
import { flat } from "../pricing/flat.ts";
import { perUnit } from "../pricing/per-unit.ts";
import { acme, sale } from "./account.fixture.ts";
import type { AccountFact, SaleFact } from "./fact.ts";
import type { MilestoneFact } from "./milestone-fact.ts";
import { moneyStory } from "./money-story.fixture.ts";
import { priceBooks } from "./price-book.ts";

const project: Offer = {
  name: "Migration",
  stream: "services",
  per: "project",
  price: flat(usd(1_000)),
  milestones: [
    { name: "Design accepted", share: "33.4%" },
    { name: "Data moved", share: "33.3%" },
    { name: "Live", share: "33.3%" },
  ],
};

const books = expectOk(
  priceBooks([
    {
      ...acme,
      offers: {
        ...acme.offers,
        project,
        prepaid: { ...project, invoiced: "on-sale" },
        thirds: { ...project, price: perUnit(usd("0.05")), discounts: ["launch"] },
      },
      discounts: {
        ...acme.discounts,
        launch: { kind: "amount", amount: usd("0.01"), reason: "promotional" },
      },
    },
  ]),
);

const sold = (more: Partial<SaleFact> = {}): SaleFact => sale({ offer: "project", ...more });

const reached = (milestone: string, more: Partial<MilestoneFact> = {}): MilestoneFact => ({
  fact: "milestone",
  id: `m-${milestone}`,
  customer: "c-1",
  sale: "w-1",
  milestone,
  ...more,
});

const story = (...facts: readonly AccountFact[]) =>
  moneyStory(facts, "2030-01-01T00:00:00Z", books);

const billed = (...facts: readonly AccountFact[]): readonly string[] =>
  story(...facts).invoices.flatMap(({ issuedAt, lines }) =>
    lines.map(({ id, amount }) => `${issuedAt.slice(0, 10)} ${id} ${amount}`),
  );

describe("a sale with milestones", () => {
  it("bills each when it is reached, and nothing with the sale", () => {
    expect(billed(sold())).toEqual([]);
    expect(
      billed(
        sold(),
        reached("Data moved", { on: "2026-04-20" }),
        reached("Design accepted", { on: "2026-03-31" }),
      ),
    ).toEqual(["2026-03-31 w-1/sale/1 334.00", "2026-04-20 w-1/sale/2 333.00"]);
  });

  it("says which, on which day, and how it was worked out", () => {
    const { invoices } = story(sold(), reached("Live", { on: "2026-04-20" }));
    expect(invoices[0]?.lines[0]).toMatchObject({
      kind: "milestone",
      description: "Migration: Live",
      stream: "services",
      period: { from: "2026-04-20T00:00:00Z", to: "2026-04-21T00:00:00Z" },
      explanation: {
        price: "/offers/project/price",
        steps: [{ amount: "1000" }, { label: 'milestone "Live"', rate: "33.3%", amount: "333" }],
      },
    });
  });

  it("is billed when it becomes known, and says the day on which it was reached", () => {
    const late = { on: "2026-04-20", recordedAt: "2026-06-02T10:00:00Z" };
    const { invoices } = story(sold(), reached("Live", late));
    expect(invoices[0]).toMatchObject({
      issuedAt: "2026-06-02T10:00:00Z",
      lines: [{ period: { from: "2026-04-20T00:00:00Z" } }],
    });
  });

  it("adds up to its price, discounts and all, whatever the cents", () => {
    const day = { on: "2026-04-20" };
    const facts = [reached("Live", day), reached("Data moved", day)];
    const { invoices } = story(
      sold({ offer: "thirds" }),
      ...facts,
      reached("Design accepted", { on: "2026-05-01" }),
    );
    const lines = invoices.flatMap((invoice) => invoice.lines);
    expect(lines.map(({ id, gross, amount }) => [id, gross, amount])).toEqual([
      ["w-1/sale/2", "0.02", "0.02"],
      ["w-1/sale/3", "0.01", "0.01"],
      ["w-1/sale/1", "0.02", "0.01"],
    ]);
  });

  it.each<[MilestoneFact, string]>([
    [reached("Lives", { on: "2026-04-20" }), "unknown-milestone"],
    [reached("Live", { on: "2026-04-20", sale: "w-2" }), "unknown-sale"],
    [reached("Live", { on: "2026-03-04", recordedAt: "2026-04-01T00:00:00Z" }), "before-sale"],
    [reached("Live", { on: "2026-04-20", recordedAt: "2026-04-01T00:00:00Z" }), "not-yet"],
    [reached("Live"), "recorded-at-needed"],
  ])("refuses what cannot be: %j", (fact, code) => {
    expect(story(sold(), fact).refused).toEqual([`m-${fact.milestone} ${code}`]);
  });

  it("is reached once", () => {
    const again = reached("Live", { id: "again", on: "2026-05-01" });
    expect(story(sold(), reached("Live", { on: "2026-04-20" }), again).refused).toEqual([
      "again milestone-reached",
    ]);
  });
});

describe("a sale that is invoiced before its milestones", () => {
  it("has a line for each, and what is delivered moves no money", () => {
    const { invoices, movements } = story(
      sold({ offer: "prepaid" }),
      reached("Design accepted", { on: "2026-03-05" }),
      reached("Live", { on: "2026-04-20", recordedAt: "2026-04-22T00:00:00Z" }),
    );
    expect(
      invoices.map(({ total, lines }) => [
        total,
        lines.map(({ amount, period }) => [amount, period]),
      ]),
    ).toEqual([
      [
        "1000.00",
        [
          ["334.00", null],
          ["333.00", null],
          ["333.00", null],
        ],
      ],
    ]);
    expect(
      movements.map((one) => one.kind === "delivery" && [one.line, one.day, one.invoice]),
    ).toEqual([
      ["w-1/sale/1", "2026-03-05", "c-1:1"],
      ["w-1/sale/3", "2026-04-20", "c-1:1"],
    ]);
  });

  it("delivers what was credited of them with them, and at once where they were delivered before", () => {
    const credited = (id: string, line: number, recordedAt: string): AccountFact => ({
      fact: "credit-note",
      id,
      customer: "c-1",
      invoice: "c-1:1",
      reason: "as agreed",
      lines: [{ line: `w-1/sale/${line}`, amount: "100 USD" }],
      recordedAt,
    });
    const { movements } = story(
      sold({ offer: "prepaid" }),
      credited("n-1", 1, "2026-03-20T00:00:00Z"),
      reached("Design accepted", { on: "2026-04-05" }),
      credited("n-2", 1, "2026-05-02T00:00:00Z"),
      credited("n-3", 2, "2026-05-03T00:00:00Z"),
    );
    expect(
      movements.flatMap((one) =>
        one.kind === "delivery" ? [[one.line, one.day, one.invoice]] : [],
      ),
    ).toEqual([
      ["w-1/sale/1", "2026-04-05", "c-1:1"],
      ["w-1/sale/1/credit/n-1", "2026-04-05", "c-1:2"],
      ["w-1/sale/1/credit/n-2", "2026-05-02", "c-1:3"],
    ]);
  });
});
