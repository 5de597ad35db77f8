import { expectOk, ok, type Result, refuse } from "../fault/fault.ts";
import { nearest } from "../fault/nearest.ts";
import { type GroupedPartial, type GroupFold, groupFold } from "../metering/group.ts";
import { compileMeter } from "../metering/meter-fold.ts";
import type { Meter } from "../model/meter.ts";
import { add, compare, zero } from "../money/decimal.ts";
import type { DroppedMonth } from "../store/dropped-months.ts";
import type { EventStore, UsageQuery, UsageReading, UsageWindow } from "../store/event-store.ts";
import type { Instant } from "../time/instant.ts";
import type { ReportParts } from "./report-parts.ts";
import type { UsageRequest } from "./reports.ts";
import { tooManyWindows, windowsMax } from "./usage-range.ts";
import { joinKept, type KeptOfWindows, keptOf } from "./usage-with-kept.ts";

/** A meter over windows, by the values of one of its dimensions. */
interface DimensionRequest {
  readonly meter: Meter;
  readonly dimension: string;
  readonly edges: readonly Instant[];
  /** One customer; the sum of what each customer's is where undefined. */
  readonly customer: string | undefined;
  readonly window: UsageRequest["window"];
  /** The months in the range whose events are dropped. */
  readonly months: readonly DroppedMonth[];
}

/** What one value of a dimension came to; "" for events that have none. */
export interface DimensionValue {
  readonly value: string;
  readonly windows: readonly UsageWindow[];
  readonly total: UsageReading;
}

/** The values of a dimension, and which windows what was kept of dropped months can tell. */
export interface DimensionUsage {
  readonly values: readonly DimensionValue[];
  readonly isKnown: (window: number) => boolean;
  readonly isWholeKnown: boolean;
}

/**
 * Reads each value of a dimension apart, the largest first, equal ones by name. Each is what the meter would read of its events
 * alone, so peaks of several values do not add up to the peak of all. Refuses `unknown-dimension`, `too-many-windows` where
 * the windows of all customers together are more than one answer tells apart, and `too-many-values` where those of all values are.
 */
export async function usageByDimension(
  { store }: Pick<ReportParts, "store">,
  tenant: string,
  { meter, dimension, edges, customer, window, months }: DimensionRequest,
): Promise<Result<DimensionUsage>> {
  const known = Object.keys(meter.dimensions ?? {});
  if (!known.includes(dimension)) return unknownDimension(dimension, known);
  const [from, to] = [edges[0], edges.at(-1)];
  if (from === undefined || to === undefined)
    return ok({ values: [], isKnown: () => true, isWholeKnown: true });
  const count = edges.length - 1;
  /** Of customers, and of values: as many as their windows are told apart. */
  const apartMax = Math.floor(windowsMax / count);
  const kept = await keptByPlace({ store }, tenant, { meter, customer, edges, dimension, months });
  const customers =
    customer === undefined
      ? [
          ...new Set([
            ...(await store.events.top(tenant, { meter, from, to, limit: apartMax + 1 })).map(
              (one) => one.customer,
            ),
            ...kept.flatMap(({ windows: [place] }) =>
              (place?.readings ?? []).map((one) => one.customer),
            ),
          ]),
        ]
      : [customer];
  if (customers.length > apartMax) return tooManyWindows(customers.length * count, window);
  const fold = groupFold(expectOk(compileMeter(meter)), [dimension]);
  const sums: Sums = new Map();
  for (const one of customers) {
    const readings = await readingsOf(store.events, tenant, fold, {
      customer: one,
      meter,
      groupBy: [dimension],
      edges,
    });
    for (const [place, reading] of readings.entries())
      addReadings(sums, place, withKept(byValue(dimension, reading), kept[place], one));
    if (sums.size > apartMax) return tooManyValues(dimension, apartMax);
  }
  return ok({
    values: valuesOf(sums, edges),
    isKnown: (place) => kept[place]?.windows[0]?.isKnown ?? true,
    isWholeKnown: kept[count]?.windows[0]?.isKnown ?? true,
  });
}

