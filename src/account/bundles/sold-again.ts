import { assert, expectOk } from "../../fault/fault.ts";
import { parseCadence } from "../../time/cadence.ts";
import { parseCivilDate } from "../../time/calendar.ts";
import type { Account, SaleState } from "../account.ts";
import type { ToldSource } from "../due-sources.ts";
import { dayStart } from "../licence-term.ts";
import { lastPhase } from "../phase.ts";
import type { PriceBooks } from "../price-book.ts";
import { servicePeriod } from "../service-period.ts";
import { zoneOf } from "../terms.ts";

/** What is sold once of a bundle that recurs: with each period, until the bundle's plan ends. Undefined for any other sale. */
export function soldAgain(
  state: SaleState,
  account: Account,
  books: PriceBooks,
): ToldSource | undefined {
  const again = state.fact.bundled?.again;
  if (again === undefined) return undefined;
  const zone = expectOk(zoneOf(account.customer, books.find(state.model)));
  const cadence = expectOk(parseCadence(again.every));
  const start = expectOk(parseCivilDate(state.fact.date));
  const schedule = { cadence, zone, start, alignment: "anniversary" } as const;
  const plan = account.subscriptions.find(({ fact }) => fact.id === again.with);
  assert(plan !== undefined, `${again.with}, which ${state.fact.id} goes with, is on the account`);
  const { end } = lastPhase(plan).fact;
  const endsAt = end === undefined ? undefined : dayStart(zone, end);
  return {
    kind: "told",
    knownSince: state.knownSince,
    item: (step) => {
      const period = servicePeriod(schedule, (state.next ?? 0) + step, endsAt);
      return period && { at: period.from, item: { kind: "sale", state, place: undefined, period } };
    },
  };
}
