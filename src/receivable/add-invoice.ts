import { ok, refuse } from "../fault/fault.ts";
import { isNegative, negate } from "../money/decimal.ts";
import { minorText, readMinorAmount } from "../money/minor-amount.ts";
import { payFromBalance } from "./apply-balance.ts";
import type { AddInvoice, Transition } from "./command.ts";

import { dayOf, itemOf, newItem } from "./open-item.ts";
import type { CreditNoteIssued, Receivables } from "./receivables.ts";
import { alreadyRecorded, wrongCurrency } from "./refusals.ts";
import { settlementOf } from "./settle.ts";

/**
 * Adds an invoice to what is owed. Refuses with `already-recorded`, `currency-mismatch`, `due-before-issue` or an
 * amount's faults.
 *
 * An invoice below zero (late usage that turned out lower) gives money back: the amount moves from its own place on the
 * receivable to the credit balance.
 */
export const addInvoice: Transition<AddInvoice> = (state, command, at) => {
  const { invoice, id, issuedAt, dueAt, currency, feesOnly = false } = command;
  if (itemOf(state, invoice) !== undefined || settlementOf(state, "credit-note", invoice))
    return refuse(alreadyRecorded("invoice", invoice, "/invoice"));
  if (currency !== state.currency) return refuse(wrongCurrency(state, currency));
  if (dueAt < issuedAt)
    return refuse({
      code: "due-before-issue",
      path: "/dueAt",
      message: "an invoice is not due before it is issued",
      value: dueAt,
    });
  const total = readMinorAmount(command.total, currency, "/total");
  if (!total.ok) return total;
  if (isNegative(total.value)) {
    const amount = minorText(negate(total.value), currency);
    return ok({
      state: withCredit(state, invoice, amount, issuedAt),
      movements: [
        {
          kind: "reapplication",
          id: `credit/${invoice}`,
          customer: state.customer,
          date: at,
          currency,
          reopens: [{ invoice, amount }],
          appliedTo: [],
        },
      ],
    });
  }
  const item = newItem(
    { invoice, id, ...(feesOnly ? { feesOnly } : {}), issuedAt, dueAt },
    total.value,
    currency,
    dayOf(state, dueAt),
  );
  const added = { ...state, items: [...state.items, item] };
  return ok(
    command.applyBalance === true
      ? payFromBalance(added, `credit/${invoice}`, [{ invoice }], at)
      : { state: added, movements: [] },
  );
};

function withCredit(state: Receivables, number: string, amount: string, at: number): Receivables {
  const note: CreditNoteIssued = {
    kind: "credit-note",
    id: number,
    at,
    amount,
    applications: [],
    unapplied: amount,
    corrects: [],
  };
  return { ...state, settlements: [...state.settlements, note] };
}
