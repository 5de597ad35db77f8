import { expectOk } from "../fault/fault.ts";
import type { Counted } from "../metering/aggregation-fold.ts";
import { compileMeter } from "../metering/meter-fold.ts";
import type { Meter } from "../model/meter.ts";
import { add, type Decimal, max, min, subtract, zero } from "../money/decimal.ts";
import { type DroppedMonth, droppedMonths } from "../store/dropped-months.ts";
import type { UsageReading, UsageWindow } from "../store/event-store.ts";
import {
  type KeptAs,
  type KeptReading,
  type KeptWindow,
  keptAs,
  keptWindows,
} from "../store/kept-usage.ts";
import { counterKey } from "../store/usage-counters.ts";
import type { Instant } from "../time/instant.ts";
import { type ReportParts, reading } from "./report-parts.ts";

/** Whose usage of a meter, over consecutive windows. */
export interface WindowsRequest {
  readonly meter: Meter;
  /** One customer; the sum of what each customer's is where undefined. */
  readonly customer: string | undefined;
  readonly edges: readonly Instant[];
}

/** What a window came to, and of what it is read. */
export interface KnownWindow extends UsageWindow {
  /** Events that are there, what was kept of those that were dropped, or both; undefined where what was kept cannot tell. */
  readonly source: "events" | "counters" | "both" | undefined;
}

type UsageParts = Pick<ReportParts, "store">;

/** What was kept of the dropped months that some windows touch. */
export interface KeptOfWindows {
  readonly months: readonly DroppedMonth[];
  readonly as: KeptAs;
  /** A window each. */
  readonly windows: readonly KeptWindow[];
}

/** The months that a time touches whose events are dropped, in order. */
export const monthsDropped = (
  { store }: UsageParts,
  tenant: string,
  { from, to }: Pick<UsageWindow, "from" | "to">,
): Promise<readonly DroppedMonth[]> =>
  reading({ store }, tenant, (tx) => droppedMonths(tx, store.events.upkeep, { from, to }));

/**
 * What was kept of a meter in each window, by customer and by the values of a dimension where one is named ("" otherwise). A window is
 * known where everything that was dropped of it can be told. Of a value that holds until the next event nothing can be told from the
 * first dropped month on.
 */
export async function keptOf(
  { store }: UsageParts,
  tenant: string,
  { meter, customer, edges }: WindowsRequest,
  months: readonly DroppedMonth[],
  { dimension = "", byCustomer = true } = {},
): Promise<KeptOfWindows> {
  const counter = counterKey(meter);
  const as = keptAs(meter);
  const lost = months.filter(({ kept }) => !isKept(kept[counter], dimension));
  const [first] = months;
  const found = await reading({ store }, tenant, (tx) =>
    keptWindows(tx, {
      counter,
      as,
      dimension,
      ...(customer === undefined ? {} : { customer }),
      boundaries: edges,
      months,
      byCustomer,
    }),
  );
  const windows = windowsBetween(edges).map((window, index): KeptWindow => {
    const { readings = [], isKnown = false } = found[index] ?? {};
    const isUntouched = !months.some((month) => touches(window, month));
    const isBefore = first === undefined || window.to <= first.from;
    if (as === "nothing") return { isKnown: isBefore, readings: [] };
    if (isUntouched) return { isKnown: true, readings: [] };
    return { isKnown: isKnown && !lost.some((month) => touches(window, month)), readings };
  });
  return { months, as, windows };
}

const isKept = (dimensions: readonly string[] | undefined, dimension: string): boolean =>
  dimensions !== undefined && (dimension === "" || dimensions.includes(dimension));

/** A meter over windows, read from the events that are there and from what was kept of those that are dropped. */
export async function usageWindows(
  parts: UsageParts,
  tenant: string,
  request: WindowsRequest,
  months: readonly DroppedMonth[],
): Promise<readonly KnownWindow[]> {
  const { meter, customer, edges } = request;
  const stored = await parts.store.events.windows(tenant, {
    meter,
    boundaries: edges,
    ...(customer === undefined ? {} : { customer }),
  });
  if (months.length === 0) return stored.map((window) => ({ ...window, source: "events" }));
  const kept = await keptOf(parts, tenant, request, months, { byCustomer: false });
  const late = await lateWindows(parts, tenant, request, { kept, stored });
  // What adds up needs nobody told apart.
  const apart = kept.as === "sum" ? [] : customersWithBoth({ kept, stored });
  const own = await storedOf(parts, tenant, meter, apart);
  return stored.map((window, index): KnownWindow => {
    const { isKnown = false, readings = [] } = kept.windows[index] ?? {};
    if (!isKnown || late.has(index)) return { ...window, source: undefined };
    const whole = readings.reduce<UsageReading>((total, one) => {
      const there = own(index, one.customer);
      const joined = joinKept(kept.as, one, there);
      return {
        quantity: add(total.quantity, subtract(joined.quantity, there.quantity)),
        events: total.events + joined.events - there.events,
      };
    }, window);
    return { ...window, ...whole, source: sourceOf(window, months) };
  });
}

