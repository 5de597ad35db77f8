import { expectOk } from "../fault/fault.ts";
import { civilFromDays, daysFromCivil, parseCivilDate } from "../time/calendar.ts";
import type { Instant } from "../time/instant.ts";
import { startOfDay, type Zone } from "../time/zone.ts";
import type { Account, ReachedMilestone, SaleState } from "./account.ts";
import type { Dated } from "./due-sources.ts";
import { dayStart } from "./licence-term.ts";
import { billingOf, milestonesOf } from "./milestones.ts";
import type { PriceBooks } from "./price-book.ts";
import { zoneOf } from "./terms.ts";

/** Items that fall due of what became known at one time. */
interface KnownItems {
  readonly knownSince: Instant;
  readonly items: readonly Dated[];
}

/** What falls due of a sale: all of it on its day, whole or a line a milestone; or each milestone on the day it was reached. */
export function saleDue(
  state: SaleState,
  account: Account,
  books: PriceBooks,
): readonly KnownItems[] {
  const book = books.find(state.model);
  const zone = expectOk(zoneOf(account.customer, book));
  const billing = billingOf(state, book);
  if (billing === "by-milestone")
    return (state.reached ?? [])
      .filter(({ billed }) => !billed)
      .map((one) => milestoneDue(one, state, zone));
  const at = dayStart(zone, state.fact.date);
  const places =
    billing === "whole" ? [undefined] : milestonesOf(state, book).map((_, index) => index + 1);
  const items = places.map((place): Dated => ({ at, item: { kind: "sale", state, place } }));
  return [{ knownSince: state.knownSince, items }];
}

function milestoneDue(state: ReachedMilestone, sale: SaleState, zone: Zone): KnownItems {
  const { day, knownSince } = state;
  const from = dayStart(zone, day);
  const next = civilFromDays(daysFromCivil(expectOk(parseCivilDate(day))) + 1);
  const reached = { day, from, to: startOfDay(zone, next) };
  const item = { kind: "milestone", state, sale, reached } as const;
  return { knownSince, items: [{ at: from, item }] };
}
