import type { ChangeFact } from "../account/change-fact.ts";
import type { AccountFact } from "../account/fact.ts";
import type { DatedFact } from "../account/issue-in-order.ts";
import type { PriceBook } from "../account/price-book.ts";
import type { Day, Month } from "../ledger/recognition/accounting-month.ts";
import type { SegmentPurchase } from "../model/segment.ts";
import { dayInMonth } from "../plan/forecast/day-in-month.ts";
import { isCancelled, purchaseCadence, trialDays } from "../plan/forecast/purchase-cadence.ts";
import {
  addonFacts,
  addonPurchase,
  mainPurchase,
  purchaseFacts,
} from "../plan/forecast/purchase-facts.ts";
import { growthFacts } from "../plan/forecast/purchase-quantity.ts";
import { cancelsIn } from "../plan/forecast/sample-facts.ts";
import { civilFromDays, formatCivilDate } from "../time/calendar.ts";
import { formatInstant, type Instant } from "../time/instant.ts";
import { firstDayOfMonth } from "../time/month-table.ts";
import { startOfDayNumber, type Zone } from "../time/zone.ts";
import type { Fate, Stay } from "./fate.ts";

/** What the facts of a fate need to know beside it. */
export interface FateView {
  readonly book: PriceBook;
  /** The first month of the plan. */
  readonly first: Month;
  /** The last month that is looked at. */
  readonly last: Month;
  readonly purchaseOf: (id: string) => SegmentPurchase;
  /** Whole units that a customer has in a month of the plan who began with a purchase in another. */
  readonly quantityOf: (purchase: string, start: number, month: number) => number;
}

/** A day on which something of a stay happens, with its first moment. */
interface Boundary {
  readonly day: string;
  readonly at: Instant;
}

/** A stay with what its customer bought: of a stay that it only changed to, what it bought before. */
interface Held {
  readonly stay: Stay;
  readonly purchase: SegmentPurchase;
  /** Whether it was bought, and not changed to. */
  readonly isBought: boolean;
  /** Tells the ids of what was bought apart. */
  readonly suffix: string;
}

/** Everything that a customer's account is told of its fate, each fact at the moment from which it holds. */
export function fateFacts(fate: Fate, view: FateView): readonly DatedFact[] {
  const { customer, stays, day } = fate;
  const { model, zone } = view.book;
  const facts: DatedFact[] = [];
  const tell = (at: Instant, fact: AccountFact): void => {
    facts.push({ fact: { ...fact, recordedAt: formatInstant(at) } as DatedFact["fact"], at });
  };
  const all = heldStays(stays, view);
  for (const [index, { stay, purchase, isBought, suffix }] of all.entries()) {
    const boundary = boundaryOf(fate, stay.from, view);
    const before = all[index - 1];
    if (before !== undefined && !isBought)
      for (const fact of moveFacts(
        customer,
        before,
        { stay, purchase, suffix },
        boundary.day,
        view,
      ))
        tell(boundary.at, fact);
    if (isBought) {
      const end = all.slice(index + 1).find((one) => one.isBought)?.stay.from ?? stays.at(-1)?.to;
      const begins = index === 0 ? { day } : { day: periodDay(fate, view) };
      for (const { fact, at } of purchaseFacts({
        ...{ model, zone, purchase, customer, suffix, ...begins },
        start: view.first + stay.from,
        ...(end === undefined ? {} : { end: view.first + end }),
        last: view.last,
        quantity: view.quantityOf(stay.purchase, stay.from, stay.from),
        withTrial: index === 0,
      }))
        tell(at, fact);
      const start = view.first + stay.from;
      if (end !== undefined && cancelsIn({ purchase, model, start }, view.first + end)) {
        const { day: on, at } = boundaryOf(fate, end, view);
        const subscription = `${mainPurchase}${suffix}`;
        tell(at, { fact: "cancel", id: `leaves${suffix}`, customer, subscription, on });
      }
    }
    for (const { fact, at } of growthFacts({
      ...{ customer, zone, subscription: `${mainPurchase}${suffix}` },
      start: view.first + stay.from,
      ...(stay.to === undefined ? {} : { end: view.first + stay.to }),
      last: view.last,
      dayIn: (month) => boundaryDay(fate, month - view.first, view),
      quantityIn: (month) => view.quantityOf(stay.purchase, stay.from, month - view.first),
    }))
      tell(at, fact);
  }
  return facts;
}

/** A subscription that a customer could leave, from one moment until another; for ever where its fate does not end it. */
export interface OpenSubscription {
  readonly id: string;
  readonly from: Instant;
  readonly to: Instant;
  /** Whether a contract's term may end it first. */
  readonly hasTerm: boolean;
}

