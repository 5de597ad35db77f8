import type { CurrencyCode } from "../../money/currency.ts";
import { type Decimal, sum } from "../../money/decimal.ts";
import type { Percent } from "../../money/percent.ts";
import { taxPayable } from "../account-name.ts";
import { credit, debit, type PostingDraft, postedAmount } from "../posting.ts";

/** The tax of one rate on a document; rounded once for each rate, over the whole document. */
export interface TaxAmount {
  /** Where it is owed: `DE`, `US-NY`. */
  readonly jurisdiction: string;
  readonly rate: Percent;
  readonly amount: string;
}

/** Everything that the document's taxes come to. */
export const taxTotal = (taxes: readonly TaxAmount[], currency: CurrencyCode): Decimal =>
  sum(taxes.map(({ amount }) => postedAmount(amount, currency)));

/** Tax that we owe from now on. */
export const taxOwed = (taxes: readonly TaxAmount[], currency: CurrencyCode): PostingDraft[] =>
  taxes.map(({ jurisdiction, rate, amount }) =>
    credit(taxPayable(jurisdiction, rate), postedAmount(amount, currency), currency),
  );

/** Tax that we owe no longer. */
export const taxReturned = (taxes: readonly TaxAmount[], currency: CurrencyCode): PostingDraft[] =>
  taxes.map(({ jurisdiction, rate, amount }) =>
    debit(taxPayable(jurisdiction, rate), postedAmount(amount, currency), currency),
  );
