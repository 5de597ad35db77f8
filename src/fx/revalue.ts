import { assert } from "../fault/fault.ts";
import type { CurrencyCode } from "../money/currency.ts";
import { type Decimal, subtract } from "../money/decimal.ts";
import { minorText } from "../money/minor-amount.ts";
import { convert } from "./convert.ts";
import type { FoundRate } from "./rate-on.ts";

/** A foreign balance in the books: what it was booked at, what it is worth now, and the gain, or below zero the loss. */
export interface BooksValue {
  /** The currency of the books. */
  readonly currency: CurrencyCode;
  readonly carrying: string;
  readonly value: string;
  readonly gain: string;
}

/** An open foreign balance; what is owed is below zero. */
export interface ForeignBalance {
  readonly currency: CurrencyCode;
  readonly amount: Decimal;
  /** In the currency of the books. */
  readonly carrying: Decimal;
}

/**
 * An open foreign balance at the rate of a closing day, with its unrealised gain (ASC 830-20-35-2, IAS 21.23). Gives
 * `carrying` and `value` of a balance of the ledger's currency revaluation.
 */
export function revalue(balance: ForeignBalance, rate: FoundRate): BooksValue {
  assert(rate.from === balance.currency, "the rate is that of the balance");
  const value = convert(balance.amount, rate, rate.to);
  const text = (amount: Decimal): string => minorText(amount, rate.to);
  return {
    currency: rate.to,
    carrying: text(balance.carrying),
    value: text(value),
    gain: text(subtract(value, balance.carrying)),
  };
}
