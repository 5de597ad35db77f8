import { recurringFromModel } from "../credit/model-grant.ts";
import { moveRecurrenceEnds, type RecurrenceEnd } from "../credit/move-recurrence-ends.ts";
import { type RecurCommand, recurCredit } from "../credit/recur-credit.ts";
import type { RecurringGrant } from "../credit/recurring-grant.ts";
import { dayStart } from "../credit/told-credit.ts";
import { ok, type Result } from "../fault/fault.ts";
import { zero } from "../money/decimal.ts";
import { money } from "../money/money.ts";
import type { Instant } from "../time/instant.ts";
import type { Account, PhaseState, SubscriptionState } from "./account.ts";
import {
  type AccountCredits,
  type CreditsMoved,
  creditsOf,
  timeZoneOf,
  withBook,
} from "./account-credits.ts";
import { lastPhase } from "./phase.ts";
import { faultsAt, named, type PriceBooks } from "./price-book.ts";
import { type SubscriptionTerms, termsOf } from "./terms.ts";

/** A stretch of a subscription whose plan grants from a credit book throughout. */
interface GrantStretch {
  readonly subscription: SubscriptionState;
  readonly credit: string;
  readonly phase: PhaseState;
  readonly terms: SubscriptionTerms;
  /** Null while it goes on. */
  readonly endsAt: Instant | null;
}

/** The id of the recurring grant of a stretch; its grants count on from it. */
const ruleId = ({ phase, credit }: GrantStretch): string => `${phase.key}/${credit}`;

/**
 * The account with what the plans of its subscriptions grant: from the first paid day for as long as the plan is
 * served, over changes of terms that leave the grant, and no longer. To be called when subscriptions have changed.
 *
 * A credit book that is given once is given at the beginning of such a stretch. What a plan grants is in the plan's price,
 * so it costs nothing, whatever the book is sold for. Refuses with `amount-missing` where the book does not say what a
 * grant is worth, and `duplicate-grant`.
 */
export function grantWithPlans(
  account: Account,
  at: Instant,
  books: PriceBooks,
): Result<CreditsMoved> {
  const stretches = account.subscriptions.flatMap((one) => stretchesOf(account, one, books));
  if (stretches.length === 0 && account.credits === null) return ok({ account, movements: [] });
  const credits = creditsOf(account, books.current);
  const ends = endings(account, stretches, credits, books);
  const ended = moveRecurrenceEnds(credits.book, ends, at);
  if (!ended.ok) return ended;
  let { book } = ended.value;
  const movements = [...ended.value.movements];
  for (const stretch of stretches) {
    if (book.recurring.some(({ id }) => id === ruleId(stretch))) continue;
    const command = commandOf(account, stretch);
    const begun = command.ok ? recurCredit(book, command.value, at) : command;
    if (!begun.ok) return faultsAt(`/credits/${stretch.credit}`, begun);
    book = begun.value.book;
    movements.push(...begun.value.movements);
  }
  return ok({ account: withBook(account, book, credits), movements });
}

function stretchesOf(
  account: Account,
  subscription: SubscriptionState,
  books: PriceBooks,
): readonly GrantStretch[] {
  const stretches = new Map<string, GrantStretch>();
  let open: readonly GrantStretch[] = [];
  let servedTo: string | undefined;
  for (const phase of subscription.phases) {
    const { start, end } = phase.fact;
    if (end !== undefined && end <= start) continue;
    const terms = termsOf(phase, account.customer, books.find(phase.model));
    const before = servedTo === start ? open : [];
    const endsAt = terms.endsAt ?? null;
    open = (terms.plan.grants ?? []).map((credit) => ({
      ...(before.find((one) => one.credit === credit) ?? { subscription, credit, phase, terms }),
      endsAt,
    }));
    for (const one of open) stretches.set(ruleId(one), one);
    servedTo = end;
  }
  return [...stretches.values()];
}

/** The recurring grants whose end is another than it was, and that end. */
function endings(
  account: Account,
  stretches: readonly GrantStretch[],
  { book }: AccountCredits,
  books: PriceBooks,
): readonly RecurrenceEnd[] {
  return book.recurring.flatMap((rule) => {
    const { id, until } = rule;
    const owner = account.subscriptions.find(({ fact }) => fact.id === rule.subscription);
    if (owner === undefined) return [];
    const wanted = endOf(rule, owner, account, stretches, books);
    const endsAt = wanted === null ? (until ?? null) : Math.min(wanted, until ?? wanted);
    return endsAt === rule.endsAt ? [] : [{ recurring: id, endsAt: wanted }];
  });
}

function endOf(
  rule: RecurringGrant,
  owner: SubscriptionState,
  account: Account,
  stretches: readonly GrantStretch[],
  books: PriceBooks,
): Instant | null {
  const stretch = stretches.find((one) => ruleId(one) === rule.id);
  if (stretch !== undefined) return stretch.endsAt;
  // A change that would have begun it was undone before its day.
  if (isOfPlan(rule, owner)) return dayStart(timeZoneOf(account, books.current), rule.start);
  const last = lastPhase(owner);
  return termsOf(last, account.customer, books.find(last.model)).endsAt ?? null;
}

/** Whether a recurring grant came with a plan, and was not told beside it. */
const isOfPlan = (
  { id, terms: { credit } }: RecurringGrant,
  { fact }: SubscriptionState,
): boolean =>
  credit !== undefined &&
  id.endsWith(`/${credit}`) &&
  (id === `${fact.id}/${credit}` || id.startsWith(`${fact.id}~`));

function commandOf(
  account: Account,
  { subscription, credit: id, phase, terms, endsAt }: GrantStretch,
): Result<RecurCommand> {
  const { book } = terms;
  const found = named(book.model.credits, id, "credit", "/grants");
  if (!found.ok) return found;
  const credit = found.value;
  const { currency } = book.model;
  const timeZone = timeZoneOf(account, book);
  const request = {
    id: `${phase.key}/${id}`,
    currency,
    source: { kind: "subscription", id: subscription.fact.id },
    price: money(zero, currency),
    graceMs: book.servedGraceMs,
    from: terms.startsAt,
    subscription: subscription.fact.id,
    ...(phase.fact.alignment === undefined ? {} : { alignment: phase.fact.alignment }),
    ...(phase.anchor === null ? {} : { anchor: phase.anchor }),
  } as const;
  // What is given once is the first of something that ends with it.
  const once = credit.every === undefined ? ({ every: "monthly", count: 1 } as const) : {};
  const told = recurringFromModel({ id, credit: { ...credit, ...once } }, request, timeZone);
  return told.ok ? ok({ ...told.value, ...(endsAt === null ? {} : { endsAt }) }) : told;
}
