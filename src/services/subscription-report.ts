import type { RecordedChange, RedeemedCoupon, SubscriptionState } from "../account/account.ts";
import { isUsedUp } from "../account/coupons-due.ts";
import { changeableStanding, standingOn } from "../account/standing.ts";
import { subscribedId, subscribedName } from "../account/subscribed.ts";
import { zoneOf } from "../account/terms.ts";
import { timelineOf } from "../account/timeline.ts";
import { expectOk } from "../fault/fault.ts";
import { quantityText } from "../money/quantity.ts";
import { findFact } from "../store/account-facts.ts";
import { accountStanding } from "../store/accounts.ts";
import { formatCivilDate } from "../time/calendar.ts";
import { formatInstant } from "../time/instant.ts";
import { civilDateAt } from "../time/zone.ts";
import { newest, type ReportParts, reading } from "./report-parts.ts";
import type { SubscriptionChange, SubscriptionDetail } from "./reports.ts";

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
    const zone = expectOk(zoneOf(account.customer, models.books.current));
    const today = formatCivilDate(civilDateAt(zone, parts.clock.now()));
    return {
      id,
      customer: account.customer.id,
      customerName: account.customer.name,
      standing: standingOn(subscription, today),
      changeable: changeable(subscription, today),
      phases: timelineOf(account, models.books)
        .filter((stretch) => stretch.subscription === id)
        .map(({ phase, terms, model, sequel }) => ({
          phase,
          plan: subscribedId(terms),
          planName: newest(models, (one) => subscribedName(one, terms)) ?? subscribedId(terms),
          cadence: terms.cadence ?? null,
          quantity: quantityText(terms.quantity ?? 1),
          from: terms.start,
          to: terms.end ?? null,
          sequel,
          model,
        })),
      changes: subscription.changes.map((change) => changeOf(change, today)),
      coupons: (subscription.coupons ?? []).map(couponOf),
    };
  });

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
  { fact, day, undone, knownSince, feeBilled }: RecordedChange,
  today: string,
): SubscriptionChange {
  const fee = fact.fact === "cancel" ? (fact.fee ?? null) : null;
  return {
    id: fact.id,
    kind: fact.fact,
    day,
    recordedAt: formatInstant(knownSince),
    state: undone ? "undone" : day > today ? "to-come" : "in-force",
    fee,
    feeBilled,
  };
}
