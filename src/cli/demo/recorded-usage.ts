import { assert } from "../../fault/fault.ts";
import { seededRandom } from "../../testing/random.ts";
import { DAY_MS, formatInstant, type Instant } from "../../time/instant.ts";
import type { DemoCustomer } from "./business.ts";
import type { PostedEvent, UsageByDay } from "./usage.ts";
import type { UsageRow } from "./usage-csv.ts";

/** The days that recorded usage is laid over. */
export interface RecordedSpan {
  readonly from: Instant;
  readonly days: number;
  readonly seed: number;
}

/** Recorded usage, ready for the demonstration. */
export interface RecordedUsage {
  readonly rows: number;
  /** Whether there is a customer to send it. */
  readonly sent: boolean;
  /** First and last time in the file, UTC. */
  readonly from: Instant;
  readonly to: Instant;
  /** Operations in the file, as recorded; 0 where no column gives any. */
  readonly operations: number;
  /** For how many requests of its kind each recorded one stands. */
  readonly scale: number;
  readonly byDay: UsageByDay;
}

/** How much likelier a customer of managed inference sends a request than another one of its size. */
const managedFavour = 2;

/**
 * Lays recorded requests, in order of time and at least one, over the demonstration's days: the recorded span is stretched
 * evenly from the day on that somebody is there to send it, and each row goes to a customer drawn by seed, by how much it
 * uses, so that few send most. Nobody sends anything where no customer meters usage.
 *
 * A sample of some hours is small beside a business, so each row stands for `scale` of its kind: every quantity times that
 * whole number; undefined stands for as many as make the file's operations those of the customers.
 */
export function layOutUsage(
  rows: readonly UsageRow[],
  customers: readonly DemoCustomer[],
  span: RecordedSpan,
  scale: number | undefined,
): RecordedUsage {
  const operations = rows.reduce((sum, { data }) => sum + (data.operations ?? 0), 0);
  const factor = scale ?? scaleOfBusiness(operations, customers, span.days);
  const days = daysOf(rows, customers, span, factor);
  return {
    rows: rows.length,
    sent: days.some((events) => events.length > 0),
    from: rows[0]?.time ?? span.from,
    to: rows.at(-1)?.time ?? span.from,
    operations,
    scale: factor,
    byDay: (day) => days[day] ?? [],
  };
}

const daysPerMonth = 30;

function scaleOfBusiness(
  operations: number,
  customers: readonly DemoCustomer[],
  days: number,
): number {
  const used = customers.reduce(
    (sum, { operationsPerMonth, joinsOnDay }) =>
      sum + (operationsPerMonth * (days - joinsOnDay)) / daysPerMonth,
    0,
  );
  return operations === 0 ? 1 : Math.max(1, Math.round(used / operations));
}

function daysOf(
  rows: readonly UsageRow[],
  customers: readonly DemoCustomer[],
  span: RecordedSpan,
  scale: number,
): PostedEvent[][] {
  const random = seededRandom(span.seed);
  const days: PostedEvent[][] = Array.from({ length: span.days }, () => []);
  const first = rows[0]?.time ?? 0;
  const recordedMs = Math.max(1, (rows.at(-1)?.time ?? first) - first);
  const metered = customers.filter(({ operationsPerMonth }) => operationsPerMonth > 0);
  if (metered.length === 0) return days;
  const opening = Math.min(...metered.map(({ joinsOnDay }) => joinsOnDay));
  const spanMs = (span.days - opening) * DAY_MS - 1_000;
  let senders = sendersOn(opening, metered);
  rows.forEach((row, index) => {
    const offset = opening * DAY_MS + Math.floor(((row.time - first) / recordedMs) * spanMs);
    const day = Math.floor(offset / DAY_MS);
    if (day !== senders.day) senders = sendersOn(day, metered);
    const customer = senders.drawn(random.next());
    const data = Object.fromEntries(
      Object.entries(row.data).map(([name, quantity]) => [name, timesExactly(quantity, scale)]),
    );
    const time = formatInstant(span.from + offset);
    const event = { id: `row-${index + 1}`, source: "csv", type: "inference", customer, time };
    days[day]?.push({ ...event, data });
  });
  return days;
}

/** A number past the safe ones goes as a text, which is exact. */
function timesExactly(quantity: number, scale: number): number | string {
  const product = quantity * scale;
  return Number.isSafeInteger(product) ? product : String(BigInt(quantity) * BigInt(scale));
}

interface Senders {
  readonly day: number;
  /** The customer at a place in [0, 1) of the day's usage. */
  readonly drawn: (place: number) => string;
}

/** Who is there on a day, at least one, by weight. */
function sendersOn(day: number, metered: readonly DemoCustomer[]): Senders {
  const here = metered.filter(({ joinsOnDay }) => joinsOnDay <= day);
  const upTo: number[] = [];
  let total = 0;
  for (const { customer, operationsPerMonth } of here) {
    total += operationsPerMonth * (customer.segment === "managed-inference" ? managedFavour : 1);
    upTo.push(total);
  }
  return {
    day,
    drawn: (place) => {
      const sender = here[firstAbove(upTo, place * total)];
      assert(sender !== undefined, "somebody has joined");
      return sender.customer.id;
    },
  };
}

/** The place of the first bound above a value, in rising bounds. */
function firstAbove(bounds: readonly number[], value: number): number {
  let low = 0;
  let high = bounds.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((bounds[middle] ?? 0) > value) high = middle;
    else low = middle + 1;
  }
  return low;
}
