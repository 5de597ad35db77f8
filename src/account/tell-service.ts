import type { SlaClaimFact, UptimeFact } from "../credit/credit-fact.ts";
import { dayStart } from "../credit/told-credit.ts";
import { measuredPeriod, toldUptime } from "../credit/told-uptime.ts";
import { uptimeOf } from "../credit/uptime.ts";
import { ok, type Result } from "../fault/fault.ts";
import type { Instant } from "../time/instant.ts";
import type { Account } from "./account.ts";
import { timeZoneOf } from "./account-credits.ts";
import type { ToldUptime } from "./fact.ts";
import { named, type PriceBook, type PriceBooks } from "./price-book.ts";
import { noPromises } from "./promises.ts";
import { termsOf } from "./terms.ts";

/**
 * The account after it is told how service was, by a feed or by hand. Refuses with `unknown-sla`, and where the measurement
 * cannot be: `downtime-above-period`, `excluded-above-downtime`, `percent-out-of-range`.
 */
export function tellUptime(
  account: Account,
  fact: ToldUptime,
  at: Instant,
  book: PriceBook,
): Result<Account> {
  const checked = checkUptime(fact, book);
  if (!checked.ok) return checked;
  const { customer, everyone, ...measured } = fact;
  const own = everyone === true ? {} : { customer };
  const report = toldUptime({ ...measured, ...own }, timeZoneOf(account, book));
  const promises = account.promises ?? noPromises;
  const closed = closesAt(report.period.to, book);
  const { lookAt } = promises;
  return ok({
    ...account,
    promises: {
      ...promises,
      reports: [...promises.reports, report],
      lookAt: closed <= at ? lookAt : Math.min(closed, lookAt ?? closed),
    },
  });
}

/** When everything that a period is billed for is on its invoice, unless it comes late. */
export const closesAt = (to: Instant, { graceMs }: PriceBook): Instant => to + graceMs;

/** What is wrong with a measurement, whoever it is about. */
export function checkUptime(fact: UptimeFact, book: PriceBook): Result<unknown> {
  const sla = named(book.model.slas, fact.sla, "sla", "/sla");
  if (!sla.ok) return sla;
  return uptimeOf(toldUptime(fact, book.zone.id), sla.value.excluded);
}

/** The account after its customer asked for the credit of a breach. The first claim of a period counts. Refuses with `unknown-sla`. */
export function tellClaim(account: Account, fact: SlaClaimFact, book: PriceBook): Result<Account> {
  const sla = named(book.model.slas, fact.sla, "sla", "/sla");
  if (!sla.ok) return sla;
  const timeZone = timeZoneOf(account, book);
  const { from } = measuredPeriod(fact, timeZone);
  const promises = account.promises ?? noPromises;
  const claim = { sla: fact.sla, periodStart: from, at: dayStart(timeZone, fact.date) };
  return ok({ ...account, promises: { ...promises, claims: [...promises.claims, claim] } });
}

/** Whether a customer has, had or will have a plan with a promise: then a measurement of everyone's service is about it, too. */
export const isPromised = (account: Account, sla: string, books: PriceBooks): boolean =>
  account.subscriptions.some(({ phases }) =>
    phases.some(
      (phase) => termsOf(phase, account.customer, books.find(phase.model)).plan.sla === sla,
    ),
  );