/** What a window is read of, where all of it is known. */
function sourceOf(
  window: Pick<UsageWindow, "from" | "to" | "events">,
  months: readonly DroppedMonth[],
): "events" | "counters" | "both" {
  const touched = months.filter((month) => touches(window, month));
  if (touched.length === 0) return "events";
  const covered = touched.reduce(
    (sum, month) => sum + Math.min(window.to, month.to) - Math.max(window.from, month.from),
    0,
  );
  return covered === window.to - window.from && window.events === 0 ? "counters" : "both";
}

/** What was kept of a customer joined with what its events come to that are there. A figure has all of them in it. */
export function joinKept(as: KeptAs, kept: UsageReading, there: UsageReading): UsageReading {
  if (as === "figure") return { quantity: kept.quantity, events: kept.events };
  if (there.events === 0) return { quantity: kept.quantity, events: kept.events };
  return {
    quantity: joined(as, kept.quantity, there.quantity),
    events: kept.events + there.events,
  };
}

function joined(as: KeptAs, kept: Decimal, there: Decimal): Decimal {
  if (as === "max") return max(kept, there);
  return as === "min" ? min(kept, there) : add(kept, there);
}

/** Windows and what is stored of them, besides what was kept. */
interface BothOf {
  readonly kept: KeptOfWindows;
  readonly stored: readonly UsageWindow[];
}

/** Windows of figures for whose dropped months an event came after: no figure has it in it. */
async function lateWindows(
  { store }: UsageParts,
  tenant: string,
  { meter, customer }: WindowsRequest,
  { kept, stored }: BothOf,
): Promise<ReadonlySet<number>> {
  const late = new Set<number>();
  if (kept.as !== "figure") return late;
  for (const [index, window] of stored.entries()) {
    if (window.events === 0) continue;
    for (const month of kept.months.filter((one) => touches(window, one))) {
      const boundaries = [Math.max(window.from, month.from), Math.min(window.to, month.to)];
      const [came] = await store.events.windows(tenant, {
        meter,
        boundaries,
        ...(customer === undefined ? {} : { customer }),
      });
      if (came !== undefined && came.events > 0) late.add(index);
    }
  }
  return late;
}

const customersWithBoth = ({ kept, stored }: BothOf): readonly KeptCustomer[] =>
  stored.flatMap(({ from, to, events }, index) =>
    events === 0
      ? []
      : (kept.windows[index]?.readings ?? []).map(({ customer }) => ({
          index,
          customer,
          from,
          to,
        })),
  );

const nothing: UsageReading = { quantity: zero, events: 0 };

/** A customer of whom something was kept, and a window that has events besides. */
interface KeptCustomer extends Pick<UsageWindow, "from" | "to"> {
  readonly index: number;
  readonly customer: string;
}

/** What is stored of customers in windows; nothing of those that were not asked for. */
async function storedOf(
  { store }: UsageParts,
  tenant: string,
  meter: Meter,
  asked: readonly KeptCustomer[],
): Promise<(index: number, customer: string) => UsageReading> {
  if (asked.length === 0) return () => nothing;
  const fold = expectOk(compileMeter(meter));
  const keyOf = (index: number, customer: string): string => `${index}\n${customer}`;
  const queries = asked.map(({ index, ...query }) => ({
    ...query,
    meter,
    key: keyOf(index, query.customer),
  }));
  const answers = await store.events.aggregate(tenant, queries);
  const readings = new Map(
    queries.map(({ key, from, to }): [string, UsageReading] => {
      const partial = answers.get(key)?.partial as Counted | undefined;
      return [key, partial === undefined ? nothing : fold.finish(partial, { from, to })];
    }),
  );
  return (index, customer) => readings.get(keyOf(index, customer)) ?? nothing;
}

const touches = (
  window: Pick<UsageWindow, "from" | "to">,
  month: Pick<DroppedMonth, "from" | "to">,
): boolean => window.from < month.to && window.to > month.from;

const windowsBetween = (edges: readonly Instant[]) =>
  edges.slice(1).map((to, index) => ({ from: edges[index] ?? to, to }));

/** What each customer used in a time of whom something was kept, with its events that are there; undefined where that cannot be told. */
export async function keptCustomers(
  parts: UsageParts,
  tenant: string,
  { meter, from, to }: { readonly meter: Meter; readonly from: Instant; readonly to: Instant },
  months: readonly DroppedMonth[],
): Promise<readonly KeptReading[] | undefined> {
  const request = { meter, customer: undefined, edges: [from, to] };
  const kept = await keptOf(parts, tenant, request, months);
  const [window] = kept.windows;
  if (window?.isKnown !== true) return undefined;
  // Whether there are events besides is asked of each customer.
  const both = { kept, stored: [{ from, to, quantity: zero, events: 1 }] };
  if ((await lateWindows(parts, tenant, request, both)).size > 0) return undefined;
  const own = await storedOf(parts, tenant, meter, customersWithBoth(both));
  return window.readings.map((one) => ({
    customer: one.customer,
    value: "",
    ...joinKept(kept.as, one, own(0, one.customer)),
  }));
}
