import { expectOk, ok, type Result, refuse } from "../fault/fault.ts";
import { nearest } from "../fault/nearest.ts";
import { type GroupedPartial, type GroupFold, groupFold } from "../metering/group.ts";
import { compileMeter } from "../metering/meter-fold.ts";
import type { Meter } from "../model/meter.ts";
import { add, compare, zero } from "../money/decimal.ts";
import type { EventStore, UsageQuery, UsageReading, UsageWindow } from "../store/event-store.ts";
import type { Instant } from "../time/instant.ts";
import type { ReportParts } from "./report-parts.ts";
import type { UsageRequest } from "./reports.ts";
import { tooManyWindows, windowsMax } from "./usage-range.ts";

/** A meter over windows, by the values of one of its dimensions. */
interface DimensionRequest {
  readonly meter: Meter;
  readonly dimension: string;
  readonly edges: readonly Instant[];
  /** One customer; the sum of what each customer's is where undefined. */
  readonly customer: string | undefined;
  readonly window: UsageRequest["window"];
}

/** What one value of a dimension came to; "" for events that have none. */
export interface DimensionValue {
  readonly value: string;
  readonly windows: readonly UsageWindow[];
  readonly total: UsageReading;
}

/**
 * Reads each value of a dimension apart, the largest first, equal ones by name. Each is what the meter would read of its events
 * alone, so peaks of several values do not add up to the peak of all. Refuses `unknown-dimension`, `too-many-windows` where
 * the windows of all customers together are more than one answer tells apart, and `too-many-values` where those of all values are.
 */
export async function usageByDimension(
  { store }: Pick<ReportParts, "store">,
  tenant: string,
  { meter, dimension, edges, customer, window }: DimensionRequest,
): Promise<Result<readonly DimensionValue[]>> {
  const known = Object.keys(meter.dimensions ?? {});
  if (!known.includes(dimension)) return unknownDimension(dimension, known);
  const [from, to] = [edges[0], edges.at(-1)];
  if (from === undefined || to === undefined) return ok([]);
  const count = edges.length - 1;
  /** Of customers, and of values: as many as their windows are told apart. */
  const apartMax = Math.floor(windowsMax / count);
  const customers =
    customer === undefined
      ? (await store.events.top(tenant, { meter, from, to, limit: apartMax + 1 })).map(
          (one) => one.customer,
        )
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
    for (const [index, reading] of readings.entries()) addReadings(sums, dimension, index, reading);
    if (sums.size > apartMax) return tooManyValues(dimension, apartMax);
  }
  return ok(valuesOf(sums, edges));
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

function addReadings(sums: Sums, dimension: string, place: number, readings: Readings): void {
  for (const { dimensions, quantity, events } of readings.values()) {
    const value = dimensions[dimension] ?? "";
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
