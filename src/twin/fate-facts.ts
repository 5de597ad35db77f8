import type { ChangeFact } from "../account/change-fact.ts";
import type { AccountFact } from "../account/fact.ts";
import type { DatedFact } from "../account/issue-in-order.ts";
import type { PriceBook } from "../account/price-book.ts";
import type { Day, Month } from "../ledger/recognition/accounting-month.ts";
import type { SegmentPurchase } from "../model/segment.ts";
import { dayInMonth } from "../plan/forecast/day-in-month.ts";
import { isCancelled, purchaseCadence, trialDays } from "../plan/forecast/purchase-cadence.ts";
import { mainPurchase, purchaseFacts } from "../plan/forecast/purchase-facts.ts";
import { growthFacts } from "../plan/forecast/purchase-quantity.ts";
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

/** Everything that a customer's account is told of its fate, each fact at the moment from which it holds. */
export function fateFacts({ customer, stays, day }: Fate, view: FateView): readonly DatedFact[] {
  const [first, ...later] = stays;
  const { model } = view.book;
  const facts: DatedFact[] = [];
  const tell = (at: Instant, fact: AccountFact): void => {
    facts.push({ fact: { ...fact, recordedAt: formatInstant(at) } as DatedFact["fact"], at });
  };
  const bought = view.purchaseOf(first.purchase);
  for (const { fact, at } of purchaseFacts({
    model,
    zone: view.book.zone,
    purchase: bought,
    customer,
    start: view.first + first.from,
    day,
    ...(first.to === undefined ? {} : { end: view.first + first.to }),
    last: view.last,
    quantity: view.quantityOf(first.purchase, first.from, first.from),
    withTrial: true,
  }))
    tell(at, fact);
  for (const stay of stays)
    for (const { fact, at } of growthFacts({
      customer,
      zone: view.book.zone,
      start: view.first + stay.from,
      ...(stay.to === undefined ? {} : { end: view.first + stay.to }),
      last: view.last,
      dayIn: (month) => boundaryDay({ stays, day }, month - view.first, view),
      quantityIn: (month) => view.quantityOf(stay.purchase, stay.from, month - view.first),
    }))
      tell(at, fact);
  let before: Stay = first;
  for (const stay of later) {
    const boundary = boundaryOf({ stays, day }, stay.from, view);
    tell(boundary.at, moveFact(customer, before, stay, boundary.day, view));
    before = stay;
  }
  const end = stays.at(-1)?.to;
  if (end !== undefined && isCancelled(bought, model)) {
    const { day: on, at } = boundaryOf({ stays, day }, end, view);
    tell(at, { fact: "cancel", id: "leaves", customer, subscription: mainPurchase, on });
  }
  return facts;
}

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
  { stays: [first], day: joined }: Joining,
  month: number,
  { book, first: origin, purchaseOf }: Pick<FateView, "book" | "first" | "purchaseOf">,
): Day {
  const trial = trialDays(purchaseOf(first.purchase), book.model);
  const anchor = firstDayOfMonth(origin + first.from) + joined - 1 + trial;
  return dayInMonth(origin + month, civilFromDays(anchor).day);
}

/** When somebody uses what is expected of it in a month: on the day of the month on which it came. */
export const usesAt = ({ day }: Pick<Fate, "day">, month: Month, zone: Zone): Instant =>
  startOfDayNumber(zone, dayInMonth(month, day));

const dayOf = (days: number): string => formatCivilDate(civilFromDays(days));

function moveFact(
  customer: string,
  before: Stay,
  stay: Stay,
  on: string,
  { book, purchaseOf, quantityOf }: FateView,
): ChangeFact {
  const bought = purchaseOf(stay.purchase);
  const { plan, agreed, discounts, quantities, termYears } = bought;
  const cadence = purchaseCadence(bought, book.model);
  const old = purchaseOf(before.purchase);
  return {
    fact: "change",
    id: `moves-${stay.from + 1}`,
    customer,
    subscription: mainPurchase,
    on,
    quantity: quantityOf(stay.purchase, stay.from, stay.from),
    ...(plan === undefined ? {} : { plan }),
    ...(cadence === undefined ? {} : { cadence }),
    ...(agreed === undefined ? {} : { agreed }),
    ...(quantities === undefined ? {} : { quantities }),
    ...(termYears === undefined ? {} : { termYears }),
    ...(discounts === undefined && old.discounts === undefined
      ? {}
      : { discounts: discounts ?? [] }),
    ...(old.addons === undefined
      ? {}
      : { endAddons: Object.keys(old.addons).map((one) => `addon-${one}`) }),
  };
}
