import type { Invoice } from "../../account/invoice.ts";
import { type Month, monthText } from "../../ledger/recognition/accounting-month.ts";
import { monthAt } from "../../metrics/calendar-month.ts";
import { type CurrencyCode, minorUnits } from "../../money/currency.ts";
import {
  add,
  compare,
  type Decimal,
  type DecimalText,
  decimalOf,
  formatFixed,
  isPositive,
  isZero,
  subtract,
  sum,
  zero,
} from "../../money/decimal.ts";
import { divide } from "../../money/rounding.ts";
import { parseInstant } from "../../time/instant.ts";
import type { Zone } from "../../time/zone.ts";

/** What was billed by both sets of prices, without tax. Amounts with all digits of the minor unit. */
export interface ComparedAmounts {
  readonly old: DecimalText;
  readonly new: DecimalText;
  readonly change: DecimalText;
  /** Change as a share of the old amount, six digits; null where that is nothing. */
  readonly share: DecimalText | null;
}

/** A month of a customer. */
export interface ComparedMonth extends ComparedAmounts {
  /** `2026-03`, of the day of issue. */
  readonly month: string;
}

/** A customer's bills under both sets of prices. */
export interface ComparedCustomer extends ComparedAmounts {
  readonly customer: string;
  readonly name: string;
  readonly currency: CurrencyCode;
  /** The month whose bill rises most; null where none does. */
  readonly worst: ComparedMonth | null;
  readonly months: readonly ComparedMonth[];
}

/** Bills of the same facts under old prices and new. */
export interface ComparedBills {
  readonly totals: readonly (ComparedAmounts & { readonly currency: CurrencyCode })[];
  /** The worst month of all in each currency: the bill that rises most, and whose it is. */
  readonly worst: readonly (ComparedMonth &
    Pick<ComparedCustomer, "customer" | "name" | "currency">)[];
  /** Pay less, pay more, pay the same. */
  readonly winners: number;
  readonly losers: number;
  readonly unchanged: number;
  /** By their change, the largest rise first; equal ones by id. */
  readonly customers: readonly ComparedCustomer[];
}

/** Compares what the same facts were billed under two sets of prices, customer by customer and month by month. Credit notes count below zero. */
export function compareBills(
  old: readonly Invoice[],
  after: readonly Invoice[],
  zone: Zone,
): ComparedBills {
  const bills = new Map<string, Bill>();
  for (const [side, invoices] of [
    ["old", old],
    ["new", after],
  ] as const)
    for (const invoice of invoices) enter(bills, side, invoice, zone);
  const customers = [...bills.values()]
    .map(comparedCustomer)
    .toSorted(
      (left, right) =>
        compare(decimalOf(right.change), decimalOf(left.change)) ||
        (left.customer < right.customer ? -1 : 1),
    );
  const currencies = [...new Set(customers.map(({ currency }) => currency))].toSorted();
  const changed = (sign: number): number =>
    customers.filter(({ change }) => Math.sign(compare(decimalOf(change), zero)) === sign).length;
  return {
    totals: currencies.map((currency) => {
      const own = customers.filter((one) => one.currency === currency);
      const total = (side: "old" | "new"): Decimal => sum(own.map((one) => decimalOf(one[side])));
      return { currency, ...amounts(total("old"), total("new"), currency) };
    }),
    worst: currencies.flatMap((currency) => worstOf(customers, currency)),
    winners: changed(-1),
    losers: changed(1),
    unchanged: changed(0),
    customers,
  };
}

/** The month that rises most among all customers of a currency, the first of equal ones; none where no bill rises. */
function worstOf(customers: readonly ComparedCustomer[], of: CurrencyCode): ComparedBills["worst"] {
  let most: ComparedBills["worst"][number] | undefined;
  for (const { customer, name, currency, worst } of customers) {
    if (currency !== of || worst === null) continue;
    if (most === undefined || compare(decimalOf(worst.change), decimalOf(most.change)) > 0)
      most = { customer, name, currency, ...worst };
  }
  return most === undefined ? [] : [most];
}

/** What a customer was billed in one currency, by month. */
interface Bill {
  readonly customer: string;
  readonly name: string;
  readonly currency: CurrencyCode;
  readonly months: Map<Month, Record<"old" | "new", Decimal>>;
}

function enter(
  bills: Map<string, Bill>,
  side: "old" | "new",
  { customer, customerName: name, currency, issuedAt, lines }: Invoice,
  zone: Zone,
): void {
  const issued = parseInstant(issuedAt, "/issuedAt");
  if (!issued.ok) throw new Error("broken invariant: an invoice has the instant of its issue");
  const month = monthAt(zone, issued.value);
  const key = `${currency} ${customer}`;
  const bill = bills.get(key) ?? { customer, name, currency, months: new Map() };
  bills.set(key, bill);
  const own = bill.months.get(month) ?? { old: zero, new: zero };
  bill.months.set(month, own);
  own[side] = add(own[side], sum(lines.map(({ amount }) => decimalOf(amount))));
}

function comparedCustomer({ customer, name, currency, months }: Bill): ComparedCustomer {
  const inOrder = [...months].toSorted(([left], [right]) => left - right);
  const compared = inOrder.map(([month, own]) => ({
    month: monthText(month),
    ...amounts(own.old, own.new, currency),
  }));
  const total = (side: "old" | "new"): Decimal => sum(inOrder.map(([, own]) => own[side]));
  const worst = compared.reduce<ComparedMonth | null>(
    (most, one) =>
      isPositive(decimalOf(one.change)) &&
      (most === null || compare(decimalOf(one.change), decimalOf(most.change)) > 0)
        ? one
        : most,
    null,
  );
  return {
    customer,
    name,
    currency,
    ...amounts(total("old"), total("new"), currency),
    worst,
    months: compared,
  };
}

const shareDigits = 6;

function amounts(old: Decimal, after: Decimal, currency: CurrencyCode): ComparedAmounts {
  const digits = minorUnits(currency);
  const change = subtract(after, old);
  return {
    old: formatFixed(old, digits),
    new: formatFixed(after, digits),
    change: formatFixed(change, digits),
    share: isZero(old) ? null : formatFixed(divide(change, old, shareDigits), shareDigits),
  };
}
