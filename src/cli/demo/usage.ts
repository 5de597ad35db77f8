import { seededRandom } from "../../testing/random.ts";
import { DAY_MS, formatInstant, type Instant } from "../../time/instant.ts";
import type { DemoCustomer } from "./business.ts";

/** A usage event as it is posted. */
export interface PostedEvent {
  readonly id: string;
  readonly source: string;
  readonly type: string;
  readonly customer: string;
  readonly time: string;
  readonly data: Readonly<Record<string, string | number>>;
}

/** Usage by day of the demonstration, each day's events in order of time. */
export type UsageByDay = (day: number) => readonly PostedEvent[];

/** Share of a usual day: work days are busy, weekends quiet. 2026-01-01, day 0 of the default, is a Thursday. */
const weekday = [1.15, 1.1, 0.55, 0.5, 1.2, 1.25, 1.25] as const;
/** Usage of an existing customer grows by this much a month. */
const growthPerMonth = 0.06;
/** Batches a customer sends in a day, by how much it uses. */
const batchesMax = 6;
const regions = ["eu", "us", "us", "ap"] as const;

/** Seeded usage: a few batches a day for each customer, more on work days, growing from month to month. */
export function generatedUsage(
  customers: readonly DemoCustomer[],
  from: Instant,
  seed: number,
): UsageByDay {
  return (day) => {
    // A generator of its own for each day, so that any day can be asked for alone.
    const random = seededRandom(seed * 1_000 + day);
    const events: PostedEvent[] = [];
    for (const { customer, joinsOnDay, operationsPerMonth } of customers) {
      const usual =
        (operationsPerMonth / 30) * (weekday[day % 7] ?? 1) * (1 + (growthPerMonth * day) / 30);
      const batches = random.whole(1, batchesFor(operationsPerMonth));
      for (let batch = 0; batch < batches; batch += 1) {
        const operations = Math.floor((usual / batches) * (0.4 + 1.2 * random.next()));
        const time = from + day * DAY_MS + Math.floor(random.next() * (DAY_MS - 1_000));
        if (day < joinsOnDay || operations === 0) continue;
        events.push({
          id: `${customer.id}-${day}-${batch}`,
          source: "gateway",
          type: "inference",
          customer: customer.id,
          time: formatInstant(time),
          data: { operations, region: regions[random.whole(0, 3)] ?? "us" },
        });
      }
    }
    return events.sort((left, right) => (left.time < right.time ? -1 : 1));
  };
}

/** One batch a day for the smallest, more for each factor of ten. */
const batchesFor = (operationsPerMonth: number): number =>
  Math.max(1, Math.min(batchesMax, Math.floor(Math.log10(Math.max(1, operationsPerMonth))) - 4));
