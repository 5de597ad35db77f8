import type { Account, PhaseState, SubscriptionState } from "../account/account.ts";
import { dayStart, licenceTerm } from "../account/licence-term.ts";
import type { PriceBooks } from "../account/price-book.ts";
import { phaseServing } from "../account/standing.ts";
import { type Subscribed, subscribedId, subscribedOf } from "../account/subscribed.ts";
import { type SubscriptionTerms, termsOf, zoneOf } from "../account/terms.ts";
import { expectOk } from "../fault/fault.ts";
import type { ContractTemplate } from "../model/contract.ts";
import type { FeatureGrants } from "../model/feature.ts";
import type { Model } from "../model/model.ts";
import type { Vocabulary } from "../model/vocabulary.ts";
import { civilFromDays, formatCivilDate } from "../time/calendar.ts";
import type { Instant } from "../time/instant.ts";
import type { Schedule } from "../time/schedule.ts";
import { serviceDayAt } from "../time/zone.ts";
import { alertsOn } from "./alert-shares.ts";
import { chargeOfQuota, chargeQuotas } from "./charge-quota.ts";
import type { EntitlementSource } from "./entitlement-source.ts";
import type { GrantedQuota, HeldQuota } from "./granted-quota.ts";

type Grants = FeatureGrants<Vocabulary["features"]>;

/** Something in service that grants: what of, since when, and by which periods. */
export interface Granting {
  readonly source: EntitlementSource;
  readonly model: Model;
  readonly features: Grants;
  readonly quotas: readonly GrantedQuota[];
}

/** What serves a customer at an instant; contracts come first, each once, then what was bought first. */
export function grantingsAt(
  account: Account,
  customer: string,
  books: PriceBooks,
  at: Instant,
): readonly Granting[] {
  const zone = expectOk(zoneOf(account.customer, books.current));
  const day = formatCivilDate(civilFromDays(serviceDayAt(zone, at)));
  const phases = account.subscriptions
    .filter(({ fact }) => fact.customer === customer)
    .flatMap((subscription): readonly ServedPhase[] => {
      const phase = phaseServing(subscription, day);
      return phase === undefined ? [] : [servedPhase(account, subscription, phase, books)];
    });
  return [
    ...contractsOf(phases),
    ...phases.map((served) => ofPhase(account, served, plansOf(phases), books, at)),
    ...licencesAt(account, customer, books, at),
  ];
}

/** The plans in service, which add-ons and contracts are used with. */
const plansOf = (phases: readonly ServedPhase[]): readonly string[] =>
  phases.flatMap(({ phase: { fact } }) => fact.plan ?? []);

/** A phase in service, and what it is of. */
interface ServedPhase {
  readonly subscription: SubscriptionState;
  readonly phase: PhaseState;
  readonly terms: SubscriptionTerms;
  readonly subscribed: Subscribed;
}

function servedPhase(
  account: Account,
  subscription: SubscriptionState,
  phase: PhaseState,
  books: PriceBooks,
): ServedPhase {
  const book = books.find(phase.model);
  const subscribed = expectOk(subscribedOf(book.model, phase.fact));
  return { subscription, phase, subscribed, terms: termsOf(phase, account.customer, book) };
}

const scheduleOf = ({ recurring, zone, start }: SubscriptionTerms): Schedule =>
  recurring?.schedule ?? {
    cadence: { every: 1, unit: "month" },
    zone,
    start,
    alignment: "anniversary",
  };

const templateOf = ({ phase, terms }: ServedPhase): ContractTemplate | undefined =>
  phase.under === undefined ? undefined : terms.book.model.contracts?.[phase.under.template];

/** What contracts grant: each once, however much is bought under it. */
function contractsOf(phases: readonly ServedPhase[]): readonly Granting[] {
  const contracts = new Map<string, Granting>();
  for (const served of phases) {
    const template = templateOf(served);
    const id = served.phase.fact.contract ?? served.phase.under?.template ?? "";
    if (template === undefined || contracts.has(id)) continue;
    const { terms, phase } = served;
    const { model } = terms.book;
    const plans = plansOf(phases.filter((one) => one.phase.fact.contract === phase.fact.contract));
    const since = dayStart(terms.zone, phase.fact.start);
    contracts.set(id, {
      source: { kind: "contract", id },
      model,
      features: template.features ?? {},
      quotas: Object.entries(template.quotas ?? {}).map(([quotaId, quota]) => ({
        id: quotaId,
        quota,
        zone: terms.zone,
        schedule: scheduleOf(terms),
        since,
        alerts: alertsOn(model, { of: "quota", meter: quota.meter, plans }),
      })),
    });
  }
  return [...contracts.values()];
}

/** What a plan or add-on grants, or its trial while that lasts. */
function ofPhase(
  account: Account,
  served: ServedPhase,
  inService: readonly string[],
  books: PriceBooks,
  at: Instant,
): Granting {
  const { phase, terms, subscribed } = served;
  const { item } = subscribed;
  const { model } = terms.book;
  const plans = subscribed.kind === "plan" ? [subscribedId(phase.fact)] : inService;
  const trial = at < terms.startsAt ? (item.trial ?? { days: 0 }) : undefined;
  const stated = { ...item.quotas, ...trial?.quotas };
  const quotas = Object.entries(stated).map(([id, quota]): HeldQuota => {
    const alerts = alertsOn(model, { of: "quota", meter: quota.meter, plans });
    return { id, quota, schedule: scheduleOf(terms), alerts };
  });
  return {
    source: {
      kind: trial === undefined ? subscribed.kind : "trial",
      id: subscribedId(phase.fact),
    },
    model,
    features: { ...item.features, ...trial?.features },
    quotas: [...quotas, ...chargeQuotas(terms, phase.fact, plans)].map((one) => ({
      ...one,
      zone: terms.zone,
      since: heldSince(account, served, one.id, books),
    })),
  };
}

/** When the first of the adjoining phases began that have the quota. */
function heldSince(
  account: Account,
  { subscription, phase, terms }: ServedPhase,
  id: string,
  books: PriceBooks,
): Instant {
  let since = dayStart(terms.zone, phase.fact.start);
  let { start } = phase.fact;
  const earlier = subscription.phases.slice(0, subscription.phases.indexOf(phase)).reverse();
  for (const before of earlier) {
    if (before.fact.end !== start) break;
    const { item } = servedPhase(account, subscription, before, books).subscribed;
    if (item.quotas?.[id] === undefined && chargeOfQuota(item, id)?.included === undefined) break;
    since = dayStart(terms.zone, before.fact.start);
    ({ start } = before.fact);
  }
  return since;
}

/** What licences grant: for as long as the right to use lasts, whatever becomes of their maintenance. */
const licencesAt = (
  account: Account,
  customer: string,
  books: PriceBooks,
  at: Instant,
): readonly Granting[] =>
  account.licences
    .filter(({ fact }) => fact.customer === customer)
    .flatMap((state) => {
      const { model } = books.find(state.model);
      const { expiresAt, schedule } = licenceTerm(account, state, books);
      if (at < dayStart(schedule.zone, state.fact.start)) return [];
      if (expiresAt !== undefined && at >= expiresAt) return [];
      const features = model.licences?.[state.fact.licence]?.features ?? {};
      const source = { kind: "licence", id: state.fact.licence } as const;
      return [{ source, model, features, quotas: [] }];
    });
