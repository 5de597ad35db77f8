import { describe, expect, it } from "vitest";
import type { AccountFact } from "./fact.ts";
import { euroRate, foreignStory } from "./foreign-story.fixture.ts";
import type { Exchange, PaymentFact } from "./money-fact.ts";

const own = { customer: "c-1" } as const;
const rates = [
  euroRate("2026-01-09", "1.1"),
  euroRate("2026-01-09", "0.88", "GBP"),
  euroRate("2026-01-12", "1.25"),
];

const paid = (
  id: string,
  amount: PaymentFact["amount"],
  exchange: Exchange | undefined,
  recordedAt = "2026-01-10T12:00:00Z",
): PaymentFact => ({
  fact: "payment",
  id,
  ...own,
  amount,
  method: "bank-transfer",
  recordedAt,
  ...(exchange === undefined ? {} : { exchange }),
});

const movementsOf = (...facts: readonly AccountFact[]) => {
  const story = foreignStory([...rates, ...facts], "2026-01-20T00:00:00Z");
  expect(story.refused).toEqual([]);
  return story.movements;
};

describe("a payment in another currency than the invoice", () => {
  it("settles what it says, what a rate makes it, or what the table says of its day", () => {
    for (const [exchange, amount] of [
      [{ settles: "100 EUR" }, "100.00"],
      [{ rate: "0.9" }, "98.10"],
      ["by-table", "99.09"],
    ] as const)
      expect(movementsOf(paid("p-1", "109 USD", exchange))).toMatchObject([
        {
          kind: "payment",
          currency: "EUR",
          amount,
          money: { currency: "USD", amount: "109.00" },
          appliedTo: [{ invoice: "c-1:1", amount }],
        },
      ]);
    const later = paid("p-1", "110 USD", "by-table", "2026-01-13T00:00:00Z");
    expect(movementsOf(later)).toMatchObject([{ amount: "88.00" }]);
    const dated = { ...later, receivedAt: "2026-01-10T00:00:00Z" };
    expect(movementsOf(dated)).toMatchObject([{ amount: "100.00" }]);
    expect(movementsOf(paid("p-1", "88 GBP", "by-table"))).toMatchObject([{ amount: "100.00" }]);
  });

  it("keeps what is over as credit in the customer's currency", () => {
    const [payment] = movementsOf(paid("p-1", "220 USD", { settles: "200 EUR" }));
    expect(payment).toMatchObject({
      amount: "200.00",
      appliedTo: [{ invoice: "c-1:1", amount: "100.00" }],
    });
  });

  it("is refused where nothing says what it settles, or nothing can", () => {
    const refused = (...facts: readonly AccountFact[]) =>
      foreignStory([...rates, ...facts], "2026-01-20T00:00:00Z").refused;
    expect(
      refused(
        paid("a", "109 USD", undefined),
        paid("b", "100 EUR", { rate: "1" }),
        paid("c", "109 USD", { settles: "100 GBP" }),
        paid("d", "109 USD", { rate: "0" }),
        paid("e", "109 CHF", "by-table"),
        paid("f", "109 USD", "by-table", "2026-01-02T00:00:00Z"),
        paid("g", "109.001 USD", { settles: "100 EUR" }),
      ),
    ).toEqual([
      "f /exchange fx-rate-missing",
      "a /amount currency-mismatch",
      "b /exchange exchange-needless",
      "c /exchange/settles currency-mismatch",
      "d /exchange/rate fx-rate-out-of-range",
      "e /exchange fx-rate-missing",
      "g /amount wrong-minor-unit",
    ]);
  });

  it("goes back in the currency in which it came, share by share, and to the last cent", () => {
    const back = (id: string, amount: `${number} EUR`, recordedAt: string) =>
      ({ fact: "refund", id, ...own, payment: "p-1", amount, reopen: "last", recordedAt }) as const;
    const moved = movementsOf(
      paid("p-1", "110.01 USD", { settles: "100 EUR" }),
      back("r-1", "33.33 EUR", "2026-01-11T00:00:00Z"),
      back("r-2", "33.33 EUR", "2026-01-12T00:00:00Z"),
      {
        fact: "dispute",
        id: "d-1",
        ...own,
        payment: "p-1",
        amount: "10 EUR",
        provider: "stripe",
        fee: "15 CHF",
        recordedAt: "2026-01-13T00:00:00Z",
      },
      {
        fact: "dispute-outcome",
        id: "d-1/won",
        ...own,
        dispute: "d-1",
        outcome: "won",
        recordedAt: "2026-01-14T00:00:00Z",
      },
      {
        fact: "payment-return",
        id: "b-1",
        ...own,
        payment: "p-1",
        recordedAt: "2026-01-15T00:00:00Z",
      },
    );
    const money = moved.map((one) => ("money" in one ? one.money?.amount : undefined));
    expect(money).toEqual(["110.01", "36.67", "36.66", "11.00", "11.00", "36.68"]);
    expect(moved[3]).toMatchObject({ kind: "dispute-opened", fee: "15.00", feeCurrency: "CHF" });
  });
});
