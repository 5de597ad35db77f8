import type {
  Account,
  RecordedChange,
  RedeemedCoupon,
  SubscriptionState,
} from "../account/account.ts";
import { isUsedUp } from "../account/coupons-due.ts";
import { ruleOfChange } from "../account/rule-of-change.ts";
import { changeableStanding, paidFrom, phaseServing, standingOn } from "../account/standing.ts";
import { subscribedId, subscribedName } from "../account/subscribed.ts";
import { zoneOf } from "../account/terms.ts";
import { type Stretch, timelineOf } from "../account/timeline.ts";
import { expectOk } from "../fault/fault.ts";
import { decimalOf, sum } from "../money/decimal.ts";
import { quantityText } from "../money/quantity.ts";
import { findFact } from "../store/account-facts.ts";
import { accountStanding } from "../store/accounts.ts";
import { billedForSubscription } from "../store/billed-lines.ts";
import { phasesOf } from "../store/subscription-phases.ts";
import type { Tx } from "../store/tenant.ts";
import { formatCivilDate } from "../time/calendar.ts";
import { formatInstant, type Instant } from "../time/instant.ts";
import { civilDateAt } from "../time/zone.ts";
import type { TenantModels } from "./model-library.ts";
import { booksCurrency, moneyText, newest, type ReportParts, reading } from "./report-parts.ts";
import type {
  SubscriptionChange,
  SubscriptionDetail,
  SubscriptionSummary,
} from "./subscription-answers.ts";
import { subscriptionSummaries } from "./subscription-summaries.ts";

/** One subscription with its phases and changes, those to come among them; undefined where there is none. */
export const subscriptionReport = (
  parts: ReportParts,
  tenant: string,
  id: string,
): Promise<SubscriptionDetail | undefined> =>
  reading(parts, tenant, async (tx) => {
    const bought = await findFact(tx, "subscription", id);
    const models = await parts.library.of(tx);
    if (bought === undefined || models === undefined) return undefined;
    const account = (await accountStanding(tx, bought.customer))?.account;
    const subscription = account?.subscriptions.find(({ fact }) => fact.id === id);
    if (account === undefined || subscription === undefined) return undefined;
    const now = parts.clock.now(tenant);
    const [addons, invoiced] = await Promise.all([
      addonsOf(tx, account, id, models, now),
      invoicedFor(tx, account, id, models),
    ]);
    return { ...subscriptionTerms(account, subscription, models, now), addons, invoiced };
  });

/** What an account by itself tells of one of its subscriptions at an instant. */
export function subscriptionTerms(
  account: Account,
  subscription: SubscriptionState,
  models: TenantModels,
  now: Instant,
): Omit<SubscriptionDetail, "addons" | "invoiced"> {
  const zone = expectOk(zoneOf(account.customer, models.books.current));
  const today = formatCivilDate(civilDateAt(zone, now));
  const { fact, phases, changes, coupons = [] } = subscription;
  const serving = phaseServing(subscription, today);
  const { alignment, termYears, contractNumber, agreed } = (serving ?? phases.at(-1) ?? { fact })
    .fact;
  const [first] = phases;
  const paid = first === undefined ? null : paidFrom(first);
  const paidUntil = Math.max(...phases.flatMap((phase) => phase.paid.map(({ paidTo }) => paidTo)));
  return {
    id: fact.id,
    customer: fact.customer,
    customerName: nameIn(account, fact.customer),
    standing: standingOn(subscription, today),
    of: fact.of ?? null,
    trialUntil: paid === fact.start ? null : paid,
    paidUntil: Number.isFinite(paidUntil) ? formatInstant(paidUntil) : null,
    alignment: alignment ?? "anniversary",
    termYears: termYears ?? null,
    contractNumber: contractNumber ?? null,
    agreed: agreed ?? {},
    changeable: changeable(subscription, today),
    phases: timelineOf({ ...account, subscriptions: [subscription] }, models.books).map((stretch) =>
      phaseOf(stretch, models, today),
    ),
    changes: changes.map((change) => changeOf(change, subscription, models, today)),
    coupons: coupons.map(couponOf),
  };
}

const nameOf = (models: TenantModels, terms: Stretch["terms"]): string =>
  newest(models, (one) => subscribedName(one, terms)) ?? subscribedId(terms);

function phaseOf(
  { phase, terms, model, sequel }: Stretch,
  models: TenantModels,
  today: string,
): SubscriptionDetail["phases"][number] {
  const paid = paidFrom({ fact: terms });
  return {
    phase,
    plan: subscribedId(terms),
    planName: nameOf(models, terms),
    cadence: terms.cadence ?? null,
    quantity: quantityText(terms.quantity ?? 1),
    current: terms.start <= today && (terms.end === undefined || today < terms.end),
    from: terms.start,
    to: terms.end ?? null,
    trialUntil: paid === terms.start ? null : paid,
    sequel,
    model,
  };
}

