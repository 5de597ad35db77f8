import { addsUp } from "../metering/adds-up.ts";
import { DAY_MS, type Instant, MINUTE_MS } from "../time/instant.ts";
import type { CustomerUsage, EventStore, UnbilledScope, UsageWindow } from "./event-store.ts";
import { largestFirst, windowsOf } from "./folded-windows.ts";
import type { RememberedSums, SummedEvents } from "./remembered-sums.ts";
import { sumOfUnbilled } from "./unbilled-sum.ts";
import { sumOfEvents, sumsByCustomer, sumsByWindow } from "./usage-sums.ts";

/** What is answered from sums that are remembered; undefined for what is read from the events themselves. */
export interface SummedUsage {
  readonly windows: (
    ...asked: Parameters<EventStore["windows"]>
  ) => Promise<readonly UsageWindow[] | undefined>;
  readonly top: (
    ...asked: Parameters<EventStore["top"]>
  ) => Promise<readonly CustomerUsage[] | undefined>;
  readonly countEvents: (tenant: string) => Promise<number | undefined>;
  /** Without those that are judged one by one. */
  readonly countUnbilled: (tenant: string, scope: UnbilledScope) => Promise<number | undefined>;
}

/** Local days begin at a quarter of an hour, UTC, in every zone. */
const edgeMs = 15 * MINUTE_MS;

/** What is shorter is read at once, and so is what ends at another instant each time that it is asked for. */
const isRemembered = (boundaries: readonly Instant[]): boolean =>
  (boundaries.at(-1) ?? 0) - (boundaries[0] ?? 0) >= DAY_MS &&
  boundaries.every((boundary) => boundary % edgeMs === 0);

/**
 * Usage of all customers over a day or more between quarters of an hour, of meters whose parts add up: sums are added to and
 * taken from, a peak is not.
 */
export function summedUsage(sums: RememberedSums): SummedUsage {
  const countOf = async (tenant: string, summed: SummedEvents): Promise<number | undefined> => {
    const known = await sums(tenant, summed);
    return known && (known.get("")?.events ?? 0);
  };
  return {
    windows: async (tenant, { meter, customer, boundaries }) => {
      if (customer !== undefined || !addsUp(meter) || !isRemembered(boundaries)) return undefined;
      const known = await sums(tenant, sumsByWindow(meter, boundaries));
      return (
        known &&
        windowsOf(
          boundaries,
          new Map([...known].map(([position, sum]) => [Number(position) - 1, sum])),
        )
      );
    },
    top: async (tenant, { meter, from, to, limit }) => {
      if (!addsUp(meter) || !isRemembered([from, to])) return undefined;
      const known = await sums(tenant, sumsByCustomer({ meter, from, to }));
      return (
        known &&
        [...known]
          .map(([customer, { quantity, events }]) => ({ customer, quantity, events }))
          .sort(largestFirst)
          .slice(0, limit)
      );
    },
    countEvents: (tenant) => countOf(tenant, sumOfEvents),
    countUnbilled: (tenant, scope) => countOf(tenant, sumOfUnbilled(scope)),
  };
}
