import { assert, type Fault, ok, refuse } from "../fault/fault.ts";
import {
  add,
  compare,
  type Decimal,
  decimalOf,
  isPositive,
  min,
  subtract,
} from "../money/decimal.ts";
import { minorText } from "../money/minor-amount.ts";
import type { Instant } from "../time/instant.ts";
import { sourcesOf } from "./apply-balance.ts";
import { endCharge } from "./charge.ts";
import type { RefundPayment, ReversePayment, Transition } from "./command.ts";
import { exchangedPart } from "./exchanged-part.ts";
import { readPositive, totalOf } from "./item-amount.ts";
import type { ForeignMoney, MoneyBack, PaymentReceived, Receivables } from "./receivables.ts";
import { alreadyRecorded, exceeds, unknownRecord } from "./refusals.ts";
import {
  refundable,
  releaseInOrder,
  type Settled,
  settlementOf,
  takeOver,
  withSettlement,
} from "./settle.ts";

/**
 * Refunds a payment, or a part of it. The money comes out of the payment's own credit, then out of any other credit of
 * the customer (a credit note of what it paid, say), which takes the payment's place on the invoices. Only what is still
 * missing owes invoices again, and only where `reopen` says so.
 *
 * Refuses with `unknown-payment`, `already-recorded`, `refund-exceeds-payment` (above what was paid and is neither back
 * nor disputed), `refund-needs-reopen` or an amount's faults.
 */
export const refund: Transition<RefundPayment> = (state, command, at) => {
  const { id, payment: paymentId, reopen } = command;
  const payment = settlementOf(state, "payment", paymentId);
  if (payment === undefined) return refuse(unknownRecord("payment", paymentId, "/payment"));
  if (hasLeft(state, id)) return refuse(alreadyRecorded("refund", id));
  const amount = readPositive(command.amount, state.currency, "/amount");
  if (!amount.ok) return amount;
  const most = refundable(payment);
  if (compare(amount.value, most) > 0) return refuse(refundExceeds(state, command.amount, most));
  const backed = takeBalance(state, payment, amount.value);
  const credit = ownCredit(backed, payment);
  const missing = subtract(amount.value, min(amount.value, credit));
  const within =
    reopen === "last" ? payment.applications.map(({ invoice }) => invoice) : (reopen ?? []);
  const possible = add(credit, appliedTo(backed, payment, within));
  if (compare(amount.value, possible) > 0)
    return refuse(needsReopen(state, command.amount, possible));
  const named = typeof reopen === "object" ? reopen : [];
  const reopened = releaseInOrder(backed, payment, missing, named, at);
  const money = exchangedPart(payment, amount.value);
  return ok({
    state: payOut(reopened.state, payment, "refunds", backOf(state, id, amount.value, money)),
    movements: [
      {
        kind: "refund",
        ...moneyBack(state, payment, id, amount.value, at),
        ...(money === undefined ? {} : { money }),
        reopens: reopened.applications,
      },
    ],
  });
};

/**
 * The bank takes a payment back: its own credit goes first, then what it paid last is owed again. A charge of ours that
 * the payment came from counts as returned, so collection goes on where it was.
 * Refuses with `unknown-payment`, `already-recorded` or `reversal-exceeds-payment`.
 */
export const reversePayment: Transition<ReversePayment> = (state, command, at) => {
  const { id, payment: paymentId, reason } = command;
  const payment = settlementOf(state, "payment", paymentId);
  if (payment === undefined) return refuse(unknownRecord("payment", paymentId, "/payment"));
  if (hasLeft(state, id)) return refuse(alreadyRecorded("reversal", id));
  const most = refundable(payment);
  const stated = command.amount ?? minorText(most, state.currency);
  const amount = readPositive(stated, state.currency, "/amount");
  if (!amount.ok) return amount;
  if (compare(amount.value, most) > 0) return refuse(reversalExceeds(state, stated, most));
  const reopened = reopenFor(state, payment, amount.value, at);
  const money = exchangedPart(payment, amount.value);
  const back = backOf(state, id, amount.value, money);
  const paidOut = payOut(reopened.state, payment, "reversals", back);
  return ok({
    state: endCharge(paidOut, payment.id, "returned", at),
    movements: [
      {
        kind: "payment-reversal",
        ...moneyBack(state, payment, id, amount.value, at),
        ...(money === undefined ? {} : { money }),
        reopens: reopened.applications,
        ...(reason === undefined ? {} : { reason }),
      },
    ],
  });
};

