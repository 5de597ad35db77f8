import { assert, ok, type Result, refuse } from "../fault/fault.ts";
import type { CurrencyCode } from "../money/currency.ts";
import { compare, decimalOf, subtract } from "../money/decimal.ts";
import { minorText } from "../money/minor-amount.ts";
import type { LoseDispute, OpenDispute, Transition, WinDispute } from "./command.ts";
import { exchangedPart } from "./exchanged-part.ts";
import { readNonNegative, readPositive } from "./item-amount.ts";
import { reopenFor } from "./money-back.ts";
import type { PaymentDispute, PaymentReceived, Receivables } from "./receivables.ts";
import { alreadyRecorded, exceeds, unknownRecord } from "./refusals.ts";
import { refundable, settlementOf, withSettlement } from "./settle.ts";

/**
 * A payment is disputed: its invoices stay paid, its credit cannot be used as far as the dispute reaches, and it cannot
 * be refunded by as much. Refuses with `unknown-payment`, `already-recorded` or `dispute-exceeds-payment`.
 */
export const openDispute: Transition<OpenDispute> = (state, command, at) => {
  const { id, provider } = command;
  const payment = settlementOf(state, "payment", command.payment);
  if (payment === undefined) return refuse(unknownRecord("payment", command.payment, "/payment"));
  if (findDispute(state, id) !== undefined) return refuse(alreadyRecorded("dispute", id));
  const amount = readPositive(command.amount, state.currency, "/amount");
  if (!amount.ok) return amount;
  const fee = readFee(state, command.feeCurrency, command.fee, "/fee");
  if (!fee.ok) return fee;
  const most = refundable(payment);
  if (compare(amount.value, most) > 0)
    return refuse(
      exceeds({
        code: "dispute-exceeds-payment",
        path: "/amount",
        message: "a dispute is of at most what was paid and is neither back nor disputed yet",
        value: command.amount,
        most: minorText(most, state.currency),
      }),
    );
  const money = exchangedPart(payment, amount.value);
  const dispute: PaymentDispute = {
    id,
    amount: minorText(amount.value, state.currency),
    ...(money === undefined ? {} : { exchanged: money.amount }),
    provider,
    status: "open",
  };
  return ok({
    state: withDispute(state, payment, dispute),
    movements: [
      {
        kind: "dispute-opened",
        ...moneyOf(state, payment, dispute, at),
        payment: payment.id,
        ...fee.value.of,
        fee: fee.value.text,
      },
    ],
  });
};

/** A dispute ends for us: the money is ours again. Refuses with `unknown-dispute` or `dispute-ended`. */
export const winDispute: Transition<WinDispute> = (state, command, at) => {
  const { id, feeReturned, feeCurrency } = command;
  const open = openOne(state, id);
  if (!open.ok) return open;
  const fee = readFee(state, feeCurrency, feeReturned, "/feeReturned");
  if (!fee.ok) return fee;
  const { payment, dispute } = open.value;
  return ok({
    state: withDispute(state, payment, {
      ...dispute,
      status: "won",
    }),
    movements: [
      {
        kind: "dispute-won",
        ...moneyOf(state, payment, dispute, at),
        ...fee.value.of,
        feeReturned: fee.value.text,
      },
    ],
  });
};

/** A dispute ends against us: what it reaches of the payment is gone. Refuses with `unknown-dispute` or `dispute-ended`. */
export const loseDispute: Transition<LoseDispute> = (state, { id }, at) => {
  const open = openOne(state, id);
  if (!open.ok) return open;
  const { payment, dispute } = open.value;
  const amount = decimalOf(dispute.amount);
  const reopened = reopenFor(state, payment, amount, at);
  const left = settlementOf(reopened.state, "payment", payment.id);
  assert(left !== undefined, `there is a payment ${payment.id}`);
  const paidOut = {
    ...left,
    unapplied: minorText(subtract(decimalOf(left.unapplied), amount), state.currency),
  };
  return ok({
    state: withDispute(reopened.state, paidOut, { ...dispute, status: "lost" }),
    movements: [
      {
        kind: "dispute-lost",
        ...moneyOf(state, payment, dispute, at),
        reopens: reopened.applications,
      },
    ],
  });
};

/** A fee in the currency that it is said in; the customer's where none is. */
function readFee(
  state: Receivables,
  feeCurrency: CurrencyCode = state.currency,
  fee = "0",
  path: string,
): Result<{ readonly text: string; readonly of: { readonly feeCurrency?: CurrencyCode } }> {
  const read = readNonNegative(fee, feeCurrency, path);
  if (!read.ok) return read;
  const of = feeCurrency === state.currency ? {} : { feeCurrency };
  return ok({ text: minorText(read.value, feeCurrency), of });
}

interface Found {
  readonly payment: PaymentReceived;
  readonly dispute: PaymentDispute;
}

function findDispute(state: Receivables, id: string): Found | undefined {
  for (const payment of state.settlements) {
    if (payment.kind !== "payment") continue;
    const dispute = payment.disputes.find((one) => one.id === id);
    if (dispute !== undefined) return { payment, dispute };
  }
  return undefined;
}

function openOne(state: Receivables, id: string) {
  const found = findDispute(state, id);
  if (found === undefined) return refuse(unknownRecord("dispute", id, "/id"));
  const { status } = found.dispute;
  if (status === "open") return ok(found);
  return refuse({
    code: "dispute-ended",
    path: "/id",
    message: `this dispute is ${status} already`,
    value: id,
  });
}

const withDispute = (
  state: Receivables,
  payment: PaymentReceived,
  dispute: PaymentDispute,
): Receivables =>
  withSettlement(state, {
    ...payment,
    disputes: [...payment.disputes.filter(({ id }) => id !== dispute.id), dispute],
  });

const moneyOf = (
  { customer, currency }: Receivables,
  { came }: PaymentReceived,
  { id, amount, provider, exchanged }: PaymentDispute,
  date: number,
) => ({
  id,
  customer,
  date,
  currency,
  amount,
  ...(came === undefined || exchanged === undefined
    ? {}
    : { money: { currency: came.currency, amount: exchanged } }),
  provider,
});
