import { assert, type Fault, faultsOf } from "../fault/fault.ts";
import { factId } from "../model/fact-text.ts";
import { readShape } from "../model/shape.ts";
import { formatInstant, type Instant } from "../time/instant.ts";
import type { Account, SubscriptionState } from "./account.ts";
import { change } from "./change.ts";
import type { TermsChange } from "./change-fact.ts";
import { isActive, localDay, phaseOn } from "./changing.ts";
import { booksOf } from "./customer-books.ts";
import type { SubscriptionFact } from "./fact.ts";
import { lastPhase } from "./phase.ts";
import type { PriceBooks } from "./price-book.ts";
import { isServing, standingOn } from "./standing.ts";
import { subscribedId } from "./subscribed.ts";

/** Which subscriptions move to a new model version, and when. */
export interface MigrationRequest {
  /** The caller's own name of it: its changes are `<id>/<subscription>`, so that a batch may be repeated. */
  readonly id: string;
  /** `id@version` they are on, and the one they are to move to. */
  readonly from: string;
  readonly to: string;
  /** Plans and add-ons whose subscriptions move; all where absent. */
  readonly plans?: readonly string[];
  /** Default `period-end`: nobody is prorated. */
  readonly when?: "now" | "period-end";
  /** When the changes become known. UTC. */
  readonly now: Instant;
}

/** Why a subscription stays where it is; `pending`: a change to come stands in the way; `refused`: see its faults. */
export type StayReason = "ended" | "paused" | "pending" | "already-moved" | "refused";

/** What becomes of one subscription on the old version. */
export type MigrationStep =
  | {
      readonly kind: "move";
      readonly fact: TermsChange;
      /** First local day on the new version. */
      readonly day: string;
      /** The terms from that day on. */
      readonly terms: SubscriptionFact;
    }
  | {
      readonly kind: "stay";
      readonly customer: string;
      readonly subscription: string;
      readonly reason: StayReason;
      readonly faults: readonly Fault[];
    };

/**
 * The changes that move subscriptions to a new model version, without making them: a preview, or the facts of a batch. They
 * come in the order of the accounts, and have the same ids however often they are asked for, so a batch may be repeated.
 * Who buys from a price list moves to that list of the new version. Subscriptions that were never on the old version, and those to other plans, are not mentioned.
 */
export function* migrationPlan(
  accounts: Iterable<Account>,
  request: MigrationRequest,
  everyBooks: PriceBooks,
): Generator<MigrationStep> {
  for (const start of accounts) {
    const books = booksOf(everyBooks, start.customer);
    let account = start;
    for (const { fact } of start.subscriptions) {
      const subscription = account.subscriptions.find((one) => one.fact.id === fact.id);
      if (subscription === undefined || !concerned(account, subscription, request, books)) continue;
      const move = moveOf(subscription, request);
      const unnamed = faultsIn(move.id);
      const reason =
        unnamed.length > 0 ? "refused" : stayReason(account, subscription, request, books);
      const moved = reason === undefined ? change(account, move, request.now, books) : undefined;
      if (moved?.ok === true) {
        account = moved.value;
        yield moveIn(account, move);
      } else
        yield stay(subscription, reason ?? "refused", [
          ...unnamed,
          ...(moved === undefined ? [] : faultsOf(moved)),
        ]);
    }
  }
}

/** The names of the migration and of the subscription are one id together, which may be too long. */
const faultsIn = (id: string): readonly Fault[] =>
  readShape(factId, id).faults.map((fault) => ({ ...fault, path: "/id" }));

function moveIn({ subscriptions }: Account, fact: TermsChange): MigrationStep {
  const moved = subscriptions.find((one) => one.fact.id === fact.subscription);
  const day = moved?.changes.find((one) => one.fact.id === fact.id)?.day;
  assert(moved !== undefined && day !== undefined, "what was changed is on the account");
  return { kind: "move", fact, day, terms: phaseOn(moved, day).fact };
}

const stay = (
  { fact: { customer, id } }: SubscriptionState,
  reason: StayReason,
  faults: readonly Fault[],
): MigrationStep => ({ kind: "stay", customer, subscription: id, reason, faults });

const moveOf = (
  { fact: { id, customer } }: SubscriptionState,
  { id: migration, to, when = "period-end", now }: MigrationRequest,
): TermsChange => ({
  fact: "change",
  id: `${migration}/${id}`,
  customer,
  subscription: id,
  recordedAt: formatInstant(now),
  when,
  model: to,
});

/** Whether it is, or was, on the old version with one of the plans. */
function concerned(
  account: Account,
  subscription: SubscriptionState,
  { from, plans, now }: MigrationRequest,
  books: PriceBooks,
): boolean {
  const current = phaseOn(subscription, localDay({ account, subscription, books }, now));
  const ofPlan = plans === undefined || plans.includes(subscribedId(current.fact));
  return ofPlan && subscription.phases.some(({ model }) => books.find(model).version === from);
}

function stayReason(
  account: Account,
  subscription: SubscriptionState,
  { to, from, now }: MigrationRequest,
  books: PriceBooks,
): StayReason | undefined {
  const today = localDay({ account, subscription, books }, now);
  const last = lastPhase(subscription);
  const { version } = books.find(last.model);
  if (version === to) return "already-moved";
  const standing = standingOn(subscription, today);
  if (standing === "ended" || standing === "paused") return standing;
  if (version !== from) return "already-moved";
  const toCome = subscription.changes.some(
    (one) => isActive(one) && one.day > today && one.by?.kind !== "ramp",
  );
  return toCome && (isServing(standing) || standing === "scheduled") ? "pending" : undefined;
}
