import { brokenInvariant as brokenCredits } from "../credit/broken-invariant.ts";
import { brokenInvariant as brokenReceivables } from "../receivable/broken-invariant.ts";
import type { Account, RedeemedCoupon, SubscriptionState } from "./account.ts";
import { brokenAddons } from "./addon-invariants.ts";
import { brokenContracts } from "./contracts/broken-contracts.ts";
import { brokenDocument } from "./document-invariants.ts";
import type { StepEffects } from "./step.ts";
import { brokenSubscription } from "./subscription-invariants.ts";

/**
 * What does not hold of a step that must, in one sentence; undefined where all is well. Only what the step changed is looked
 * at, as the rest held before it.
 */
export function brokenStep(
  before: Account,
  after: Account,
  { documents, movements, notices }: StepEffects,
): string | undefined {
  const { id } = before.customer;
  if (after.customer.id !== id) return `it became the account of ${after.customer.id}`;
  if (after.issued !== before.issued + documents.length) return "it miscounts its documents";
  if (after.moved !== before.moved + movements.length) return "it miscounts its movements";
  if (after.noticed !== before.noticed + notices.length) return "it miscounts its notices";
  for (const [place, document] of documents.entries()) {
    if (document.id !== `${id}:${before.issued + place + 1}`)
      return `document ${document.id} is out of its place`;
    const broken = brokenDocument(document);
    if (broken !== undefined) return `document ${document.id}: ${broken}`;
  }
  if ((after.lastIssued ?? 0) < (before.lastIssued ?? 0)) return "it issued before its last";
  return (
    brokenOf(before.subscriptions, after.subscriptions, brokenSubscriptions) ??
    brokenOf(before.contracts, after.contracts, () =>
      prefixed("contract", brokenContracts(after)[0]),
    ) ??
    brokenOf(before.credits?.book ?? null, after.credits?.book ?? null, (book) =>
      book === null ? undefined : prefixed("credits", brokenCredits(book)),
    ) ??
    brokenOf(before.receivables, after.receivables, (state) =>
      state === null ? undefined : prefixed("receivables", brokenReceivables(state)),
    ) ??
    (after.receivables !== null && after.awaited.length > 0
      ? "invoices await what is told already"
      : undefined)
  );
}

const brokenOf = <T>(
  before: T,
  after: T,
  look: (after: T, before: T) => string | undefined,
): string | undefined => (before === after ? undefined : look(after, before));

const prefixed = (of: string, broken: string | undefined): string | undefined =>
  broken === undefined ? undefined : `${of}: ${broken}`;

function brokenSubscriptions(
  after: readonly SubscriptionState[],
  before: readonly SubscriptionState[],
): string | undefined {
  const known = new Set(before);
  for (const one of after) {
    if (known.has(one)) continue;
    const [broken = brokenCoupons(one)] = brokenSubscription(one);
    if (broken !== undefined) return `subscription ${one.fact.id}: ${broken}`;
  }
  if (after.length < before.length) return "a subscription is gone";
  return brokenAddons(after)[0];
}

const brokenCoupons = ({ coupons = [] }: SubscriptionState): string | undefined =>
  coupons.map(brokenCoupon).find((broken) => broken !== undefined);

function brokenCoupon({ id, duration, uses, taken }: RedeemedCoupon): string | undefined {
  const most =
    duration.kind === "once"
      ? 1
      : duration.kind === "repeating" && duration.unit === "invoices"
        ? duration.count
        : Number.POSITIVE_INFINITY;
  if (uses > most) return `coupon ${id} is used ${uses} times and not ${most}`;
  if (taken.some(({ from, to }) => from >= to)) return `coupon ${id} is taken off no time`;
  return undefined;
}
