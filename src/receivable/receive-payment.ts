import { type Fault, ok, pathTo, type Result, refuse } from "../fault/fault.ts";
import { compare, type Decimal, sum, zero } from "../money/decimal.ts";
import { minorText } from "../money/minor-amount.ts";
import { automaticTargets, readTargets } from "./apply-balance.ts";
import { endCharge } from "./charge.ts";
import type { ReceivePayment, Transition } from "./command.ts";
import { readPositive } from "./item-amount.ts";
import { itemOf } from "./open-item.ts";
import { type PaymentReceived, type Receivables, statusOf } from "./receivables.ts";
import { alreadyRecorded, exceeds, wrongCurrency } from "./refusals.ts";
import { applyInOrder, settlementOf, type Target } from "./settle.ts";

/**
 * Receives money: it pays the named invoices in their order, then (unless told otherwise) the items due first, and the
 * rest stands on the credit balance.
 *
 * Refuses with `already-recorded` (its id, or the provider's id of it), `currency-mismatch`, `unknown-invoice`,
 * `invoice-written-off` (recover it, or take the write-off back), `applications-exceed-amount` or an amount's faults.
 * A named invoice that is paid already is no fault: the money came, so it is kept.
 */
export const receivePayment: Transition<ReceivePayment> = (state, command, at) => {
  const { id, currency, provider, receivedAt = at, rest = "oldest" } = command;
  if (isRecorded(state, command)) return refuse(alreadyRecorded("payment", id));
  if (currency !== state.currency) return refuse(wrongCurrency(state, currency));
  const amount = readPositive(command.amount, currency, "/amount");
  if (!amount.ok) return amount;
  const named = readNamed(state, command, amount.value);
  if (!named.ok) return named;

  const text = minorText(amount.value, currency);
  const payment: PaymentReceived = {
    kind: "payment",
    id,
    at: receivedAt,
    amount: text,
    method: command.method,
    ...(provider === undefined ? {} : { provider }),
    ...(command.providerId === undefined ? {} : { providerId: command.providerId }),
    ...(command.came === undefined ? {} : { came: command.came }),
    applications: [],
    unapplied: text,
    refunds: [],
    reversals: [],
    disputes: [],
  };
  const added = endCharge(
    { ...state, settlements: [...state.settlements, payment] },
    id,
    "paid",
    at,
  );
  const isNamed = (invoice: string) => named.value.some((one) => one.invoice === invoice);
  const others =
    rest === "oldest" ? automaticTargets(added).filter(({ invoice }) => !isNamed(invoice)) : [];
  const settled = applyInOrder(added, payment, [...named.value, ...others], receivedAt);
  return ok({
    state: settled.state,
    movements: [
      {
        kind: "payment",
        id,
        customer: state.customer,
        date: receivedAt,
        currency,
        amount: text,
        ...(provider === undefined ? {} : { provider }),
        ...(command.came === undefined ? {} : { money: command.came }),
        appliedTo: settled.applications,
      },
    ],
  });
};

/** The same payment told again, under its own id or the provider's. */
const isRecorded = (state: Receivables, { id, provider, providerId }: ReceivePayment): boolean =>
  settlementOf(state, "payment", id) !== undefined ||
  (providerId !== undefined &&
    state.settlements.some(
      (one) => one.kind === "payment" && one.provider === provider && one.providerId === providerId,
    ));

function readNamed(
  state: Receivables,
  { appliesTo = [], amount: stated }: ReceivePayment,
  amount: Decimal,
): Result<readonly Target[]> {
  const targets = readTargets(state, appliesTo, "/appliesTo");
  if (!targets.ok) return targets;
  const faults = appliesTo.flatMap(({ invoice }, index) => writtenOff(state, invoice, index));
  if (faults.length > 0) return { ok: false, faults };
  const wished = sum(targets.value.map(({ limit }) => limit ?? zero));
  if (compare(wished, amount) <= 0) return targets;
  return refuse(
    exceeds({
      code: "applications-exceed-amount",
      path: "/appliesTo",
      message: "what is applied is not more than the payment",
      value: minorText(wished, state.currency),
      most: stated,
    }),
  );
}

function writtenOff(state: Receivables, invoice: string, index: number): readonly Fault[] {
  const item = itemOf(state, invoice);
  if (item === undefined || statusOf(state, item) !== "written-off") return [];
  return [
    {
      code: "invoice-written-off",
      path: pathTo("/appliesTo", index, "invoice"),
      message: "nothing is open of an invoice that was written off",
      value: invoice,
      suggestion: "record a recovery, or take the write-off back first",
    },
  ];
}
