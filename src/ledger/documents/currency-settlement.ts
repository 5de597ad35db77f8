import { assert } from "../../fault/fault.ts";
import type { CurrencyCode } from "../../money/currency.ts";
import { type Decimal, equals, isNegative, negate, subtract } from "../../money/decimal.ts";
import type { Instant } from "../../time/instant.ts";
import {
  type CurrencyResult,
  currencyConversion,
  currencyGain,
  currencyLoss,
} from "../account-name.ts";
import { type JournalEntry, writeEntry } from "../entry.ts";
import { credit, debit, type PostingDraft, positiveAmount } from "../posting.ts";
import { type Application, moneyAccount, settleInvoices } from "./application.ts";

/** A payment where an exchange rate has moved: of a foreign invoice, or in another currency than the invoice's. */
export interface CurrencySettlement {
  readonly kind: "currency-settlement";
  readonly id: string;
  readonly customer: string;
  readonly date: Instant;
  /** What it pays, in the invoices' currency. */
  readonly settled: {
    readonly currency: CurrencyCode;
    readonly amount: string;
    readonly appliedTo: readonly Application[];
  };
  /** What came. */
  readonly received: {
    readonly currency: CurrencyCode;
    readonly amount: string;
    readonly provider?: string;
  };
  /** In the currency of the books: what the settled amount was booked at, and what is worth what came. */
  readonly books: {
    readonly currency: CurrencyCode;
    readonly carrying: string;
    readonly value: string;
  };
}

/**
 * The entry of a settlement across currencies, with its realised gain or loss: value less carrying amount
 * (ASC 830-20-35-1, IAS 21.28).
 *
 * Each currency balances by itself, through the currency conversion account (Peter Selinger, "Tutorial on multiple
 * currency accounting", 2005): after the entry that account holds the settled amount against its carrying amount, that
 * is, at the rate of the day the invoice was booked; the difference to today's rate is the gain.
 */
export function postCurrencySettlement(settlement: CurrencySettlement): JournalEntry {
  const { kind, id, customer, date, settled, received, books } = settlement;
  const paid = positiveAmount(settled.amount, settled.currency);
  const came = positiveAmount(received.amount, received.currency);
  const carrying = positiveAmount(books.carrying, books.currency);
  const value = positiveAmount(books.value, books.currency);
  if (settled.currency === books.currency)
    assert(equals(paid, carrying), `${id}: what is settled in the books' currency is carried so`);
  if (received.currency === books.currency)
    assert(equals(came, value), `${id}: what came in the books' currency is worth itself`);
  if (received.currency === settled.currency)
    assert(equals(came, paid), `${id}: what came in the invoice's currency settles as much`);
  const exchanged = received.currency !== settled.currency;
  return writeEntry({
    date,
    document: { kind, number: id },
    customer,
    description: `Payment ${id} by ${customer}, ${received.currency} for ${settled.currency}`,
    postings: [
      debit(moneyAccount(received.provider), came, received.currency),
      ...(exchanged ? [credit(currencyConversion, came, received.currency)] : []),
      ...(exchanged ? [debit(currencyConversion, paid, settled.currency)] : []),
      ...settleInvoices(paid, settled.currency, settled.appliedTo),
      ...currencyResult(subtract(value, carrying), books.currency, "realised"),
    ],
  });
}

/** A gain, or below zero a loss, against the currency conversion account. */
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
