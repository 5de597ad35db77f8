import { assert } from "../fault/fault.ts";
import {
  add,
  compare,
  type Decimal,
  decimalOf,
  isPositive,
  isZero,
  max,
  min,
  negate,
  subtract,
  sum,
  zero,
} from "../money/decimal.ts";
import { minorText } from "../money/minor-amount.ts";
import type { Instant } from "../time/instant.ts";
import { totalOf } from "./item-amount.ts";
import { changeOpen, itemOf } from "./open-item.ts";
import type { Application, PaymentReceived, Receivables, Settlement } from "./receivables.ts";

/** Which settlement: ids are unique within a kind only. */
export type SettlementKey = Pick<Settlement, "kind" | "id">;

/** A wish to settle an invoice, up to `limit` where there is one. */
export interface Target {
  readonly invoice: string;
  readonly limit?: Decimal;
}

/** A state, and what was applied or reopened on the way to it. */
export interface Settled {
  readonly state: Receivables;
  readonly applications: readonly Application[];
}

/** The settlement of a kind and id. */
export function settlementOf<K extends Settlement["kind"]>(
  state: Receivables,
  kind: K,
  id: string,
): Extract<Settlement, { kind: K }> | undefined {
  return state.settlements.find(
    (one): one is Extract<Settlement, { kind: K }> => one.kind === kind && one.id === id,
  );
}

/** The state with one settlement in the place of the one of the same key. */
export const withSettlement = (state: Receivables, settlement: Settlement): Receivables => ({
  ...state,
  settlements: state.settlements.map((one) =>
    one.kind === settlement.kind && one.id === settlement.id ? settlement : one,
  ),
});

/** What has left a payment again: refunds, reversals and disputes lost. */
export const goneFrom = ({ refunds, reversals, disputes }: PaymentReceived): Decimal =>
  sum([
    totalOf(refunds),
    totalOf(reversals),
    totalOf(disputes.filter(({ status }) => status === "lost")),
  ]);

/** What of a payment may still be given back: what is neither gone nor in an open dispute. */
export const refundable = (payment: PaymentReceived): Decimal =>
  subtract(
    subtract(decimalOf(payment.amount), goneFrom(payment)),
    totalOf(payment.disputes.filter(({ status }) => status === "open")),
  );

/** What of a settlement's credit may be used: an open dispute holds a payment's back as far as it reaches. */
export const availableCredit = (settlement: Settlement): Decimal =>
  settlement.kind === "payment"
    ? max(zero, min(decimalOf(settlement.unapplied), refundable(settlement)))
    : decimalOf(settlement.unapplied);

/** What the customer has to its credit: everything unapplied, disputed money included. */
export const creditBalance = (state: Receivables): Decimal =>
  sum(state.settlements.map(({ unapplied }) => decimalOf(unapplied)));

/** Moves a part of a settlement's credit onto an invoice; more than there is of either is a bug. */
export function applyPart(
  state: Receivables,
  key: SettlementKey,
  invoice: string,
  amount: Decimal,
  at: Instant,
): Receivables {
  return changeOpen(movePart(state, key, invoice, amount), invoice, negate(amount), at);
}

/** Moves a part of a settlement from an invoice back to the credit: the invoice is owed again. */
export function releasePart(
  state: Receivables,
  key: SettlementKey,
  invoice: string,
  amount: Decimal,
  at: Instant,
): Receivables {
  return changeOpen(movePart(state, key, invoice, negate(amount)), invoice, amount, at);
}

