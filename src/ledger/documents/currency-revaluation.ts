import type { CurrencyCode } from "../../money/currency.ts";
import { subtract } from "../../money/decimal.ts";
import type { Instant } from "../../time/instant.ts";
import type { AccountName } from "../account-name.ts";
import { type JournalEntry, writeEntry } from "../entry.ts";
import { postedAmount } from "../posting.ts";
import { currencyResult } from "./currency-result.ts";

/** A monetary balance in a foreign currency; what we owe is below zero. */
export interface RevaluedBalance {
  readonly account: AccountName;
  /** The balance's own currency. */
  readonly currency: CurrencyCode;
  /** What it stands at in the currency of the books, and what it is worth at the closing rate. */
  readonly carrying: string;
  readonly value: string;
}

/** The foreign balances of a closing day at its rates. */
export interface CurrencyRevaluation {
  readonly kind: "currency-revaluation";
  readonly id: string;
  readonly date: Instant;
  /** The currency of the books. */
  readonly currency: CurrencyCode;
  readonly balances: readonly RevaluedBalance[];
}

/**
 * The entry of a revaluation: the unrealised gain or loss of each balance (ASC 830-20-35-2, IAS 21.23).
 *
 * Posted against the currency conversion account and not against the balance itself, so that the receivable in each
 * currency stays what customers owe in it. Reversed on the first day of the next period by `reverseEntry`.
 */
export function postCurrencyRevaluation(revaluation: CurrencyRevaluation): JournalEntry {
  const { kind, id, date, currency: books, balances } = revaluation;
  return writeEntry({
    date,
    document: { kind, number: id },
    description: `Revaluation ${id}`,
    postings: balances.flatMap(({ account, currency, carrying, value }) => {
      const result = subtract(postedAmount(value, books), postedAmount(carrying, books));
      return currencyResult(result, books, "unrealised", `${account} ${currency}`);
    }),
  });
}