/** What was kept of each window, and at last of the whole; nothing where no month is dropped. */
async function keptByPlace(
  parts: Pick<ReportParts, "store">,
  tenant: string,
  {
    dimension,
    months,
    edges,
    ...request
  }: Pick<DimensionRequest, "meter" | "customer" | "edges" | "dimension" | "months">,
): Promise<readonly KeptOfWindows[]> {
  if (months.length === 0) return [];
  const own = await keptOf(parts, tenant, { ...request, edges }, months, { dimension });
  const [from = 0, to = from] = [edges[0], edges.at(-1)];
  const whole = await keptOf(parts, tenant, { ...request, edges: [from, to] }, months, {
    dimension,
  });
  return [...own.windows.map((window) => ({ ...own, windows: [window] })), whole];
}

/** A customer's readings by value. */
type ByValue = ReadonlyMap<string, UsageReading>;

const byValue = (dimension: string, readings: Readings): ByValue =>
  new Map([...readings.values()].map((one) => [one.dimensions[dimension] ?? "", one]));

/** The readings of a customer with what was kept of it. A figure has everything of its window in it. */
function withKept(stored: ByValue, kept: KeptOfWindows | undefined, customer: string): ByValue {
  const own = kept?.windows[0]?.readings.filter((one) => one.customer === customer) ?? [];
  if (kept === undefined || own.length === 0) return stored;
  const joined = new Map(kept.as === "figure" ? [] : stored);
  for (const one of own)
    joined.set(one.value, joinKept(kept.as, one, stored.get(one.value) ?? nothing));
  return joined;
}

function unknownDimension(value: string, known: readonly string[]): Result<never> {
  const near = nearest(value, known);
  const all = known.length === 0 ? "it has none" : `one of ${known.join(", ")}`;
  return refuse({
    code: "unknown-dimension",
    path: "/groupBy",
    message: "the meter has no such dimension",
    value,
    suggestion: near === undefined ? all : `did you mean "${near}"?`,
  });
}

const tooManyValues = (dimension: string, most: number): Result<never> =>
  refuse({
    code: "too-many-values",
    path: "/groupBy",
    message: `one answer tells at most ${most.toLocaleString("en")} values apart over so many windows, and there are more`,
    value: dimension,
    suggestion: "ask for one customer, for wider windows or for a shorter time",
  });

type Readings = ReturnType<GroupFold["finish"]>;

/** A customer's readings: one for each window, and at last that of the whole. */
async function readingsOf(
  events: Pick<EventStore, "aggregate">,
  tenant: string,
  fold: GroupFold,
  {
    edges,
    ...query
  }: Pick<UsageQuery, "customer" | "meter" | "groupBy"> & { readonly edges: readonly Instant[] },
): Promise<readonly Readings[]> {
  const windows = edges.slice(1).map((to, index) => ({ from: edges[index] ?? to, to }));
  const answers = await events.aggregate(
    tenant,
    windows.map((window, index) => ({ ...query, ...window, key: String(index) })),
  );
  const partialOf = (index: number) =>
    (answers.get(String(index))?.partial ?? fold.empty) as GroupedPartial;
  let carried = fold.empty;
  let all = fold.empty;
  const readings = windows.map((window, index) => {
    const partial = fold.merge(carried, partialOf(index));
    all = fold.merge(all, partialOf(index));
    carried = fold.carry(partial, window);
    return fold.finish(partial, window);
  });
  const whole = { from: edges[0] ?? 0, to: edges.at(-1) ?? 0 };
  return [...readings, fold.finish(all, whole)];
}

const nothing: UsageReading = { quantity: zero, events: 0 };

/** Sums of readings by value of the dimension and place; the place after the last window is that of the whole. */
type Sums = Map<string, UsageReading[]>;

function addReadings(sums: Sums, place: number, readings: ByValue): void {
  for (const [value, { quantity, events }] of readings) {
    const own = sums.get(value) ?? [];
    const before = own[place] ?? nothing;
    own[place] = { quantity: add(before.quantity, quantity), events: before.events + events };
    sums.set(value, own);
  }
}

function valuesOf(sums: Sums, edges: readonly Instant[]): readonly DimensionValue[] {
  const values = [...sums].map(
    ([value, readings]): DimensionValue => ({
      value,
      windows: edges.slice(1).map((to, index) => ({
        from: edges[index] ?? to,
        to,
        ...(readings[index] ?? nothing),
      })),
      total: readings[edges.length - 1] ?? nothing,
    }),
  );
  return values.sort(
    (left, right) =>
      compare(right.total.quantity, left.total.quantity) || (left.value < right.value ? -1 : 1),
  );
}
