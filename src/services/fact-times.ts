import type { Instant } from "../time/instant.ts";
import { type BillingRun, compareTurns, type Turn } from "./billing.ts";
import type { ServerClock } from "./tenant-clocks.ts";

/**
 * Says when facts become known, so that invoices come out in one order whoever drives the accounts.
 *
 * Numbers are given by (instant, customer), and a purchase may make an invoice of the very instant at which it becomes
 * known. A replay sorts them; a server cannot put an invoice before one that has its number. So what is recorded after
 * billing has passed a place in that order becomes known behind that place: one millisecond later, where the clock still
 * stands there. And billing begins when everything recorded before it is committed.
 */
export interface FactTimes {
  /** When a fact about a customer would become known that were told now. */
  readonly now: (tenant: string, customer: string) => Instant;
  /** Does the recording of a fact about a customer, which becomes known at the instant handed over. */
  readonly recording: <T>(
    tenant: string,
    customer: string,
    record: (knownSince: Instant) => Promise<T>,
  ) => Promise<T>;
  /** Does a run of billing up to an instant; one at a time for each tenant. */
  readonly billing: (
    tenant: string,
    until: Instant,
    bill: () => Promise<BillingRun>,
  ) => Promise<BillingRun>;
}

interface Place {
  readonly recordings: Set<Promise<unknown>>;
  /** How far the run that is under way goes. */
  runsUntil: Instant | undefined;
  /** The last turn that has its number. */
  last: Turn | undefined;
}

/** When a fact becomes known that would be told at a turn, after another was billed: not before that one. */
export const behind = (last: Turn | undefined, now: Turn): Instant =>
  last !== undefined && compareTurns(now, last) <= 0 ? last.at + 1 : now.at;

/**
 * Nothing recorded or billed yet. Places are kept in this process, where recordings go on beside a run of its own; between processes
 * `billing-places` keeps the order.
 */
export function createFactTimes(clock: ServerClock): FactTimes {
  const places = new Map<string, Place>();
  const placeOf = (tenant: string): Place => {
    const known = places.get(tenant);
    if (known !== undefined) return known;
    const place: Place = { recordings: new Set(), runsUntil: undefined, last: undefined };
    places.set(tenant, place);
    return place;
  };
  return {
    now: (tenant, customer) => knownSince(placeOf(tenant), { at: clock.now(tenant), customer }),
    recording: async (tenant, customer, record) => {
      const place = placeOf(tenant);
      const recording = record(knownSince(place, { at: clock.now(tenant), customer }));
      place.recordings.add(recording);
      try {
        return await recording;
      } finally {
        place.recordings.delete(recording);
      }
    },
    billing: async (tenant, until, bill) => {
      const place = placeOf(tenant);
      place.runsUntil = until;
      try {
        await Promise.allSettled(place.recordings);
        const run = await bill();
        if (run.last !== undefined) place.last = run.last;
        return run;
      } finally {
        place.runsUntil = undefined;
      }
    },
  };
}

function knownSince({ runsUntil, last }: Place, now: Turn): Instant {
  if (runsUntil !== undefined && now.at <= runsUntil) return runsUntil + 1;
  return behind(last, now);
}
