import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { property } from "../../test/property.ts";
import { type CurrencyCode, minorUnits } from "../money/currency.ts";
import { add, decimal, decimalOf, formatFixed, isZero, zero } from "../money/decimal.ts";
import { DAY_MS } from "../time/instant.ts";
import { type AccountName, customerCredit, prepaidCredits, receivable } from "./account-name.ts";
import { anyStory } from "./any-story.fixture.ts";
import { postDocument } from "./documents/ledger-document.ts";
import { entrySums, type JournalEntry } from "./entry.ts";
import { balanceOf } from "./ledger.fixture.ts";
import { receivableAgeing } from "./receivable-ageing.ts";
import { reverseEntry } from "./reversal.ts";
import { trialBalance } from "./trial-balance.ts";

const inMinor = (units: number, currency: CurrencyCode): string =>
  formatFixed(decimal(units, minorUnits(currency)), minorUnits(currency));

/** The balances of a trial balance by account and currency, without those of zero. */
const balances = (entries: readonly JournalEntry[]): ReadonlyMap<string, string> =>
  new Map(
    trialBalance(entries)
      .rows.filter(({ balance }) => !isZero(decimalOf(balance)))
      .map(({ account, currency, balance }) => [`${account} ${currency}`, balance]),
  );

describe("any story of documents", () => {
  it("balances to zero in each currency after every entry", () => {
    property(
      fc.property(anyStory(), ({ documents }) => {
        for (const document of documents)
          for (const left of entrySums(postDocument(document)).values())
            expect(isZero(left)).toBe(true);
      }),
    );
  });

  it("leaves customers owing and owning what happened, counted without a ledger", () => {
    property(
      fc.property(anyStory(), ({ documents, owed, credit, prepaid }) => {
        const entries = documents.map(postDocument);
        for (const [account, counted, sign] of [
          [receivable, owed, 1],
          [customerCredit, credit, -1],
          [prepaidCredits, prepaid, -1],
        ] as const)
          for (const [currency, units] of counted)
            expect(balanceOf(entries, account, currency)).toBe(inMinor(units * sign, currency));
      }),
    );
  });

  it("gives a trial balance that is the sum of the postings and balances", () => {
    property(
      fc.property(anyStory(), ({ documents }) => {
        const entries = documents.map(postDocument);
        const { rows, totals } = trialBalance(entries);
        for (const { account, currency, balance, debits, credits } of rows) {
          expect(balance).toBe(balanceOf(entries, account, currency));
          const turned = add(decimalOf(debits), decimalOf(`-${credits}`));
          expect(formatFixed(turned, minorUnits(currency))).toBe(balance);
        }
        for (const { debitBalances, creditBalances } of totals)
          expect(debitBalances).toBe(creditBalances);
        const listed = new Set(rows.map(({ account, currency }) => `${account} ${currency}`));
        for (const { postings } of entries)
          for (const { account, currency } of postings)
            expect(listed.has(`${account} ${currency}`)).toBe(true);
      }),
    );
  });

  it("nets to nothing when every document of it is reversed", () => {
    property(
      fc.property(anyStory(), ({ documents }) => {
        const entries = documents.map(postDocument);
        const back = entries.map((entry) =>
          reverseEntry(entry, { date: entry.date + DAY_MS, reason: "test" }),
        );
        expect(balances([...entries, ...back])).toEqual(new Map());
        expect(receivableAgeing([...entries, ...back], 2e12).items).toEqual([]);
      }),
      100,
    );
  });

  it("ages the receivable into columns that add up to it, on any day", () => {
    property(
      fc.property(anyStory(), fc.nat({ max: 900 }), ({ documents }, days) => {
        const entries = documents.map(postDocument);
        const to = (entries[0]?.date ?? 0) + days * DAY_MS;
        const ageing = receivableAgeing(entries, to);
        const before = entries.filter(({ date }) => date < to);
        const owed = receivableOf(before);
        for (const [currency, amount] of owed) {
          const total = ageing.totals.find((one) => one.currency === currency)?.amounts;
          const columns = Object.entries(total ?? {}).filter(([name]) => name !== "total");
          const sum = columns.reduce((all, [, text]) => add(all, decimalOf(text)), zero);
          expect(formatFixed(sum, minorUnits(currency))).toBe(amount);
          expect(total?.total ?? amount).toBe(amount);
          const perCustomer = ageing.customers
            .filter((one) => one.currency === currency)
            .reduce((all, { amounts }) => add(all, decimalOf(amounts.total)), zero);
          expect(formatFixed(perCustomer, minorUnits(currency))).toBe(amount);
        }
      }),
    );
  });
});

function receivableOf(entries: readonly JournalEntry[]): ReadonlyMap<CurrencyCode, string> {
  const account: AccountName = receivable;
  const currencies = new Set(
    entries.flatMap(({ postings }) =>
      postings.filter((one) => one.account === account).map(({ currency }) => currency),
    ),
  );
  return new Map([...currencies].map((one) => [one, balanceOf(entries, account, one)]));
}
