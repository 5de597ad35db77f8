import type { CurrencyCode } from "../../money/currency.ts";
import { type Decimal, isNegative, negate } from "../../money/decimal.ts";
import {
  type CurrencyResult,
  currencyConversion,
  currencyGain,
  currencyLoss,
} from "../account-name.ts";
import { credit, debit, type PostingDraft } from "../posting.ts";

/**
 * A gain, or below zero a loss, in the currency of the books, against the currency conversion account (Peter Selinger,
 * "Tutorial on multiple currency accounting", 2005): so the accounts in each currency keep what they hold in it. `line` says of
 * which currency it is.
 */
export const currencyResult = (
  result: Decimal,
  currency: CurrencyCode,
  kind: CurrencyResult,
  line?: string,
): readonly PostingDraft[] => [
  debit(currencyConversion, result, currency, { line }),
  isNegative(result)
    ? debit(currencyLoss(kind), negate(result), currency, { line })
    : credit(currencyGain(kind), result, currency, { line }),
];
