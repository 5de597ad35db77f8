import type { Account, PhaseState, SubscriptionState } from "../../account/account.ts";
import { localDay, phaseOn } from "../../account/changing.ts";
import { type SubscriptionTerms, termsOf } from "../../account/terms.ts";
import { accountStanding } from "../../store/accounts.ts";
import type { Instant } from "../../time/instant.ts";
import type { TenantModels } from "../model-library.ts";
import { recurringPrices } from "../plan-prices.ts";
import { type BookParts, reading } from "../report-parts.ts";
import type { SubscriptionDetail } from "../subscription-answers.ts";
import { subscriptionTerms } from "../subscription-report.ts";

/** A subscription that a customer has, and what it costs. */
export interface HeldPlan extends Omit<SubscriptionDetail, "addons" | "invoiced"> {
  /** How often its price is due; null where it has none. */
  readonly cadence: string | null;
  /** What the terms that hold cost each period before discounts, in words; null where that is more than a price list says. */
  readonly price: string | null;
}

/** A customer's account, and the versions that it buys from. */
export interface HeldAccount {
  readonly account: Account;
  /** The customer's own subscriptions, where the account is that of who pays for it. */
  readonly subscriptions: readonly SubscriptionState[];
  readonly models: TenantModels;
  readonly now: Instant;
}

/** Looks at the account in which a customer buys; undefined before anything can be bought. */
export const lookAtAccount = <T>(
  parts: BookParts,
  tenant: string,
  customer: string,
  look: (held: HeldAccount) => T,
): Promise<T | undefined> =>
  reading(parts, tenant, async (tx) => {
    const [models, standing] = await Promise.all([
      parts.library.of(tx),
      accountStanding(tx, customer),
    ]);
    if (models === undefined || standing === undefined) return undefined;
    const { account } = standing;
    const subscriptions = account.subscriptions.filter(({ fact }) => fact.customer === customer);
    return look({ account, subscriptions, models, now: parts.clock.now(tenant) });
  });

/** Some subscriptions of a customer by their ids, all from one look at its account. */
export async function heldPlans(
  parts: BookParts,
  tenant: string,
  customer: string,
  ids: ReadonlySet<string>,
): Promise<ReadonlyMap<string, HeldPlan>> {
  const plans = await lookAtAccount(parts, tenant, customer, (held) =>
    held.subscriptions
      .filter(({ fact }) => ids.has(fact.id))
      .map((one): [string, HeldPlan] => [one.fact.id, heldPlan(one, held)]),
  );
  return new Map(plans);
}

/** A subscription as the customer has it now: the terms that hold, or held last. */
export function heldPlan(
  subscription: SubscriptionState,
  { account, models, now }: Omit<HeldAccount, "subscriptions">,
): HeldPlan {
  const { books } = models;
  const phase = phaseOn(subscription, localDay({ account, subscription, books }, now));
  const terms = termsOf(phase, account.customer, books.find(phase.model));
  return {
    ...subscriptionTerms(account, subscription, models, now),
    cadence: terms.recurring?.cadence ?? phase.fact.cadence ?? null,
    price: priceOf(phase, terms),
  };
}

/** What a part of a bundle costs is the bundle's to say, and what a contract raises or caps is told by its invoices. */
function priceOf(
  { fact, under }: PhaseState,
  { recurring, plan, book }: SubscriptionTerms,
): string | null {
  if (recurring === undefined || fact.bundled !== undefined || under?.ceilings !== undefined)
    return null;
  const template = under && book.model.contracts?.[under.template];
  if (template?.escalator !== undefined) return null;
  return recurringPrices(plan, fact.agreed)[recurring.cadence] ?? null;
}

/** The meters that a customer's subscriptions are charged by, or were. */
export async function heldMeters(
  parts: BookParts,
  tenant: string,
  customer: string,
): Promise<ReadonlySet<string>> {
  const meters = await lookAtAccount(
    parts,
    tenant,
    customer,
    ({ account, subscriptions, models: { books } }) =>
      subscriptions
        .flatMap(({ phases }) => phases)
        .flatMap((phase) => termsOf(phase, account.customer, books.find(phase.model)).charges)
        .map(({ meterId }) => meterId),
  );
  return new Set(meters);
}
