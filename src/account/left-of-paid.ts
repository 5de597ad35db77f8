import {
  add,
  type Decimal,
  decimalOf,
  equals,
  formatFixed,
  isZero,
  max,
  negate,
  subtract,
  sum,
  zero,
} from "../money/decimal.ts";
import type { Account } from "./account.ts";
import { creditedOf, leftOf } from "./credited.ts";
import type { DueItem } from "./due.ts";
import type { InvoiceLine } from "./invoice.ts";
import type { PricedLine } from "./line.ts";
import type { PriceBook } from "./price-book.ts";

/** Unused time of a paid period. */
export type UnusedTime = Extract<DueItem, { kind: "unused" }>;

/** The id of the line on the invoice of a place that a period was paid with: the whole, then what was left of it. */
export const paidLineId = ({ state, paid }: UnusedTime, place: number): string =>
  `${state.key}/base/${paid.index}${place === 0 ? "" : `/rest/${place}`}`;

/** Whether a line is one that the period was paid with. */
export const isPaidWith = (item: UnusedTime): ((line: string) => boolean) => {
  const id = paidLineId(item, 0);
  return (line) => line === id || line.startsWith(`${id}/rest/`);
};

/**
 * What is left of a paid period, before credits, after what was taken back of its lines: by hand or for bad service. A note
 * says what that came to after credits that nobody had paid for, so those that came back with it count beside it.
 */
export function leftOfPaid(
  item: UnusedTime,
  { notes, credits }: Pick<Account, "notes" | "credits">,
): Decimal {
  const isOwn = isPaidWith(item);
  const { invoices, net } = item.paid;
  const noted = sum(invoices.map((invoice) => creditedOf(notes, invoice, isOwn)));
  return leftOf(decimalOf(net), add(noted, freeCreditsBack(credits, invoices, isOwn)));
}

/** Whether a line charges for a period of a charge: when it closed, before that as use reached a threshold, or for late usage. */
export function isLineOfUse(
  phase: string,
  charge: string,
  period: number,
): (line: string) => boolean {
  const base = `${phase}/${charge}/${period}`;
  return (line) => line === base || line.startsWith(`${base}/`);
}

/**
 * What is left of the period of use that a line charges for; undefined where it is of none, or of one that late usage reaches no
 * more and that the account has forgotten.
 */
export function leftOfUsePeriod(
  { id, charge }: Pick<InvoiceLine, "id" | "charge">,
  account: Pick<Account, "notes" | "credits" | "subscriptions">,
): Decimal | undefined {
  if (charge === undefined) return undefined;
  for (const { phases } of account.subscriptions)
    for (const { key, billed } of phases) {
      if (!id.startsWith(`${key}/`)) continue;
      for (const { index, net } of billed[charge] ?? []) {
        const isOwn = isLineOfUse(key, charge, index);
        if (isOwn(id)) return leftOfUse(net, isOwn, account);
      }
    }
  return undefined;
}

/** A line below zero, cut down to an amount that may go back; undefined where that is nothing. */
export function upTo(
  most: Decimal,
  line: PricedLine,
  { minorUnits }: PriceBook,
): PricedLine | undefined {
  const net = max(line.net, negate(most));
  if (isZero(net)) return undefined;
  if (equals(net, line.net)) return line;
  const text = formatFixed(net, minorUnits);
  const cut = { ...line.line, gross: text, discounts: [], amount: text };
  return { ...line, line: cut, gross: net, net, joint: undefined };
}

/**
 * What is left of a period of use, before credits, that was billed at an amount, after what was taken back of its lines by hand:
 * those ids that a period has, on whichever invoice they stand.
 */
export function leftOfUse(
  net: string,
  isOwn: (line: string) => boolean,
  { notes, credits }: Pick<Account, "notes" | "credits">,
): Decimal {
  const invoices = Object.keys(notes?.credited ?? {});
  const noted = sum(invoices.map((invoice) => creditedOf(notes, invoice, isOwn)));
  return leftOf(decimalOf(net), add(noted, freeCreditsBack(credits, undefined, isOwn)));
}

function freeCreditsBack(
  credits: Account["credits"],
  invoices: readonly string[] | undefined,
  isOwn: (line: string) => boolean,
): Decimal {
  let back = zero;
  for (const { invoice, draws } of credits?.book.burns ?? []) {
    if (invoice === undefined || invoices?.includes(invoice) === false) continue;
    for (const { line, released } of draws)
      if (isOwn(line))
        back = add(back, subtract(decimalOf(released.amount), decimalOf(released.cost)));
  }
  return back;
}
