import type { PhaseState, SubscriptionState } from "../../account/account.ts";
import { readmissionFaults } from "../../account/admission.ts";
import { localDay, phaseOn } from "../../account/changing.ts";
import { booksOf } from "../../account/customer-books.ts";
import type { CustomerFact, SubscriptionFact } from "../../account/fact.ts";
import { lastPhase } from "../../account/phase.ts";
import type { PriceBook } from "../../account/price-book.ts";
import { standingOn } from "../../account/standing.ts";
import { compileTerms } from "../../account/terms.ts";
import type { Plan } from "../../model/plan.ts";
import type { CadenceName } from "../../time/cadence.ts";
import { chargeSummaries, recurringPrices } from "../plan-prices.ts";
import type { BookParts } from "../report-parts.ts";
import type { PlanSummary } from "../reports.ts";
import { type HeldAccount, lookAtAccount } from "./held-plans.ts";
import {
  type PlanDifferences,
  type PlanInclusions,
  planDifferences,
  planInclusions,
} from "./plan-inclusions.ts";
import type { PortalGuest } from "./portal-guest.ts";

/** A plan that a subscription may go to, at the prices that it would have there. */
export interface OfferedPlan
  extends Pick<PlanSummary, "id" | "name" | "prices" | "charges">,
    PlanInclusions {
  /** Whether the subscription is on it. */
  readonly current: boolean;
  /** Whether it can be gone to here: not where something of it has to be agreed with the seller first. */
  readonly open: boolean;
  /** The cadences of its price that can be chosen here. */
  readonly cadences: readonly CadenceName[];
  /** Free days for whoever begins with it; null where there are none, and for a subscription that has begun. */
  readonly trialDays: number | null;
  /** What would be otherwise than in the plan that the subscription is on; null for that plan, and without one. */
  readonly differences: PlanDifferences | null;
}

/**
 * The plans that a subscription may go to, and its own: those of the version and price list that a change keeps, as far as the seller
 * offers them and admits the customer. None where the terms are a contract's or a bundle's, which nobody changes alone. Without an
 * id those of the first plan that the customer has; without any, those that are sold to it now. Undefined where it has no such
 * subscription.
 */
export async function offeredPlans(
  parts: BookParts,
  { tenant, customer, settings }: Pick<PortalGuest, "tenant" | "customer" | "settings">,
  id?: string,
): Promise<readonly OfferedPlan[] | undefined> {
  const isOffered = (plan: string): boolean =>
    settings.plans === "all" || settings.plans.includes(plan);
  const offered = await lookAtAccount(parts, tenant, customer.id, (held) => {
    const subscription = id === undefined ? firstPlan(held) : named(held, id);
    if (id !== undefined && subscription === undefined) return undefined;
    return offeredTo(subscription, held, isOffered);
  });
  return offered ?? (id === undefined ? [] : undefined);
}

const named = ({ subscriptions }: HeldAccount, id: string): SubscriptionState | undefined =>
  subscriptions.find(({ fact }) => fact.id === id);

/** The first that is a plan, and not over. */
const firstPlan = ({ account, subscriptions, models, now }: HeldAccount) =>
  subscriptions.find((subscription) => {
    const { fact } = subscription;
    const today = localDay({ account, subscription, books: models.books }, now);
    return fact.addon === undefined && standingOn(subscription, today) !== "ended";
  });

/** The same of one subscription, or of a customer who has none. */
export function offeredTo(
  subscription: SubscriptionState | undefined,
  { account, models: { books }, now }: Omit<HeldAccount, "subscriptions">,
  isOffered: (plan: string) => boolean,
): readonly OfferedPlan[] {
  const last = subscription && lastPhase(subscription);
  if (last !== undefined && isFixed(last)) return [];
  const { customer } = account;
  const book = last === undefined ? booksOf(books, customer).current : books.find(last.model);
  const { model } = book;
  const current =
    subscription &&
    phaseOn(subscription, localDay({ account, subscription, books }, now)).fact.plan;
  const before = last?.fact ?? nothingYet;
  const isAdmitted = (plan: string): boolean =>
    readmissionFaults(before, { ...before, plan }, customer, model).length === 0;
  const shown = Object.entries(model.plans)
    .filter(([id]) => id === current || (isOffered(id) && isAdmitted(id)))
    .map(([id, plan]) => {
      // Another plan keeps nothing that was agreed for this one.
      const agreed = id === before.plan ? before.agreed : undefined;
      const cadences = openCadences(id, plan.prices, before, customer, book);
      return {
        id,
        name: plan.name,
        prices: recurringPrices(plan, agreed),
        charges: chargeSummaries(plan, model, agreed),
        ...planInclusions(id, plan, model),
        current: id === current,
        open: cadences.length > 0,
        cadences: cadences.filter((cadence) => cadence !== undefined),
        trialDays: last === undefined ? (plan.trial?.days ?? null) : null,
      };
    });
  const own = shown.find((plan) => plan.current);
  return shown.map((plan) => ({
    ...plan,
    differences: own === undefined || plan === own ? null : planDifferences(own, plan),
  }));
}

/**
 * The cadences of a plan whose terms are whole without a word of the seller's, undefined standing for a plan that has no recurring price.
 * Not one where a price is a range, a floor or negotiated and nothing was agreed, nor where a quantity has to be reserved.
 */
function openCadences(
  plan: string,
  prices: Plan["prices"],
  before: SubscriptionFact,
  customer: CustomerFact,
  book: PriceBook,
): readonly (CadenceName | undefined)[] {
  const { cadence: _, agreed: __, quantities: ___, ...kept } = before;
  const terms = plan === before.plan ? { ...before, plan } : { ...kept, plan };
  const stated = Object.keys(prices ?? {}) as CadenceName[];
  const isWhole = (cadence: CadenceName | undefined): boolean =>
    compileTerms(cadence === undefined ? terms : { ...terms, cadence }, customer, book).ok;
  return (stated.length === 0 ? [undefined] : stated).filter(isWhole);
}

/** Whether its prices are not those of a version's plans. */
const isFixed = ({ fact, under }: PhaseState): boolean =>
  under !== undefined || fact.bundled !== undefined || fact.addon !== undefined;

/** Terms of who has none. */
const nothingYet: SubscriptionFact = {
  fact: "subscription",
  id: "",
  customer: "",
  start: "1970-01-01",
};