/** The add-ons of a subscription, as a list shows them. */
async function addonsOf(
  tx: Tx,
  { subscriptions }: Account,
  id: string,
  models: TenantModels,
  now: Instant,
): Promise<readonly SubscriptionSummary[]> {
  const addons = subscriptions.filter(({ fact }) => fact.of === id).map(({ fact }) => fact);
  const own = new Set(addons.map((fact) => fact.id));
  const [first] = addons;
  if (first === undefined) return [];
  const phases = await phasesOf(tx, [first.customer]);
  const theirs = phases.filter(({ subscription }) => own.has(subscription));
  return subscriptionSummaries(theirs, models, now);
}

/** What was charged for it: in the currency of the books where there are invoices in several. */
async function invoicedFor(
  tx: Tx,
  { customer }: Account,
  id: string,
  models: TenantModels,
): Promise<SubscriptionDetail["invoiced"]> {
  const billed = await billedForSubscription(tx, customer.id, id);
  const currency = booksCurrency(
    billed.map((one) => one.currency),
    models,
  );
  const kinds = billed.filter((one) => one.currency === currency);
  return {
    currency,
    total: moneyText(sum(kinds.map(({ amount }) => decimalOf(amount))), currency),
    kinds: kinds.map(({ kind, amount }) => ({
      kind,
      amount: moneyText(decimalOf(amount), currency),
    })),
  };
}

const nameIn = ({ customer, children }: Account, id: string): string =>
  children.find((child) => child.id === id)?.name ?? customer.name;

/** The kinds of changes that may be made today. */
function changeable(
  subscription: SubscriptionState,
  today: string,
): SubscriptionDetail["changeable"] {
  const toCome = subscription.changes.filter(({ undone, day }) => !undone && day > today);
  if (toCome.some(({ by }) => by === undefined)) return ["undo", "coupon"];
  const standing = standingOn(subscription, today);
  const kinds = Object.keys(changeableStanding) as (keyof typeof changeableStanding)[];
  const possible = kinds.filter((kind) => changeableStanding[kind].standings.includes(standing));
  if (!toCome.some(({ by }) => by?.kind === "ramp")) return possible;
  // The steps of a ramp make room for other changes, but not for a pause, which would leave them nothing to hold on.
  return [...possible.filter((kind) => kind !== "pause"), "undo"];
}

const couponOf = (redeemed: RedeemedCoupon): SubscriptionDetail["coupons"][number] => {
  const { discount, duration: _, knownSince, ...told } = redeemed;
  return {
    ...told,
    name: discount.name ?? told.coupon,
    redeemedAt: formatInstant(knownSince),
    usedUp: isUsedUp(redeemed),
  };
};

function changeOf(
  change: RecordedChange,
  subscription: SubscriptionState,
  models: TenantModels,
  today: string,
): SubscriptionChange {
  const { fact, day, undone, knownSince, feeBilled, by } = change;
  const fee = fact.fact === "cancel" ? (fact.fee ?? null) : null;
  const toCome = !undone && day > today;
  return {
    id: fact.id,
    kind: fact.fact,
    day,
    recordedAt: formatInstant(knownSince),
    state: undone ? "undone" : toCome ? "to-come" : "in-force",
    by: by?.kind ?? "told",
    undoable:
      toCome && by?.kind !== "parent" && by?.kind !== "contract" && isLast(change, subscription),
    terms: newTerms(fact, models),
    accountedAs: ruleOfChange(change, subscription) ?? null,
    fee,
    feeBilled,
  };
}

/** Whether nothing that somebody told comes after a change: only the last can be undone. */
function isLast(change: RecordedChange, { changes }: SubscriptionState): boolean {
  const place = changes.indexOf(change);
  return !changes.some((one, at) => at > place && !one.undone && one.by === undefined);
}

function newTerms(fact: RecordedChange["fact"], models: TenantModels): SubscriptionChange["terms"] {
  const { plan, cadence, quantity, model } = fact.fact === "change" ? fact : {};
  return {
    plan: plan ?? null,
    planName: plan === undefined ? null : nameOf(models, { ...unnamed, plan }),
    cadence: cadence ?? null,
    quantity: quantity === undefined ? null : quantityText(quantity),
    model: model ?? null,
  };
}

/** What a plan is looked up with when only its id is told. */
const unnamed = { fact: "subscription", id: "", customer: "", start: "" } as const;
