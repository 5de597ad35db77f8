import type { DatedFact } from "../../account/issue-in-order.ts";
import { type Day, type Month, monthText } from "../../ledger/recognition/accounting-month.ts";
import { civilFromDays, formatCivilDate } from "../../time/calendar.ts";
import { startOfDayNumber, type Zone } from "../../time/zone.ts";
import type { PlanRun } from "./compile-plan.ts";
import { mainPurchase } from "./purchase-facts.ts";

/** More than these nobody has of anything. */
const quantityMax = 1_000_000_000;

/**
 * Units that a customer of a purchase has in a month who began with it in another, both of the plan: those it began with, grown month by month and
 * rounded to whole ones, at least one.
 */
export function quantityIn(
  { has, read }: PlanRun,
  purchase: string,
  start: number,
  month: number,
): number {
  const first = has(`${purchase}.quantity`) ? Math.round(read(`${purchase}.quantity`, start)) : 1;
  const growth = `${purchase}.growth`;
  if (!has(growth)) return first;
  let grown = first;
  for (let next = start + 1; next <= month; next += 1) grown *= 1 + read(growth, next);
  return Math.min(Math.max(1, Math.round(grown)), quantityMax);
}

/** The months in which a customer has something of which it buys more and more, or less. */
export interface GrowingStay {
  readonly customer: string;
  /** The subscription's id; that of the first purchase where absent. */
  readonly subscription?: string;
  readonly zone: Zone;
  readonly start: Month;
  /** The first month in which it is over, or moves on. */
  readonly end?: Month;
  /** The last month that is looked at. */
  readonly last: Month;
  /** On which day its periods begin in a month. */
  readonly dayIn: (month: Month) => Day;
  readonly quantityIn: (month: Month) => number;
}

/** What an account is told of its quantity: each month in which that is another one, when a month of its service begins. */
export function growthFacts(stay: GrowingStay): readonly DatedFact[] {
  const { customer, zone, start, end = Number.POSITIVE_INFINITY, last, dayIn } = stay;
  const facts: DatedFact[] = [];
  let before = stay.quantityIn(start);
  for (let month = start + 1; month < end && month <= last; month += 1) {
    const quantity = stay.quantityIn(month);
    if (quantity === before) continue;
    before = quantity;
    const day = dayIn(month);
    facts.push({
      at: startOfDayNumber(zone, day),
      fact: {
        fact: "change",
        id: `grows-${monthText(month)}`,
        customer,
        subscription: stay.subscription ?? mainPurchase,
        on: formatCivilDate(civilFromDays(day)),
        quantity,
      },
    });
  }
  return facts;
}
