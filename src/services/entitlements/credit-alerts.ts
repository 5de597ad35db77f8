import type { Account } from "../../account/account.ts";
import { creditBalance } from "../../credit/credit-book.ts";
import { compare, one } from "../../money/decimal.ts";
import { alertRulesOf } from "../../store/alert-rules.ts";
import type { Tx } from "../../store/tenant.ts";
import type { Instant } from "../../time/instant.ts";
import { keepAlert } from "./keep-alert.ts";

/** A step of an account: as it was, and as it is. */
export interface CreditStep {
  readonly at: Instant;
  readonly before: Account;
  readonly after: Account;
}

/** Whether a step moved credits that were there. */
export const movesCredits = (before: Account, after: Account): boolean =>
  before.credits !== null && after.credits !== null && before.credits.book !== after.credits.book;

/**
 * Keeps that credits fell below what their customers set, in the transaction that saves the accounts: each time that they do. The
 * window of such an alert is the moment.
 */
export async function keepLowCredits(tx: Tx, steps: readonly CreditStep[]): Promise<void> {
  const moved = steps.filter(({ before, after }) => movesCredits(before, after));
  if (moved.length === 0) return;
  const customers = [...new Set(moved.map(({ after }) => after.customer.id))];
  const rules = await alertRulesOf(tx, customers, ["credits"]);
  if (rules.length === 0) return;
  for (const { at, before, after } of moved)
    for (const { id, customer, bound } of rules) {
      if (bound.of !== "credits" || customer !== after.customer.id) continue;
      const { amount, currency } = bound;
      const left = ({ credits }: Account) =>
        credits === null ? undefined : creditBalance(credits.book, currency, at);
      const [was, is] = [left(before), left(after)];
      if (was === undefined || is === undefined) continue;
      if (compare(is, amount) >= 0 || compare(was, amount) < 0) continue;
      await keepAlert(tx, {
        ...{ customer, quota: `credits/${id}`, meter: null, firedAt: at, from: at, to: at },
        reached: {
          share: one,
          notify: ["customer"],
          alert: undefined,
          rule: id,
          suggest: undefined,
        },
        ...{ used: is, allowance: amount, currency },
      });
    }
}
