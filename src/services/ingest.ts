import type { Fault, Result } from "../fault/fault.ts";
import { holdsCardNumber } from "../metering/card-number.ts";
import { eventTimeFault } from "../metering/event-time.ts";
import type { MeterFold } from "../metering/meter-fold.ts";
import { parseUsageEvent, type UsageEvent } from "../metering/usage-event.ts";
import type { Instant } from "../time/instant.ts";
import { withValues } from "./fault-values.ts";
import type { ServerClock } from "./tenant-clocks.ts";

/**
 * Why an accepted event is on no invoice yet, as far as it can be told without the customer's account: what a purchase
 * covers is asked when it is billed, and listed then. The event stays, and is billed once the reason is gone.
 */
export type UnbilledBecause = "unknown-customer" | "unknown-meter";

/** What became of one item of a request, in the order it was sent. */
export interface ItemAnswer {
  readonly id?: string;
  readonly status: "accepted" | "duplicate" | "conflict" | "rejected";
  readonly unbilled?: UnbilledBecause;
  readonly errors?: readonly Fault[];
}

/** The answer to a whole request; `overloaded` when the queue is full and nothing of it was taken. */
export type IngestAnswer = readonly ItemAnswer[] | "overloaded";

/** What ingest needs of the rest of the server. */
export interface IngestPorts {
  readonly clock: ServerClock;
  /** Writes durably and says for each event whether it is new; returns after the commit. */
  readonly append: (
    tenant: string,
    events: readonly UsageEvent[],
  ) => Promise<readonly ("accepted" | "duplicate" | "conflict")[] | "overloaded">;
  /** The current model's meters by event type. */
  readonly meters: (tenant: string) => Promise<ReadonlyMap<string, readonly MeterFold[]>>;
  /** Which of these customers the tenant knows. */
  readonly knownCustomers: (
    tenant: string,
    ids: ReadonlySet<string>,
  ) => Promise<ReadonlySet<string>>;
}

/** An event that its sender dates further ahead than this is refused: a clock is wrong somewhere. */
export const futureToleranceMs = 5 * 60_000;

/** Checks, stores and answers usage events: all of a request in one durable write, each item with an answer of its own. */
export function createIngest(ports: IngestPorts) {
  return async (tenant: string, items: readonly unknown[]): Promise<IngestAnswer> => {
    const meters = await ports.meters(tenant);
    const { events, answers } = readItems(items, meters, ports.clock.now(tenant));
    if (events.length === 0) return answers([], noCustomers);
    const verdicts = await ports.append(tenant, events);
    if (verdicts === "overloaded") return "overloaded";
    return answers(verdicts, await ports.knownCustomers(tenant, customersOf(events)));
  };
}

const noCustomers: ReadonlySet<string> = new Set();

/** The customers that events name. */
export const customersOf = (events: readonly UsageEvent[]): ReadonlySet<string> =>
  new Set(events.map(({ customer }) => customer));

/** The items of a request after their checks. */
export interface ReadItems {
  /** Those that are events, in order. */
  readonly events: readonly UsageEvent[];
  /** Every item's answer in order, from the verdict on each event and the customers that are known. */
  readonly answers: (
    verdicts: readonly ItemAnswer["status"][],
    known: ReadonlySet<string>,
  ) => readonly ItemAnswer[];
}

/** Checks the items of a request against the clock and the meters. */
export function readItems(
  items: readonly unknown[],
  meters: ReadonlyMap<string, readonly MeterFold[]>,
  now: Instant,
): ReadItems {
  const read = items.map((item) => readItem(item, meters, now));
  const events = read.flatMap((result) => (result.ok ? [result.value] : []));
  return {
    events,
    answers: (verdicts, known) => {
      let next = 0;
      return read.map((result, index) => {
        if (!result.ok) return rejectedItem(items[index], result.faults);
        const verdict = verdicts[next];
        next += 1;
        return answered(result.value, verdict ?? "rejected", meters, known);
      });
    },
  };
}

function readItem(
  item: unknown,
  meters: ReadonlyMap<string, readonly MeterFold[]>,
  now: Instant,
): Result<UsageEvent> {
  const parsed = parseUsageEvent(item);
  if (!parsed.ok) return parsed;
  const event = parsed.value;
  const future = eventTimeFault(event, { now, futureToleranceMs });
  if (future !== undefined) return { ok: false, faults: [future] };
  const readers = meters.get(event.type);
  if (readers === undefined) return { ok: true, value: event };
  const faults = readers.flatMap((meter) => meter.check(event));
  return faults.length === 0 ? { ok: true, value: event } : { ok: false, faults };
}

/** The answer to an item that breaks these rules: each with the value that it refuses. */
export function rejectedItem(item: unknown, faults: readonly Fault[]): ItemAnswer {
  const id = typeof item === "object" && item !== null && "id" in item ? item.id : undefined;
  return {
    ...(typeof id === "string" && !holdsCardNumber(id) ? { id: id.slice(0, 255) } : {}),
    status: "rejected",
    errors: withValues(faults, item),
  };
}

function answered(
  event: UsageEvent,
  verdict: ItemAnswer["status"],
  meters: ReadonlyMap<string, readonly MeterFold[]>,
  known: ReadonlySet<string>,
): ItemAnswer {
  if (verdict === "conflict") return { id: event.id, status: verdict, errors: [conflict(event)] };
  if (!known.has(event.customer))
    return { id: event.id, status: verdict, unbilled: "unknown-customer" };
  const readers = meters.get(event.type);
  if (readers === undefined || !isCounted(event, readers))
    return { id: event.id, status: verdict, unbilled: "unknown-meter" };
  return { id: event.id, status: verdict };
}

/** Whether any meter of the event's type lets it through its filter. */
function isCounted(event: UsageEvent, readers: readonly MeterFold[]): boolean {
  for (const reader of readers) if (reader.accepts(event)) return true;
  return false;
}

const conflict = (event: UsageEvent): Fault => ({
  code: "event-conflict",
  path: "/id",
  message: `source "${event.source}" sent another event with this id; the first stays`,
  value: event.id,
  suggestion: "where the first is wrong, correct it: POST /v1/events/corrections",
});