/** The subscriptions of a fate that could be ended before it ends them: licences are sold, and what is paid for once is over by itself. */
export function openSubscriptions(fate: Fate, view: FateView): readonly OpenSubscription[] {
  const bought = heldStays(fate.stays, view).filter(({ isBought }) => isBought);
  const { model } = view.book;
  return bought.flatMap(({ stay, purchase, suffix }, index) => {
    if (purchase.contract === undefined && !isCancelled(purchase, model)) return [];
    const end = bought[index + 1]?.stay.from ?? fate.stays.at(-1)?.to;
    const from = index === 0 ? joinsAt(fate, view) : boundaryOf(fate, stay.from, view).at;
    const to = end === undefined ? Number.POSITIVE_INFINITY : boundaryOf(fate, end, view).at;
    const hasTerm = purchase.contract !== undefined;
    return [{ id: `${mainPurchase}${suffix}`, from, to, hasTerm }];
  });
}

function heldStays(stays: Fate["stays"], { purchaseOf }: FateView): readonly Held[] {
  const all: Held[] = [];
  for (const [index, stay] of stays.entries()) {
    const purchase = purchaseOf(stay.purchase);
    const before = all.at(-1);
    const isBought = before === undefined || !changesTo(before.purchase, purchase);
    const suffix = isBought ? (index === 0 ? "" : `-${index + 1}`) : before.suffix;
    all.push({ stay, purchase, isBought, suffix });
  }
  return all;
}

/** Terms that a change cannot take away. */
const lasting = ["coupons", "termYears", "agreed", "agreedDiscounts", "eligibilities"] as const;

/** Whether who goes on from one purchase to another changes its subscription; else it ends one and buys the other. */
const changesTo = (before: SegmentPurchase, after: SegmentPurchase): boolean =>
  [before, after].every(({ plan, contract }) => plan !== undefined && contract === undefined) &&
  lasting.every((term) => before[term] === undefined);

/** When somebody comes, who does so on a day of a month. */
type Joining = Pick<Fate, "stays" | "day">;

/** The first moment of the day on which somebody comes. */
export const joinsAt = (
  { stays: [{ from }], day }: Joining,
  { book, first }: Pick<FateView, "book" | "first">,
): Instant => startOfDayNumber(book.zone, firstDayOfMonth(first + from) + day - 1);

/** When a period of a customer begins in a month: on the day of the month on which its first one did, or the month's last. */
function boundaryOf(joining: Joining, month: number, view: FateView): Boundary {
  const days = boundaryDay(joining, month, view);
  return { day: dayOf(days), at: startOfDayNumber(view.book.zone, days) };
}

/** The day on which a period of a customer begins in a month of the plan. */
export function boundaryDay(
  joining: Joining,
  month: number,
  view: Pick<FateView, "book" | "first" | "purchaseOf">,
): Day {
  return dayInMonth(view.first + month, periodDay(joining, view));
}

/** The day of the month, from 1, on which periods begin of who joined on a day of one, after a trial. */
function periodDay(
  { stays: [first], day: joined }: Joining,
  { book, first: origin, purchaseOf }: Pick<FateView, "book" | "first" | "purchaseOf">,
): number {
  const trial = trialDays(purchaseOf(first.purchase), book.model);
  return civilFromDays(firstDayOfMonth(origin + first.from) + joined - 1 + trial).day;
}

/** When somebody uses what is expected of it in a month: on the day of the month on which it came. */
export const usesAt = ({ day }: Pick<Fate, "day">, month: Month, zone: Zone): Instant =>
  startOfDayNumber(zone, dayInMonth(month, day));

const dayOf = (days: number): string => formatCivilDate(civilFromDays(days));

/** A change of plan, with the end of the old one's add-ons and the purchase of the new one's. */
function moveFacts(
  customer: string,
  before: Held,
  { stay, purchase, suffix }: Omit<Held, "isBought">,
  on: string,
  { book: { model }, quantityOf }: FateView,
): readonly AccountFact[] {
  const { plan, agreed, agreedDiscounts, discounts, quantities, termYears, eligibilities } =
    purchase;
  const cadence = purchaseCadence(purchase, model);
  const old = before.purchase;
  const subscription = `${mainPurchase}${suffix}`;
  const change: ChangeFact = {
    fact: "change",
    id: `moves-${stay.from + 1}`,
    customer,
    subscription,
    on,
    quantity: quantityOf(stay.purchase, stay.from, stay.from),
    ...(plan === undefined ? {} : { plan }),
    ...(cadence === undefined ? {} : { cadence }),
    ...(agreed === undefined ? {} : { agreed }),
    ...(agreedDiscounts === undefined ? {} : { agreedDiscounts }),
    ...(quantities === undefined ? {} : { quantities }),
    ...(termYears === undefined ? {} : { termYears }),
    ...(eligibilities === undefined ? {} : { eligibilities }),
    ...(discounts === undefined && old.discounts === undefined
      ? {}
      : { discounts: discounts ?? [] }),
    ...(old.addons === undefined
      ? {}
      : { endAddons: Object.keys(old.addons).map((one) => addonPurchase(one, addedOf(before))) }),
  };
  const added = { purchase, model, customer, suffix: addedOf({ stay }), of: subscription };
  return [change, ...addonFacts(added, on)];
}

/** Add-ons of a plan that was changed to are told apart by when it was. */
const addedOf = ({ stay, isBought, suffix = "" }: Partial<Held> & Pick<Held, "stay">): string =>
  isBought === true ? suffix : `-in-${stay.from + 1}`;
