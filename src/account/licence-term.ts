import { expectOk } from "../fault/fault.ts";
import type { Maintenance } from "../model/licence.ts";
import { type Cadence, parseCadence } from "../time/cadence.ts";
import { parseCivilDate } from "../time/calendar.ts";
import type { Instant } from "../time/instant.ts";
import { periodAt, type Schedule } from "../time/schedule.ts";
import { startOfDay, type Zone } from "../time/zone.ts";
import type { Account, LicenceState } from "./account.ts";
import { named, type PriceBooks } from "./price-book.ts";
import { zoneOf } from "./terms.ts";

const yearly: Cadence = { every: 1, unit: "year" };

/** A licence's dates: the periods of its maintenance, and the first instant of none. */
export interface LicenceTerm {
  readonly schedule: Schedule;
  readonly maintenance: Maintenance | undefined;
  /** When its term is over; undefined for one that is perpetual. */
  readonly expiresAt: Instant | undefined;
  /** When it is given up or its term is over; undefined while it lasts. */
  readonly endsAt: Instant | undefined;
}

/** The dates of a licence that the account holds. */
export function licenceTerm(account: Account, state: LicenceState, books: PriceBooks): LicenceTerm {
  const book = books.find(state.model);
  const licence = expectOk(named(book.model.licences, state.fact.licence, "licence", ""));
  const { maintenance } = licence;
  const zone = expectOk(zoneOf(account.customer, book));
  const start = expectOk(parseCivilDate(state.fact.start));
  const cadence = maintenance === undefined ? yearly : expectOk(parseCadence(maintenance.every));
  const schedule: Schedule = { cadence, zone, start, alignment: "anniversary" };
  const givenUp = state.fact.end === undefined ? [] : [dayStart(zone, state.fact.end)];
  const months = (every: number): Schedule => ({ ...schedule, cadence: { every, unit: "month" } });
  const expired = licence.kind === "term" ? [periodAt(months(licence.termMonths), 0).to] : [];
  const ends = [...givenUp, ...expired];
  const endsAt = ends.length === 0 ? undefined : Math.min(...ends);
  return { schedule, maintenance, expiresAt: expired[0], endsAt };
}

/** The first instant of a local day that was checked before. */
export const dayStart = (zone: Zone, date: string): Instant =>
  startOfDay(zone, expectOk(parseCivilDate(date)));
