import { describe, expect, it } from "vitest";
import type { AccountFact } from "../../account/fact.ts";
import { euroRate, foreignBooks, foreignStory } from "../../account/foreign-story.fixture.ts";
import { expectOk } from "../../fault/fault.ts";
import type { ExchangeRateFact } from "../../fx/exchange-rate-fact.ts";
import { DAY_MS } from "../../time/instant.ts";
import {
  cash,
  currencyConversion,
  currencyGain,
  currencyLoss,
  customerCredit,
  receivable,
} from "../account-name.ts";
import { bookHappenings } from "../book-happenings.ts";
import { closeThrough } from "../close/month-books.ts";
import { at, balanceOf } from "../ledger.fixture.ts";
import { monthOf } from "../recognition/accounting-month.ts";

const own = { customer: "c-1" } as const;

const paid = (
  id: string,
  amount: `${number} EUR` | `${number} USD`,
  recordedAt: string,
  more: object = {},
) =>
  ({ fact: "payment", id, ...own, amount, method: "bank-transfer", recordedAt, ...more }) as const;

/** The books of a customer that owes 100 euros on the first of each month. */
function booksOf(facts: readonly (AccountFact | ExchangeRateFact)[], until: string) {
  const { happenings, replay, refused } = foreignStory(facts, until);
  expect(refused).toEqual([]);
  const book = foreignBooks.current;
  const customerOf = (id: string) => replay.accounts.get(id)?.customer;
  return bookHappenings(happenings, { book, customerOf, rates: replay.rates });
}

const closedBooks = (
  facts: readonly (AccountFact | ExchangeRateFact)[],
  until: string,
  month: string,
) => expectOk(closeThrough(booksOf(facts, until), monthOf(at(`${month}-01`) / DAY_MS)));

const rates = [
  euroRate("2025-12-31", "1.10"),
  euroRate("2026-01-09", "1.15"),
  euroRate("2026-01-30", "1.20"),
  euroRate("2026-02-06", "1.05"),
];

describe("the books of what is owed in another currency", () => {
  it("gain what a euro is worth more on the day it is paid than on the day it was billed", () => {
    const { entries } = booksOf(
      [
        ...rates,
        paid("p-1", "40 EUR", "2026-01-10T12:00:00Z"),
        paid("p-2", "60 EUR", "2026-02-07T12:00:00Z"),
      ],
      "2026-02-10T00:00:00Z",
    );
    expect(balanceOf(entries, cash, "EUR")).toBe("100.00");
    expect(balanceOf(entries, receivable, "EUR")).toBe("100.00");
    expect(balanceOf(entries, currencyGain("realised"))).toBe("-2.00");
    expect(balanceOf(entries, currencyLoss("realised"))).toBe("3.00");
    expect(balanceOf(entries, currencyConversion)).toBe("-1.00");
  });

  it("take what came in another currency for what it is worth, whatever the table says", () => {
    const { entries } = booksOf(
      [
        ...rates,
        paid("p-1", "114 USD", "2026-01-10T12:00:00Z", { exchange: { settles: "100 EUR" } }),
      ],
      "2026-01-20T00:00:00Z",
    );
    expect(balanceOf(entries, cash)).toBe("114.00");
    expect(balanceOf(entries, receivable, "EUR")).toBe("0.00");
    expect(balanceOf(entries, currencyConversion, "EUR")).toBe("100.00");
    expect(balanceOf(entries, currencyGain("realised"))).toBe("-4.00");
    // 100 euros stand there against what they were booked at.
    expect(balanceOf(entries, currencyConversion)).toBe("-110.00");
  });

  it("carry credit that is left, and settle the next invoice with it", () => {
    const { entries } = booksOf(
      [...rates, paid("p-1", "150 EUR", "2026-01-10T12:00:00Z")],
      "2026-02-02T00:00:00Z",
    );
    expect(balanceOf(entries, customerCredit, "EUR")).toBe("0.00");
    // 100 × (1.15 − 1.10) when it was paid; on 1 February credit of 1.15 pays debt of that day, 1.20.
    expect(balanceOf(entries, currencyGain("realised"))).toBe("-5.00");
    expect(balanceOf(entries, currencyLoss("realised"))).toBe("2.50");
  });

  it("revalue what is open at the end of a month, and turn that round in the next", () => {
    const { entries } = closedBooks(rates, "2026-02-01T12:00:00Z", "2026-01");
    const [revaluation, reversal] = entries.filter(
      ({ document }) => document.kind === "currency-revaluation",
    );
    expect([revaluation?.date, reversal?.date]).toEqual([at("2026-02-01") - 1, at("2026-02-01")]);
    expect(revaluation?.postings).toMatchObject([
      { account: currencyConversion, currency: "USD", amount: "10.00" },
      { account: currencyGain("unrealised"), amount: "-10.00", line: "assets:receivable EUR" },
    ]);
    expect(balanceOf(entries, currencyGain("unrealised"))).toBe("0.00");
    expect(reversal?.reverses).toBe(revaluation?.id);
  });

  it("gain nothing where no rate was known, and value what comes after", () => {
    const late = rates.slice(1);
    const { entries } = closedBooks(
      [...late, paid("p-1", "100 EUR", "2026-01-10T12:00:00Z")],
      "2026-02-01T12:00:00Z",
      "2026-02",
    );
    expect(balanceOf(entries, currencyGain("realised"))).toBe("0.00");
    expect(balanceOf(entries, currencyLoss("realised"))).toBe("0.00");
    // The invoice of February was billed at 1.20; on the last of February no rate is a week old or less.
    expect(entries.some(({ document }) => document.kind === "currency-revaluation")).toBe(false);
  });

  it("count by the rates that were known, whatever is corrected later", () => {
    const wrong = { ...euroRate("2026-01-09", "1.51"), recordedAt: "2026-01-09T16:00:00Z" };
    const right = {
      ...euroRate("2026-01-09", "1.15"),
      recordedAt: "2026-01-12T09:00:00Z",
      corrects: true,
    };
    const first = rates.slice(0, 1);
    const gainOf = (when: string) =>
      balanceOf(
        booksOf([...first, wrong, right, paid("p-1", "100 EUR", when)], "2026-01-20T00:00:00Z")
          .entries,
        currencyGain("realised"),
      );
    expect(gainOf("2026-01-10T12:00:00Z")).toBe("-41.00");
    expect(gainOf("2026-01-12T12:00:00Z")).toBe("-5.00");
  });
});
