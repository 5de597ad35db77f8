import { type Fault, ok, pathTo, type Result, refuse } from "../fault/fault.ts";
import {
  compare,
  type Decimal,
  decimalOf,
  isNegative,
  negate,
  subtract,
  sum,
} from "../money/decimal.ts";
import { minorText, readMinorAmount } from "../money/minor-amount.ts";
import type { Instant } from "../time/instant.ts";
import { automaticTargets } from "./apply-balance.ts";
import type { AddCreditNote, Transition } from "./command.ts";
import { totalOf } from "./item-amount.ts";
import { itemOf } from "./open-item.ts";
import {
  type Application,
  type CreditNoteIssued,
  type PaymentReceived,
  type Receivables,
  settlementsOf,
} from "./receivables.ts";
import { alreadyRecorded, exceeds, wrongCurrency } from "./refusals.ts";
import {
  applyInOrder,
  mergeApplications,
  type SettlementKey,
  settlementOf,
  takeOver,
} from "./settle.ts";

/**
 * Adds a credit note. It settles what is open of the invoices it corrects; where those are paid, it stands in for the
 * payments (the last one first), whose money then is credit that a refund can give back; credit pays the items due
 * first unless told otherwise. No money moves and nothing is owed twice: the books see only what was open.
 *
 * Refuses with `already-recorded`, `currency-mismatch`, `credit-note-not-negative`, `credit-note-exceeds-invoice`, and
 * `invoice-written-off` where it would turn debt that was given up into credit.
 */
export const addCreditNote: Transition<AddCreditNote> = (state, command, at) => {
  const { number, currency, corrects = [], rest = "oldest" } = command;
  if (settlementOf(state, "credit-note", number) !== undefined)
    return refuse(alreadyRecorded("credit note", number, "/number"));
  if (currency !== state.currency) return refuse(wrongCurrency(state, currency));
  const total = readMinorAmount(command.total, currency, "/total");
  if (!total.ok) return total;
  if (!isNegative(total.value)) return refuse(notNegative(command.total));
  const amount = negate(total.value);
  const possible = checkCorrected(state, corrects, amount, command.total);
  if (!possible.ok) return possible;

  const text = minorText(amount, currency);
  const note: CreditNoteIssued = {
    kind: "credit-note",
    id: number,
    at,
    amount: text,
    applications: [],
    unapplied: text,
    corrects,
  };
  const added = { ...state, settlements: [...state.settlements, note] };
  const corrected = applyInOrder(
    added,
    note,
    corrects.map((invoice) => ({ invoice })),
    at,
  );
  const freed = standInForPayments(corrected.state, note);
  const settled = rest === "oldest" ? payOldest(freed.state, [note, ...freed.payments], at) : freed;
  const appliedTo = mergeApplications(
    [...corrected.applications, ...("applications" in settled ? settled.applications : [])],
    state,
  );
  return ok({
    state: settled.state,
    movements: [
      {
        kind: "credit-note",
        number,
        customer: state.customer,
        date: at,
        currency,
        total: text,
        appliedTo,
      },
    ],
  });
};

/** The payments of the corrected invoices make room for the note, the last one first. */
function standInForPayments(
  state: Receivables,
  note: CreditNoteIssued,
): { readonly state: Receivables; readonly payments: readonly Limited[] } {
  let now = state;
  const payments: Limited[] = [];
  for (const payment of paymentsOf(state, note.corrects).toReversed()) {
    const own = settlementOf(now, "credit-note", note.id);
    if (own === undefined) continue;
    const taken = takeOver(now, payment, note, decimalOf(own.unapplied), (invoice) =>
      note.corrects.includes(invoice),
    );
    now = taken.state;
    payments.push({ kind: "payment", id: payment.id, limit: taken.freed });
  }
  return { state: now, payments };
}

const paymentsOf = (state: Receivables, invoices: readonly string[]): readonly PaymentReceived[] =>
  state.settlements.filter(
    (one): one is PaymentReceived =>
      one.kind === "payment" && one.applications.some(({ invoice }) => invoices.includes(invoice)),
  );

/** A settlement of which only so much may be used; all where there is no limit. */
type Limited = SettlementKey & { readonly limit?: Decimal };

function payOldest(
  state: Receivables,
  sources: readonly Limited[],
  at: Instant,
): { readonly state: Receivables; readonly applications: readonly Application[] } {
  let now = state;
  const applications: Application[] = [];
  for (const source of sources) {
    let left = source.limit;
    for (const target of automaticTargets(now)) {
      const settled = applyInOrder(
        now,
        source,
        [left === undefined ? target : { ...target, limit: left }],
        at,
      );
      now = settled.state;
      applications.push(...settled.applications);
      if (left !== undefined) left = subtract(left, totalOf(settled.applications));
    }
  }
  return { state: now, applications };
}

/** Whether so much can be credited. Invoices that are forgotten by now are not checked. */
function checkCorrected(
  state: Receivables,
  corrects: readonly string[],
  amount: Decimal,
  stated: string,
): Result<undefined> {
  const items = corrects.flatMap((invoice) => itemOf(state, invoice) ?? []);
  if (corrects.length === 0 || items.length < corrects.length) return ok(undefined);
  const earlier = state.settlements.filter(
    (one): one is CreditNoteIssued =>
      one.kind === "credit-note" &&
      one.corrects.length > 0 &&
      one.corrects.every((invoice) => corrects.includes(invoice)),
  );
  const total = sum(items.map((item) => decimalOf(item.total)));
  const most = subtract(total, totalOf(earlier));
  if (compare(amount, most) > 0)
    return refuse(
      exceeds({
        code: "credit-note-exceeds-invoice",
        path: "/total",
        message: "a credit note takes back no more than the invoices it corrects",
        value: stated,
        most: minorText(most, state.currency),
      }),
    );
  if (compare(amount, subtract(most, writtenOffOf(state, corrects))) <= 0) return ok(undefined);
  return refuse(writtenOff(corrects.findIndex((invoice) => writtenOffInvoice(state, invoice))));
}

const writtenOffInvoice = (state: Receivables, invoice: string): boolean =>
  settlementsOf(state, invoice).some(({ kind }) => kind === "write-off");

const writtenOffOf = (state: Receivables, invoices: readonly string[]): Decimal =>
  totalOf(
    state.settlements
      .filter(({ kind }) => kind === "write-off")
      .flatMap(({ applications }) => applications)
      .filter(({ invoice }) => invoices.includes(invoice)),
  );

const writtenOff = (index: number): Fault => ({
  code: "invoice-written-off",
  path: pathTo("/corrects", Math.max(0, index)),
  message: "what was written off is not credited as well",
  suggestion: "take the write-off back first",
});

const notNegative = (total: string): Fault => ({
  code: "credit-note-not-negative",
  path: "/total",
  message: "a credit note's total is below zero",
  value: total,
});
