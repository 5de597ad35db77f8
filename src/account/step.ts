import { ok, type Result, refuse } from "../fault/fault.ts";
import type { Instant } from "../time/instant.ts";
import type { Account } from "./account.ts";
import { bill } from "./bill.ts";
import { change } from "./change.ts";
import type { ChangeFact } from "./change-fact.ts";
import { nextCutoff, nextDueGroup } from "./due.ts";
import type { CustomerFact, PurchaseFact } from "./fact.ts";
import type { Invoice } from "./invoice.ts";
import type { PriceBooks } from "./price-book.ts";
import { purchase } from "./purchase.ts";
import { noUsage, type UsageView } from "./usage-view.ts";

/** What an account is told, or that time has passed. */
export type Input =
  | { readonly kind: "purchase"; readonly fact: PurchaseFact; readonly knownSince: Instant }
  | { readonly kind: "change"; readonly fact: ChangeFact; readonly knownSince: Instant }
  | { readonly kind: "amend-customer"; readonly fact: CustomerFact }
  | { readonly kind: "tick"; readonly now: Instant };

/** The account after a step, what the step issued, and when the account next matters (undefined: never). */
export interface Stepped {
  readonly account: Account;
  readonly documents: readonly Invoice[];
  readonly nextDue: Instant | undefined;
}

/**
 * The account state machine: no I/O, no clock, same input, same output.
 *
 * A tick issues at most one invoice: the next that is due, if its cutoff is not after `now`. Whoever drives accounts
 * ticks each at its `nextDue`, in the order of (nextDue, customer id), and so numbers come out in order of issue.
 * Refusals leave the account as it was.
 */
export function step(
  account: Account,
  input: Input,
  books: PriceBooks,
  usage: UsageView = noUsage,
): Result<Stepped> {
  switch (input.kind) {
    case "purchase": {
      const bought = purchase(account, input.fact, input.knownSince, books);
      return bought.ok ? ok(settled(bought.value, [], books)) : bought;
    }
    case "change": {
      const changed = change(account, input.fact, input.knownSince, books);
      return changed.ok ? ok(settled(changed.value, [], books)) : changed;
    }
    case "amend-customer":
      return amend(account, input.fact, books);
    case "tick":
      return ok(tick(account, input.now, books, usage));
  }
}

const settled = (account: Account, documents: readonly Invoice[], books: PriceBooks): Stepped => ({
  account,
  documents,
  nextDue: nextCutoff(account, books),
});

function amend(account: Account, fact: CustomerFact, books: PriceBooks): Result<Stepped> {
  const bought = account.subscriptions.length + account.licences.length + account.sales.length > 0;
  if (bought && fact.timeZone !== account.customer.timeZone)
    return refuse({
      code: "time-zone-in-use",
      path: "/timeZone",
      message: "the time zone of a customer with purchases cannot change: its periods would shift",
      value: fact.timeZone,
    });
  return ok(settled({ ...account, customer: fact }, [], books));
}

function tick(account: Account, now: Instant, books: PriceBooks, usage: UsageView): Stepped {
  const group = nextDueGroup(account, books);
  if (group === undefined || group.cutoff > now) return settled(account, [], books);
  const { invoice, after } = bill(account, group, books, usage);
  return settled(after, invoice === undefined ? [] : [invoice], books);
}

/**
 * The invoice that the next tick would issue if no more usage came in: a draft, without a number.
 * Undefined when nothing is due before `until`.
 */
export function draftInvoice(
  account: Account,
  books: PriceBooks,
  usage: UsageView,
  until: Instant,
): Invoice | undefined {
  const group = nextDueGroup(account, books);
  if (group === undefined || group.dueAt > until) return undefined;
  const { invoice } = bill(account, group, books, usage);
  return invoice === undefined ? undefined : { ...invoice, status: "draft" };
}
