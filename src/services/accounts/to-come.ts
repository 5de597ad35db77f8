import type { Account, SubscriptionState } from "../../account/account.ts";
import { contractViews } from "../../account/contracts/contract-view.ts";
import { booksOf } from "../../account/customer-books.ts";
import { paidFrom } from "../../account/standing.ts";
import { subscribedId, subscribedName } from "../../account/subscribed.ts";
import { zoneOf } from "../../account/terms.ts";
import { isOpen } from "../../credit/grant.ts";
import { nextRecurrence } from "../../credit/recurring-grant.ts";
import { expectOk } from "../../fault/fault.ts";
import { nextSteps } from "../../receivable/dunning.ts";
import { parseCivilDate } from "../../time/calendar.ts";
import { formatInstant, type Instant } from "../../time/instant.ts";
import { startOfDay, startOfDayNumber, type Zone } from "../../time/zone.ts";
import type { TenantModels } from "../model-library.ts";
import { newest } from "../report-parts.ts";
import { tellableInvoice } from "../tellable-invoice.ts";
import { grantName } from "./credit-holdings.ts";
import { type MomentDraft, newTerms } from "./moment.ts";
import { owingOf } from "./open-items.ts";

/** Moments that one answer holds at most. */
const listed = 100;

/** A moment to come, and when. */
interface Coming extends Omit<MomentDraft, "at" | "id"> {
  readonly when: Instant;
}

/** What an account will come to by itself, as far as one can tell now; the next first. */
export function toCome(
  account: Account,
  parked: boolean,
  models: TenantModels,
  now: Instant,
): readonly MomentDraft[] {
  const zone = expectOk(zoneOf(account.customer, models.books.current));
  const coming = [
    ...account.subscriptions.flatMap((one) => subscriptionMoments(one, zone, models)),
    ...contractMoments(account, zone, models, now),
    ...receivableMoments(account, models, now),
    ...creditMoments(account, models),
    // Last, so that at one moment it comes after what it charges for.
    ...(parked ? [] : nextInvoice(account, models)),
  ];
  return coming
    .filter(({ when }) => when > now)
    .toSorted((left, right) => left.when - right.when)
    .slice(0, listed)
    .map(({ when, ...rest }, place) => ({
      ...rest,
      id: `to-come/${rest.kind}/${rest.about ?? rest.invoiceId ?? place}`,
      at: formatInstant(when),
    }));
}

function nextInvoice(account: Account, { books }: TenantModels): readonly Coming[] {
  const group = tellableInvoice(account, books);
  if (group === undefined) return [];
  return [{ when: group.cutoff, group: "document", kind: "next-invoice" }];
}

/** Its start, the end of its free days, changes that were told, and the end that its terms have. */
function subscriptionMoments(
  { fact, phases, changes }: SubscriptionState,
  zone: Zone,
  models: TenantModels,
): readonly Coming[] {
  const [first] = phases;
  const last = phases.at(-1);
  if (first === undefined || last === undefined) return [];
  const dayStart = (day: string): Instant => startOfDay(zone, expectOk(parseCivilDate(day)));
  const name = (terms: typeof fact): string =>
    newest(models, (model) => subscribedName(model, terms)) ?? subscribedId(terms);
  const about = { group: "subscription", about: fact.id, name: name(last.fact) } as const;
  const known = changes.filter(({ undone }) => !undone);
  const paid = paidFrom(first);
  const { end } = last.fact;
  return [
    {
      ...about,
      name: name(first.fact),
      when: dayStart(first.fact.start),
      kind: "subscription-start",
    },
    ...(paid === first.fact.start
      ? []
      : [{ ...about, when: dayStart(paid), kind: "trial-end" } as const]),
    ...known.map((change) => ({
      ...about,
      when: dayStart(change.day),
      kind: change.fact.fact,
      note: change.fact.fact === "change" ? newTerms(change.fact) : null,
      ...(change.fact.fact === "change" && change.fact.plan !== undefined
        ? { name: name({ ...fact, plan: change.fact.plan }) }
        : {}),
    })),
    ...(end === undefined || known.some(({ day }) => day === end)
      ? []
      : [{ ...about, when: dayStart(end), kind: "subscription-end" } as const]),
  ];
}

/** Terms that begin and end, the last days for notice, prices that rise, and periods of commitments that end. */
const contractMoments = (
  account: Account,
  zone: Zone,
  { books }: TenantModels,
  now: Instant,
): readonly Coming[] =>
  contractViews(account, booksOf(books, account.customer), now).flatMap(
    ({ id, name, number, dates }) =>
      dates.map(
        ({ kind, on, amount, note }): Coming => ({
          group: "subscription",
          kind,
          about: id,
          name: `${name} ${number}`,
          amount,
          currency:
            amount === null ? null : booksOf(books, account.customer).current.model.currency,
          note,
          when: startOfDay(zone, expectOk(parseCivilDate(on))),
        }),
      ),
  );

/** Invoices that fall due, promises that end, steps of dunning. */
function receivableMoments(
  account: Account,
  { books }: TenantModels,
  now: Instant,
): readonly Coming[] {
  const { state, policy } = owingOf(account, books.current);
  const zone = expectOk(zoneOf(account.customer, books.current));
  const steps = policy === undefined ? new Map<string, never>() : nextSteps(state, policy);
  return state.items
    .filter(({ closedAt }) => closedAt === null)
    .flatMap(({ id, invoice, open, dueAt, dunning: { promisedUntil } }): readonly Coming[] => {
      const about = { invoiceId: id, amount: open, currency: state.currency };
      const step = steps.get(invoice);
      return [
        { ...about, group: "document", kind: "invoice-due", when: dueAt },
        ...(promisedUntil === null
          ? []
          : [
              {
                ...about,
                group: "payment",
                kind: "promise-end",
                when: startOfDayNumber(zone, promisedUntil + 1),
              } as const,
            ]),
        ...(step === undefined
          ? []
          : [
              {
                ...about,
                group: "dunning",
                kind: "dunning-step",
                note: step.step.action,
                // A step that is due is taken as soon as the account is billed again.
                when: Math.max(step.at, now + 1),
              } as const,
            ]),
      ];
    });
}

/** Grants that expire, and grants that come again. */
function creditMoments({ credits }: Account, models: TenantModels): readonly Coming[] {
  if (credits === null) return [];
  const { grants, recurring, timeZone } = credits.book;
  return [
    ...grants.flatMap((grant): readonly Coming[] =>
      grant.expiresAt === null || !isOpen(grant)
        ? []
        : [
            {
              group: "credit",
              kind: "grant-expiry",
              about: grant.id,
              name: grantName(grant, models),
              amount: grant.remaining.amount,
              currency: grant.currency,
              when: grant.expiresAt,
            },
          ],
    ),
    ...recurring.flatMap((rule): readonly Coming[] => {
      const next = nextRecurrence(rule, timeZone);
      if (next === undefined) return [];
      const { amount, currency } = rule.terms;
      const name = grantName(rule.terms, models);
      return [
        {
          group: "credit",
          kind: "grant-recurrence",
          about: rule.id,
          name,
          amount,
          currency,
          when: next.from,
        },
      ];
    }),
  ];
}
