import { type Fault, ok, pathTo, refuse } from "../fault/fault.ts";
import { compare, type Decimal, decimalOf, subtract, sum, zero } from "../money/decimal.ts";
import { minorText } from "../money/minor-amount.ts";
import type { Reassign, Transition } from "./command.ts";
import { readApplications } from "./item-amount.ts";
import { itemOf } from "./open-item.ts";
import type { Application, Receivables, Settlement } from "./receivables.ts";
import { exceeds, unknownInvoice, unknownRecord } from "./refusals.ts";
import { applyPart, releasePart, settlementOf } from "./settle.ts";

type Part = { readonly invoice: string; readonly amount: Decimal };

/**
 * Corrects where money went: takes parts of a settlement off invoices and puts them on others; what is left over is
 * credit. Refuses with `unknown-payment` or `unknown-credit-note`, `unknown-invoice`, `invoice-named-twice`,
 * `reassigns-too-much` (more than stands there, than is open, or than was taken off) and `nothing-to-reassign`.
 */
export const reassign: Transition<Reassign> = (state, command, at) => {
  const { id, settlement: key } = command;
  const settlement = settlementOf(state, key.kind, key.id);
  if (settlement === undefined) return refuse(unknownRecord(key.kind, key.id, "/settlement/id"));
  const from = readApplications(command.from, state.currency, "/from");
  if (!from.ok) return from;
  const to = readApplications(command.to, state.currency, "/to");
  if (!to.ok) return to;
  if (from.value.length === 0)
    return refuse({
      code: "nothing-to-reassign",
      path: "/from",
      message: "say which invoices the money is taken off",
    });
  const faults = [
    ...overdrawn(state, settlement, from.value),
    ...overpaid(state, from.value, to.value),
  ];
  if (faults.length > 0) return { ok: false, faults };

  let now = state;
  for (const { invoice, amount } of from.value) now = releasePart(now, key, invoice, amount, at);
  for (const { invoice, amount } of to.value) now = applyPart(now, key, invoice, amount, at);
  const written = (parts: readonly Part[]): readonly Application[] =>
    parts.map(({ invoice, amount }) => ({ invoice, amount: minorText(amount, state.currency) }));
  return ok({
    state: now,
    movements: [
      {
        kind: "reapplication",
        id,
        customer: state.customer,
        date: at,
        currency: state.currency,
        reopens: written(from.value),
        appliedTo: written(to.value),
      },
    ],
  });
};

/** More than the settlement stands with against an invoice. */
const overdrawn = (
  { currency }: Receivables,
  { applications }: Settlement,
  from: readonly Part[],
): readonly Fault[] =>
  from.flatMap(({ invoice, amount }, index) => {
    const there = decimalOf(applications.find((one) => one.invoice === invoice)?.amount ?? "0");
    if (compare(amount, there) <= 0) return [];
    const path = pathTo("/from", index, "amount");
    const message = `so much of it does not stand against ${invoice}`;
    return [tooMuch(path, message, minorText(amount, currency), minorText(there, currency))];
  });

/** More than is open, once the parts are off, or more than was taken off. */
function overpaid(
  state: Receivables,
  from: readonly Part[],
  to: readonly Part[],
): readonly Fault[] {
  const { currency } = state;
  const taken = sum(from.map(({ amount }) => amount));
  const put = sum(to.map(({ amount }) => amount));
  const message = "no more is put on invoices than was taken off others";
  const all =
    compare(put, taken) <= 0
      ? []
      : [tooMuch("/to", message, minorText(put, currency), minorText(taken, currency))];
  const each = to.flatMap(({ invoice, amount }, index) => {
    const item = itemOf(state, invoice);
    if (item === undefined)
      return [unknownInvoice(state, invoice, pathTo("/to", index, "invoice"))];
    const freed = from.find((one) => one.invoice === invoice)?.amount ?? zero;
    const open = sum([decimalOf(item.open), freed]);
    if (compare(subtract(open, amount), zero) >= 0) return [];
    const path = pathTo("/to", index, "amount");
    const words = `so much is not open of ${invoice}`;
    return [tooMuch(path, words, minorText(amount, currency), minorText(open, currency))];
  });
  return [...all, ...each];
}

const tooMuch = (path: string, message: string, value: string, most: string): Fault =>
  exceeds({ code: "reassigns-too-much", path, message, value, most });
