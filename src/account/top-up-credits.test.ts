import { describe, expect, it } from "vitest";
import type { TopUpRuleFact } from "../credit/credit-fact.ts";
import { sale } from "./account.fixture.ts";
import { adHoc, amounts, credits, grant, own, story, team } from "./credit-story.fixture.ts";

const order = (more: Partial<TopUpRuleFact> = {}): TopUpRuleFact => ({
  fact: "top-up-rule",
  id: "t",
  ...own,
  credit: "pack",
  date: "2026-01-01",
  whenBelow: "200 USD",
  amount: "500 USD",
  price: "400 USD",
  ...more,
});

const paid = (id: string, recordedAt: string, amount: `${number} USD`) =>
  ({ fact: "payment", id, ...own, amount, method: "card", recordedAt }) as const;

describe("credits that wait for their payment", () => {
  const pack = grant({ id: "p", credit: "paid-first", amount: "500 USD", date: "2026-01-10" });

  it("are given when it comes, for as long from then on", () => {
    const told = story([pack, team, paid("m", "2026-02-15T12:00:00Z", "999 USD")], "2026-03-15");
    expect(amounts(told)).toEqual([
      ["500.00", "0.00", "500.00", undefined, undefined],
      ["499.00", "0.00", "499.00", undefined, undefined],
      ["499.00", "0.00", "499.00", "499.00", "0.00"],
    ]);
    expect(credits(told)[0]).toBe("2026-02-15 p/1 credit-grant 500.00 paid 500.00");
    expect(
      credits(story([pack, paid("m", "2026-02-15T12:00:00Z", "500 USD")], "2027-02-20")),
    ).toEqual([
      "2026-02-15 p/1 credit-grant 500.00 paid 500.00",
      "2027-02-15 p/2 credit-expiry 500.00 paid 500.00",
    ]);
  });

  it("are given at once where the balance pays the invoice", () => {
    const told = story([paid("m", "2026-01-02T00:00:00Z", "500 USD"), pack], "2026-02-15");
    expect(credits(told)).toEqual(["2026-01-10 p/1 credit-grant 500.00 paid 500.00"]);
  });

  it("are never given where the invoice is written off", () => {
    const told = story(
      [
        pack,
        {
          fact: "write-off",
          id: "w",
          ...own,
          invoice: "c-1:1",
          recordedAt: "2026-02-10T00:00:00Z",
        },
        paid("m", "2026-02-15T12:00:00Z", "500 USD"),
      ],
      "2026-03-15",
    );
    expect(credits(told)).toEqual([]);
  });
});

describe("an order to buy credits when they run low", () => {
  it("buys at once, and again whenever an invoice leaves less than its amount", () => {
    const told = story([order(), team], "2026-03-01");
    // 500 pay all of January; what is left is below 200, so a pack is sold at that instant, for February.
    expect(amounts(told)).toEqual([
      ["400.00", "0.00", "400.00", undefined, undefined],
      ["499.00", "99.80", "399.20", "399.20", "0.00"],
      ["400.00", "0.00", "400.00", undefined, undefined],
      ["499.00", "99.80", "399.20", "399.20", "0.00"],
      ["400.00", "0.00", "400.00", undefined, undefined],
    ]);
    expect(told.invoices.map(({ issuedAt }) => issuedAt.slice(0, 10))).toEqual([
      "2026-01-01",
      "2026-01-31",
      "2026-01-31",
      "2026-02-28",
      "2026-02-28",
    ]);
    expect(credits(told).filter((row) => row.includes("grant"))).toEqual([
      "2026-01-01 t/1/1 credit-grant 500.00 paid 400.00",
      "2026-01-31 t/2/1 credit-grant 500.00 paid 400.00",
      "2026-02-28 t/3/1 credit-grant 500.00 paid 400.00",
    ]);
  });

  it("buys no second time while the first is not paid", () => {
    const told = story([order({ availableFrom: "payment" }), team], "2026-06-01");
    expect(told.invoices.filter(({ lines }) => lines[0]?.kind === "credits")).toHaveLength(1);
    const answered = story(
      [order({ availableFrom: "payment" }), paid("m", "2026-01-20T00:00:00Z", "400 USD"), team],
      "2026-02-10",
    );
    expect(answered.invoices.map(({ total }) => total)).toEqual(["400.00", "399.20", "400.00"]);
  });

  it("tries again the hours after its invoice was given up", () => {
    const told = story(
      [
        order({ availableFrom: "payment", retryHours: [24] }),
        {
          fact: "write-off",
          id: "w",
          ...own,
          invoice: "c-1:1",
          recordedAt: "2026-01-05T00:00:00Z",
        },
        {
          fact: "write-off",
          id: "v",
          ...own,
          invoice: "c-1:2",
          recordedAt: "2026-01-08T00:00:00Z",
        },
      ],
      "2026-06-01",
    );
    expect(told.invoices.map(({ kind, issuedAt }) => `${kind} ${issuedAt}`)).toEqual([
      "invoice 2026-01-01T00:00:00Z",
      "credit-note 2026-01-05T00:00:00Z",
      "invoice 2026-01-06T00:00:00Z",
    ]);
  });

  it("spends no more than its maximum in a month, and goes on in the next", () => {
    const told = story(
      [order({ maximumPerMonth: "400 USD" }), sale({ date: "2026-01-10", quantity: 2 })],
      "2026-02-10",
    );
    expect(
      told.invoices.map(({ issuedAt, due, total }) => [issuedAt.slice(0, 10), due ?? total]),
    ).toEqual([
      ["2026-01-01", "400.00"],
      // 500 of credits, of which 400 were paid for, off two hours at 500.
      ["2026-01-10", "500.00"],
      ["2026-02-01", "400.00"],
    ]);
  });

  it("begins on its day, ends on its day, and gives way to a later one of the same book", () => {
    const later = order({ date: "2026-01-20", end: "2026-01-25" });
    expect(
      story([{ ...later, recordedAt: "2026-01-02T00:00:00Z" }], "2026-03-01").invoices,
    ).toMatchObject([{ issuedAt: "2026-01-20T00:00:00Z" }]);
    const told = story(
      [order(), order({ id: "u", date: "2026-01-15", amount: "600 USD", price: "100%" }), team],
      "2026-02-10",
    );
    expect(told.invoices.map(({ total }) => total)).toEqual(["400.00", "399.20", "600.00"]);
    expect(credits(told).at(-1)).toBe("2026-01-31 t/2/1 credit-grant 600.00 paid 600.00");
  });

  it("fills up where it says to how much", () => {
    const { credit: _, amount: __, ...rule } = order({ upTo: "1000 USD", price: "90%" });
    const told = story([adHoc("goodwill", "150 USD", { date: "2026-01-01" }), rule], "2026-02-01");
    expect(told.invoices.map(({ total }) => total)).toEqual(["765.00"]);
  });

  it("is refused of a book that there is none of, that recurs, or with amounts that do not fit", () => {
    const told = story(
      [
        order({ id: "a", credit: "packs" }),
        order({ id: "b", credit: "allowance" }),
        order({ id: "c", price: "600 USD" }),
        order({ id: "d", maximumPerMonth: "100 USD" }),
      ],
      "2026-02-01",
    );
    expect(told.refused).toEqual([
      "a unknown-credit",
      "b recurring-sale",
      "c price-above-amount",
      "d maximum-below-price",
    ]);
  });
});