/** Frees so much of a payment: its credit first, then what it paid last. */
export function reopenFor(
  state: Receivables,
  payment: PaymentReceived,
  amount: Decimal,
  at: Instant,
): Settled {
  const missing = subtract(amount, min(amount, decimalOf(payment.unapplied)));
  return releaseInOrder(state, payment, missing, [], at);
}

/** Lets other credit take the payment's place, until the payment's own credit is the amount. */
function takeBalance(state: Receivables, payment: PaymentReceived, amount: Decimal): Receivables {
  let now = state;
  for (const source of sourcesOf(state)) {
    const missing = subtract(amount, ownCredit(now, payment));
    if (source.id === payment.id && source.kind === "payment") continue;
    if (isPositive(missing)) now = takeOver(now, payment, source, missing, () => true).state;
  }
  return now;
}

const ownCredit = (state: Receivables, { id }: PaymentReceived): Decimal =>
  decimalOf(settlementOf(state, "payment", id)?.unapplied ?? "0");

/** What a payment stands with against some invoices. */
const appliedTo = (
  state: Receivables,
  { id }: PaymentReceived,
  invoices: readonly string[],
): Decimal =>
  totalOf(
    (settlementOf(state, "payment", id)?.applications ?? []).filter(({ invoice }) =>
      invoices.includes(invoice),
    ),
  );

/** Takes an amount off a payment's credit for good. */
function payOut(
  state: Receivables,
  { id }: PaymentReceived,
  list: "refunds" | "reversals",
  back: MoneyBack,
): Receivables {
  const payment = settlementOf(state, "payment", id);
  assert(payment !== undefined, `there is a payment ${id}`);
  const left = subtract(decimalOf(payment.unapplied), decimalOf(back.amount));
  return withSettlement(state, {
    ...payment,
    unapplied: minorText(left, state.currency),
    [list]: [...payment[list], back],
  });
}

const backOf = (
  { currency }: Receivables,
  id: string,
  amount: Decimal,
  money: ForeignMoney | undefined,
): MoneyBack => ({
  id,
  amount: minorText(amount, currency),
  ...(money === undefined ? {} : { exchanged: money.amount }),
});

const moneyBack = (
  { customer, currency }: Receivables,
  { id: payment, provider }: PaymentReceived,
  id: string,
  amount: Decimal,
  date: Instant,
) => ({
  id,
  payment,
  customer,
  date,
  currency,
  amount: minorText(amount, currency),
  ...(provider === undefined ? {} : { provider }),
});

/** Whether a refund or reversal of this id is remembered. */
const hasLeft = (state: Receivables, id: string): boolean =>
  state.settlements.some(
    (one) =>
      one.kind === "payment" && [...one.refunds, ...one.reversals].some((back) => back.id === id),
  );

const refundExceeds = ({ currency }: Receivables, value: string, most: Decimal): Fault =>
  exceeds({
    code: "refund-exceeds-payment",
    path: "/amount",
    message: "a refund is at most what was paid and is neither given back nor disputed",
    value,
    most: minorText(most, currency),
  });

const reversalExceeds = ({ currency }: Receivables, value: string, most: Decimal): Fault =>
  exceeds({
    code: "reversal-exceeds-payment",
    path: "/amount",
    message: "a bank takes back at most what was paid and is neither given back nor disputed",
    value,
    most: minorText(most, currency),
  });

const needsReopen = ({ currency }: Receivables, value: string, most: Decimal): Fault => ({
  code: "refund-needs-reopen",
  path: "/reopen",
  message: `without owing an invoice again, ${minorText(most, currency)} can be refunded`,
  value,
  suggestion: 'issue a credit note first, or say which invoices are owed again, or "last"',
});
