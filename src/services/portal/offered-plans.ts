import type { PhaseState, SubscriptionState } from "../../account/account.ts";
import { readmissionFaults } from "../../account/admission.ts";
import { localDay, phaseOn } from "../../account/changing.ts";
import { booksOf } from "../../account/customer-books.ts";
import type { SubscriptionFact } from "../../account/fact.ts";
import { lastPhase } from "../../account/phase.ts";
import { standingOn } from "../../account/standing.ts";
import { chargeSummaries, recurringPrices } from "../plan-prices.ts";
import type { BookParts } from "../report-parts.ts";
import type { PlanSummary } from "../reports.ts";
import { type HeldAccount, lookAtAccount } from "./held-plans.ts";
import type { PortalGuest } from "./portal-guest.ts";

/** A plan that a subscription may go to, at the prices that it would have there. */
export interface OfferedPlan extends Pick<PlanSummary, "id" | "name" | "prices" | "charges"> {
  /** Whether the subscription is on it. */
  readonly current: boolean;
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
  const { model } = last === undefined ? booksOf(books, customer).current : books.find(last.model);
  const current =
    subscription &&
    phaseOn(subscription, localDay({ account, subscription, books }, now)).fact.plan;
  const before = last?.fact ?? nothingYet;
  const isAdmitted = (plan: string): boolean =>
    readmissionFaults(before, { ...before, plan }, customer, model).length === 0;
  return Object.entries(model.plans)
    .filter(([id]) => id === current || (isOffered(id) && isAdmitted(id)))
    .map(([id, plan]) => {
      // Another plan keeps nothing that was agreed for this one.
      const agreed = id === before.plan ? before.agreed : undefined;
      return {
        id,
        name: plan.name,
        prices: recurringPrices(plan, agreed),
        charges: chargeSummaries(plan, model, agreed),
        current: id === current,
      };
    });
}

/** Whether its prices are not those of a version's plans. */
const isFixed = ({ fact, under }: PhaseState): boolean =>
  under !== undefined || fact.bundled !== undefined || fact.addon !== undefined;

/** Terms of who has none. */
const nothingYet: SubscriptionFact = { fact: "subscription", id: "", customer: "", start: "" };
