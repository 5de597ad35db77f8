import { describe, expect, it } from "vitest";
import { at } from "../../account/account.fixture.ts";
import { foreignLife, livedForeign } from "../../account/foreign-life.fixture.ts";
import { foreignBooks } from "../../account/foreign-story.fixture.ts";
import type { Happening } from "../../account/issue-in-order.ts";
import type { Replay } from "../../account/replay.ts";
import { expectOk } from "../../fault/fault.ts";
import { add, decimalOf, format, isNegative, isZero, negate, zero } from "../../money/decimal.ts";
import { brokenInvariant } from "../../receivable/broken-invariant.ts";
import { totalOf } from "../../receivable/item-amount.ts";
import { creditBalance } from "../../receivable/settle.ts";
import { DAY_MS } from "../../time/instant.ts";
import {
  currencyConversion,
  currencyGain,
  currencyLoss,
  customerCredit,
  receivable,
} from "../account-name.ts";
import { bookHappenings } from "../book-happenings.ts";
import { closeThrough, type MonthBooks } from "../close/month-books.ts";
import { entrySums, type JournalEntry } from "../entry.ts";
import { monthOf } from "../recognition/accounting-month.ts";

const seeds = Array.from({ length: 12 }, (_, seed) => seed + 1);
const end = "2026-03-20T00:00:00Z";

function booksOf(replay: Replay, happenings: readonly Happening[]): MonthBooks {
  const customerOf = (id: string) => replay.accounts.get(id)?.customer;
  return bookHappenings(happenings, {
    book: foreignBooks.current,
    customerOf,
    rates: replay.rates,
  });
}

/** Postings on an account, less those of some other customer, by currency; nothing where they come to nothing. */
function standing(entries: readonly JournalEntry[], account: string, customer?: string) {
  const sums = new Map<string, string>();
  for (const entry of entries) {
    if (customer !== undefined && entry.customer !== customer) continue;
    for (const posting of entry.postings)
      if (posting.account === account)
        sums.set(
          posting.currency,
          format(add(decimalOf(sums.get(posting.currency) ?? "0"), decimalOf(posting.amount))),
        );
  }
  return Object.fromEntries([...sums].filter(([, sum]) => !isZero(decimalOf(sum))));
}

const only = (currency: string, amount: ReturnType<typeof decimalOf>) =>
  isZero(amount) ? {} : { [currency]: format(amount) };

describe("customers who pay in all currencies", () => {
  it.each(seeds)("leave books that say what each owes, at any moment (seed %i)", (seed) => {
    const told = foreignLife(seed, 4, 78);
    for (const until of ["2026-01-20T12:00:00Z", "2026-02-14T00:00:00Z", end]) {
      const { replay, happenings } = livedForeign(told, until);
      const { entries, foreign } = booksOf(replay, happenings);
      for (const entry of entries)
        for (const [, left] of entrySums(entry)) expect(isZero(left), entry.id).toBe(true);
      for (const [customer, { receivables, awaited }] of replay.standing) {
        const open =
          receivables === null
            ? totalOf(awaited.map(({ total }) => ({ amount: total })))
            : totalOf(receivables.items.map((item) => ({ amount: item.open })));
        const currency = receivables?.currency ?? awaited[0]?.currency ?? "USD";
        expect(standing(entries, receivable, customer)).toEqual(only(currency, open));
        if (receivables === null) continue;
        expect(brokenInvariant(receivables)).toBeUndefined();
        const credit = negate(creditBalance(receivables));
        expect(standing(entries, customerCredit, customer)).toEqual(only(currency, credit));
      }
      // What is carried is what stands there: nothing of what is nothing.
      for (const { account, currency, amount, carrying, unvalued } of foreign?.positions.before(
        Infinity,
      ) ?? []) {
        expect(format(add(amount, unvalued))).toBe(standing(entries, account)[currency] ?? "0");
        if (isZero(amount)) expect(isZero(carrying), account).toBe(true);
        else expect(isNegative(carrying)).toBe(isNegative(amount));
      }
    }
  });

  it.each(seeds)(
    "get back no more than came, in the currency in which it came (seed %i)",
    (seed) => {
      const { happenings } = livedForeign(foreignLife(seed, 4, 78), end);
      const left = new Map<
        string,
        { money: ReturnType<typeof decimalOf>; amount: ReturnType<typeof decimalOf> }
      >();
      for (const happening of happenings) {
        if (happening.kind !== "movement" || !("money" in happening.movement)) continue;
        const { movement } = happening;
        const money = decimalOf(movement.money?.amount ?? "0");
        const amount = decimalOf(movement.amount);
        if (movement.kind === "payment") left.set(movement.id, { money, amount });
        if (movement.kind !== "refund" && movement.kind !== "payment-reversal") continue;
        const before = left.get(movement.payment);
        left.set(movement.payment, {
          money: add(before?.money ?? zero, negate(money)),
          amount: add(before?.amount ?? zero, negate(amount)),
        });
      }
      for (const { money, amount } of left.values()) {
        expect(isNegative(money)).toBe(false);
        if (isZero(amount)) expect(format(money)).toBe("0");
      }
    },
  );

  it.each(seeds.slice(0, 8))(
    "gain nothing unrealised that is not turned round (seed %i)",
    (seed) => {
      const { replay, happenings } = livedForeign(foreignLife(seed, 4, 78), end);
      const month = monthOf(at("2026-02-01T00:00:00Z") / DAY_MS);
      const { entries } = expectOk(closeThrough(booksOf(replay, happenings), month));
      const unrealised = entries.filter(({ document }) => document.kind === "currency-revaluation");
      expect(unrealised.length).toBeGreaterThan(0);
      for (const account of [currencyGain("unrealised"), currencyLoss("unrealised")])
        expect(standing(entries, account)).toEqual({});
      expect(standing(unrealised, currencyConversion)).toEqual({});
    },
  );

  it("meet every kind of exchange, gains and losses", () => {
    const all = seeds.flatMap((seed) => {
      const { replay, happenings } = livedForeign(foreignLife(seed, 4, 78), end);
      return booksOf(replay, happenings).entries;
    });
    const exchanged = new Set(
      all
        .filter(({ postings }) =>
          postings.some(
            ({ account, line }) => account === currencyConversion && line === undefined,
          ),
        )
        .map(({ document }) => document.kind),
    );
    expect(exchanged).toEqual(new Set(["payment", "refund", "payment-reversal", "dispute-lost"]));
    const gained = (account: string) =>
      all.filter(({ postings }) => postings.some((posting) => posting.account === account)).length;
    expect(gained(currencyGain("realised"))).toBeGreaterThan(20);
    expect(gained(currencyLoss("realised"))).toBeGreaterThan(20);
  });
});