/** Moves an amount within a settlement from its credit to an application, or back below zero. */
function movePart(
  state: Receivables,
  key: SettlementKey,
  invoice: string,
  amount: Decimal,
): Receivables {
  const settlement = settlementOf(state, key.kind, key.id);
  assert(settlement !== undefined, `there is a ${key.kind} ${key.id}`);
  const { currency } = state;
  const unapplied = subtract(decimalOf(settlement.unapplied), amount);
  assert(compare(unapplied, zero) >= 0, `${key.id} has the credit that it gives`);
  const before = settlement.applications.find((one) => one.invoice === invoice);
  const after = add(before === undefined ? zero : decimalOf(before.amount), amount);
  assert(compare(after, zero) >= 0, `${key.id} stands against ${invoice} with what it takes back`);
  const others = settlement.applications.filter((one) => one !== before);
  const applications = isZero(after)
    ? others
    : [...others, { invoice, amount: minorText(after, currency) }];
  return withSettlement(state, {
    ...settlement,
    applications,
    unapplied: minorText(unapplied, currency),
  });
}

/** Uses a settlement's free credit on targets in their order, each as far as it is open, until it is used up. */
export function applyInOrder(
  state: Receivables,
  key: SettlementKey,
  targets: readonly Target[],
  at: Instant,
): Settled {
  let now = state;
  const applications: Application[] = [];
  for (const { invoice, limit } of targets) {
    const settlement = settlementOf(now, key.kind, key.id);
    const item = itemOf(now, invoice);
    if (settlement === undefined || item === undefined) continue;
    const free = min(availableCredit(settlement), decimalOf(item.open));
    const amount = limit === undefined ? free : min(free, limit);
    if (!isPositive(amount)) continue;
    now = applyPart(now, key, invoice, amount, at);
    applications.push({ invoice, amount: minorText(amount, state.currency) });
  }
  return { state: now, applications: mergeApplications(applications, state) };
}

/** Takes a settlement off invoices, up to an amount: the named ones first in their order, then the last applied first. */
export function releaseInOrder(
  state: Receivables,
  key: SettlementKey,
  upTo: Decimal,
  named: readonly string[],
  at: Instant,
): Settled {
  let now = state;
  let left = upTo;
  const applications: Application[] = [];
  const all = settlementOf(state, key.kind, key.id)?.applications ?? [];
  const first = named.flatMap((invoice) => all.filter((one) => one.invoice === invoice));
  const rest = all.filter((one) => !first.includes(one)).toReversed();
  for (const application of [...first, ...rest]) {
    const amount = min(left, decimalOf(application.amount));
    if (!isPositive(amount)) break;
    now = releasePart(now, key, application.invoice, amount, at);
    left = subtract(left, amount);
    applications.push({
      invoice: application.invoice,
      amount: minorText(amount, state.currency),
    });
  }
  return { state: now, applications };
}

/**
 * Lets other credit stand in for a payment on the invoices that the payment paid, so that the payment's money is free to
 * go back: what is open stays as it is, and so does the credit balance. Gives what was freed.
 */
export function takeOver(
  state: Receivables,
  from: SettlementKey,
  by: SettlementKey,
  upTo: Decimal,
  invoices: (invoice: string) => boolean,
): { readonly state: Receivables; readonly freed: Decimal } {
  let now = state;
  let freed = zero;
  const applications = settlementOf(state, from.kind, from.id)?.applications ?? [];
  for (const { invoice, amount } of applications.toReversed()) {
    const source = settlementOf(now, by.kind, by.id);
    if (source === undefined || !invoices(invoice)) continue;
    const part = min(min(decimalOf(amount), availableCredit(source)), subtract(upTo, freed));
    if (!isPositive(part)) continue;
    now = movePart(movePart(now, from, invoice, negate(part)), by, invoice, part);
    freed = add(freed, part);
  }
  return { state: now, freed };
}

/** One application for each invoice, in the order of their first. */
export function mergeApplications(
  applications: readonly Application[],
  { currency }: Receivables,
): readonly Application[] {
  const merged = new Map<string, Decimal>();
  for (const { invoice, amount } of applications)
    merged.set(invoice, add(merged.get(invoice) ?? zero, decimalOf(amount)));
  return [...merged].map(([invoice, amount]) => ({
    invoice,
    amount: minorText(amount, currency),
  }));
}
