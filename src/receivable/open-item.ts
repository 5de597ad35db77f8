import { assert, expectOk } from "../fault/fault.ts";
import type { CurrencyCode } from "../money/currency.ts";
import {
  add,
  compare,
  type Decimal,
  decimal,
  decimalOf,
  format,
  isNegative,
  isZero,
  multiply,
} from "../money/decimal.ts";
import { minorText } from "../money/minor-amount.ts";
import type { Instant } from "../time/instant.ts";
import { findZone, serviceDayAt, type Zone } from "../time/zone.ts";

import type { OpenItem, Receivables } from "./receivables.ts";

/** The zone whose local days count for the customer. */
export const zoneOf = (state: Receivables): Zone => expectOk(findZone(state.timeZone));

/** The local day of a moment, 1970-01-01 being 0. */
export const dayOf = (state: Receivables, at: Instant): number => serviceDayAt(zoneOf(state), at);

/** The item of an invoice's number. */
export const itemOf = (state: Receivables, invoice: string): OpenItem | undefined =>
  state.items.find((item) => item.invoice === invoice);

/** The state with one item in the place of the one of the same number. */
export const withItem = (state: Receivables, item: OpenItem): Receivables => ({
  ...state,
  items: state.items.map((one) => (one.invoice === item.invoice ? item : one)),
});

/**
 * The item with its overdue amounts counted up to a day: what was open on it times the days since the due day. A day
 * that is counted already changes nothing, so a payment that is told late is counted from the day we last looked.
 */
export function countOverdue(item: OpenItem, day: number, dueDay: number): OpenItem {
  const from = Math.max(item.overdue.countedTo, dueDay);
  if (day <= from) return item;
  const more = multiply(decimalOf(item.open), decimal(day - from));
  const amountDays = format(add(decimalOf(item.overdue.amountDays), more));
  return { ...item, overdue: { amountDays, countedTo: day } };
}

/**
 * The state with so much more (or, below zero, less) owed on an invoice.
 */
export function changeOpen(
  state: Receivables,
  invoice: string,
  by: Decimal,
  at: Instant,
): Receivables {
  const item = itemOf(state, invoice);
  assert(item !== undefined, `${invoice} is an item of ${state.customer}`);
  const day = dayOf(state, at);
  const open = add(decimalOf(item.open), by);
  assert(!isNegative(open), `${invoice} is not settled beyond its amount`);
  assert(compare(open, decimalOf(item.total)) <= 0, `${invoice} is not owed beyond its amount`);
  const counted = countOverdue(item, day, dayOf(state, item.dueAt));
  const closes = isZero(open);
  return withItem(state, {
    ...counted,
    open: minorText(open, state.currency),
    closedAt: closes ? (item.closedAt ?? at) : null,
  });
}

/** A new item, nothing of it settled. `total` is zero or more; one of zero is closed at once. */
export function newItem(
  invoice: Pick<OpenItem, "invoice" | "id" | "feesOnly" | "issuedAt" | "dueAt">,
  total: Decimal,
  currency: CurrencyCode,
  dueDay: number,
): OpenItem {
  const text = minorText(total, currency);
  return {
    ...invoice,
    total: text,
    open: text,
    forgotten: minorText(decimal(0), currency),
    closedAt: isZero(total) ? invoice.issuedAt : null,
    overdue: { amountDays: "0", countedTo: dueDay },
    dunning: {
      taken: [],
      pausedDays: 0,
      countedTo: dueDay,
      promisedUntil: null,
      contestedOn: null,
    },
    charges: [],
  };
}

/** Items on which something is owed, the one due first in front; among equals in the order in which they came. */
export const oldestFirst = (state: Receivables): readonly OpenItem[] =>
  state.items
    .filter(({ closedAt }) => closedAt === null)
    .toSorted((left, right) => left.dueAt - right.dueAt);
