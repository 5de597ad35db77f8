import { type Fault, ok, pathTo, type Result } from "../fault/fault.ts";
import { type Decimal, isPositive, subtract } from "../money/decimal.ts";
import type { Instant } from "../time/instant.ts";
import type { ApplyBalance, Moved, Transition } from "./command.ts";
import { readPositive, totalOf } from "./item-amount.ts";
import { itemOf, oldestFirst } from "./open-item.ts";
import type { Application, Receivables, Settlement } from "./receivables.ts";
import { unknownInvoice } from "./refusals.ts";
import { applyInOrder, availableCredit, mergeApplications, type Target } from "./settle.ts";

/**
 * Pays items from the credit balance, as far as either reaches; credit notes are used up before payments, the older
 * first. Refuses with `unknown-invoice` or an amount's faults. Nothing to apply is no fault: there are no movements then.
 */
export const applyBalance: Transition<ApplyBalance> = (state, { id, to }, at) => {
  const targets = to === undefined ? ok(automaticTargets(state)) : readTargets(state, to, "/to");
  return targets.ok ? ok(payFromBalance(state, id, targets.value, at)) : targets;
};

/** The items that money goes to when nobody says where: those due first, none that is contested. */
export const automaticTargets = (state: Receivables): readonly Target[] =>
  oldestFirst(state)
    .filter(({ dunning }) => dunning.contestedOn === null)
    .map(({ invoice }) => ({ invoice }));

/** Reads the invoices that a command names. */
export function readTargets(
  state: Receivables,
  named: readonly { readonly invoice: string; readonly amount?: string }[],
  path: string,
): Result<readonly Target[]> {
  const faults: Fault[] = [];
  const targets: Target[] = [];
  for (const [index, { invoice, amount }] of named.entries()) {
    const at = pathTo(path, index);
    if (itemOf(state, invoice) === undefined)
      faults.push(unknownInvoice(state, invoice, pathTo(at, "invoice")));
    const limit = amount === undefined ? undefined : readLimit(state, amount, pathTo(at, "amount"));
    if (limit !== undefined && !limit.ok) faults.push(...limit.faults);
    else targets.push(limit === undefined ? { invoice } : { invoice, limit: limit.value });
  }
  return faults.length === 0 ? ok(targets) : { ok: false, faults };
}

const readLimit = (state: Receivables, amount: string, path: string): Result<Decimal> =>
  readPositive(amount, state.currency, path);

/** Pays targets in their order out of whatever is on the credit balance: one movement an invoice. */
export function payFromBalance(
  state: Receivables,
  id: string,
  targets: readonly Target[],
  at: Instant,
): Moved {
  let now = state;
  const applied: Application[] = [];
  for (const target of targets) {
    let left = target.limit;
    for (const source of sourcesOf(now)) {
      const wish = left === undefined ? target : { ...target, limit: left };
      const settled = applyInOrder(now, source, [wish], at);
      now = settled.state;
      applied.push(...settled.applications);
      left = left === undefined ? undefined : subtract(left, totalOf(settled.applications));
    }
  }
  const { customer, currency } = state;
  return {
    state: now,
    movements: mergeApplications(applied, state).map(({ invoice, amount }) => ({
      kind: "credit-application",
      id: `${id}/${invoice}`,
      customer,
      date: at,
      currency,
      invoice,
      amount,
    })),
  };
}

/** What is on the credit balance, in the order in which it is used. */
export function sourcesOf(state: Receivables): readonly Settlement[] {
  const free = state.settlements.filter((one) => isPositive(availableCredit(one)));
  return [
    ...free.filter(({ kind }) => kind === "credit-note"),
    ...free.filter(({ kind }) => kind === "payment"),
  ];
}
