import type { Account } from "../account/account.ts";
import { accountZone, daysBefore, startOf } from "../account/contracts/contract-terms.ts";
import { contractViews } from "../account/contracts/contract-view.ts";
import { booksOf } from "../account/customer-books.ts";
import type { PriceBooks } from "../account/price-book.ts";
import { paidFrom, standingOn } from "../account/standing.ts";
import { isOpen } from "../credit/grant.ts";
import { DAY_MS, formatInstant, type Instant } from "../time/instant.ts";
import type { EventDraft } from "./event.ts";

/** How many days before something happens it is told of. */
export const daysAhead = { trial: 3, credits: 7, contract: 30 } as const;

/** Which moments are looked at: those that come to be so near after one instant and by another. */
export interface SoonLook {
  readonly after: Instant;
  readonly until: Instant;
}

/**
 * What an account comes to soon, once for each: the ends of free days and of credits, and renewals of contracts by the last day of their
 * notice. Nothing that is over by then, and nothing that was nearer than that when it was told.
 */
export function soonEvents(
  account: Account,
  books: PriceBooks,
  { after, until }: SoonLook,
): readonly EventDraft[] {
  const own = { account: account.customer.id, at: until } as const;
  const zone = accountZone(account, books.current);
  const isNear = (moment: Instant, days: number): boolean => {
    const toldAt = moment - days * DAY_MS;
    return after < toldAt && toldAt <= until && until < moment;
  };
  const trials = account.subscriptions.flatMap((subscription): readonly EventDraft[] => {
    const { fact, phases } = subscription;
    return phases.flatMap((phase) => {
      const day = paidFrom(phase);
      if (day === phase.fact.start || !isNear(startOf(zone, day), daysAhead.trial)) return [];
      if (standingOn(subscription, day) !== "active") return [];
      const { plan, addon } = phase.fact;
      const data = {
        subscription: fact.id,
        customer: fact.customer,
        ...(plan === undefined ? {} : { plan }),
        ...(addon === undefined ? {} : { addon }),
        paidFrom: day,
      };
      return [{ ...own, type: "subscription.trial_ends_soon", key: `${fact.id}@${day}`, data }];
    });
  });
  const grants = account.credits?.book.grants ?? [];
  const credits = grants.flatMap((grant): readonly EventDraft[] => {
    const { id, credit, currency, expiresAt, effectiveAt, remaining } = grant;
    if (expiresAt === null || effectiveAt > until || !isOpen(grant)) return [];
    if (!isNear(expiresAt, daysAhead.credits)) return [];
    const data = {
      grant: id,
      customer: account.customer.id,
      currency,
      ...(credit === undefined ? {} : { credit }),
      left: remaining.amount,
      expiresAt: formatInstant(expiresAt),
    };
    return [{ ...own, type: "credits.expire_soon", key: `${id}@${expiresAt}`, data }];
  });
  const views = contractViews(account, booksOf(books, account.customer), until);
  const contracts = views.flatMap((view): readonly EventDraft[] => {
    const { id, customer, number, name, renewsOn, noticeBy } = view;
    if (renewsOn === null || noticeBy === null) return [];
    // Notice can be given to the end of its last day.
    if (!isNear(startOf(zone, daysBefore(noticeBy, -1)), daysAhead.contract)) return [];
    const data = { contract: id, customer, number, name, renewsOn, noticeBy };
    return [{ ...own, type: "contract.renews_soon", key: `${id}@${renewsOn}`, data }];
  });
  return [...trials, ...credits, ...contracts];
}
