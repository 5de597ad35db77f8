import { zoneOf } from "../account/terms.ts";
import { ok, type Result, refuse } from "../fault/fault.ts";
import { nearest } from "../fault/nearest.ts";
import { addsUp } from "../metering/adds-up.ts";
import type { Meter } from "../model/meter.ts";
import type { Model } from "../model/model.ts";
import { add, format, zero } from "../money/decimal.ts";
import { accountStanding } from "../store/accounts.ts";
import { customerNames } from "../store/customers.ts";
import type {
  CustomerUsage,
  TopUsageQuery,
  UsageReading,
  UsageWindow,
} from "../store/event-store.ts";
import { largestFirst } from "../store/folded-windows.ts";
import { formatInstant, type Instant } from "../time/instant.ts";
import { findZone, UTC, type Zone } from "../time/zone.ts";
import { billingPeriods } from "./billing-periods.ts";
import { type ReportParts, reading } from "./report-parts.ts";
import type {
  DroppedUsage,
  MeterSummary,
  TopCustomer,
  UsageGroup,
  UsageRequest,
  UsageSeries,
  UsageSeriesWindow,
} from "./reports.ts";
import { type DimensionValue, usageByDimension } from "./usage-by-dimension.ts";
import { usageNotKept, usageRange, windowEdges } from "./usage-range.ts";
import { type KnownWindow, keptCustomers, monthsDropped, usageWindows } from "./usage-with-kept.ts";

const currentModel = (parts: ReportParts, tenant: string): Promise<Model | undefined> =>
  reading(parts, tenant, async (tx) => (await parts.library.of(tx))?.books.current.model);

/** The meters of the current model; those that most charges read come first. */
export async function metersReport(
  parts: ReportParts,
  tenant: string,
): Promise<readonly MeterSummary[]> {
  const model = await currentModel(parts, tenant);
  return Object.entries(model?.meters ?? {})
    .sort(([left], [right]) => charges(model, right) - charges(model, left))
    .map(([id, meter]) => ({
      id,
      name: meter.name ?? id,
      unit: meter.unit,
      event: meter.event,
      aggregation: meter.aggregation.kind,
      dimensions: Object.keys(meter.dimensions ?? {}),
    }));
}

const charges = (model: Model | undefined, meter: string): number =>
  Object.values(model?.plans ?? {})
    .flatMap((plan) => Object.values(plan.charges ?? {}))
    .filter((charge) => charge.meter === meter).length;

/** A meter of the current model. Refuses `unknown-meter`. */
export async function meterNamed(
  parts: ReportParts,
  tenant: string,
  id: string,
): Promise<Result<Meter>> {
  const meters = (await currentModel(parts, tenant))?.meters ?? {};
  const meter = Object.hasOwn(meters, id) ? meters[id] : undefined;
  if (meter !== undefined) return ok(meter);
  const near = nearest(id, Object.keys(meters));
  return refuse({
    code: "unknown-meter",
    path: "/meter",
    message: "the model has no such meter",
    value: id,
    ...(near === undefined ? {} : { suggestion: `did you mean "${near}"?` }),
  });
}

/** A meter's quantity window by window, and over the whole range. */
export async function usageReport(
  parts: ReportParts,
  tenant: string,
  request: UsageRequest,
): Promise<Result<UsageSeries>> {
  const meter = await meterNamed(parts, tenant, request.meter);
  const ranged = usageRange(request);
  if (!ranged.ok) return ranged;
  if (!meter.ok) return meter;
  const asked = await askedWindows(parts, tenant, request);
  if (!asked.ok) return asked;
  const { edges, customer, timeZone, isWindow } = asked.value;
  const [from = request.from, to = from] = [edges[0], edges.at(-1)];
  const months = from < to ? await monthsDropped(parts, tenant, { from, to }) : [];
  const of = { meter: meter.value, customer };
  const { groupBy, window } = request;
  const groups =
    groupBy === undefined
      ? ok(undefined)
      : await usageByDimension(parts, tenant, { ...of, dimension: groupBy, edges, window, months });
  if (!groups.ok) return groups;
  const readings = (boundaries: readonly Instant[]): Promise<readonly KnownWindow[]> =>
    boundaries.length === 0
      ? Promise.resolve([])
      : usageWindows(parts, tenant, { ...of, edges: boundaries }, months);
  const windows = await readings(edges);
  const wholes = addsUp(meter.value)
    ? windows
    : await readings(edges.length === 0 ? [] : [from, to]);
  const isTold = toldWindow(windows, groups.value?.isKnown);
  const isWhole = wholes.every(({ source }) => source !== undefined);
  const told = (of: readonly UsageWindow[]) =>
    of.filter((window, index) => isWindow(window) && isTold(index));
  const whole = sumOf(wholes.filter(({ source }) => source !== undefined));
  return ok({
    meter: request.meter,
    unit: meter.value.unit,
    customer: customer ?? null,
    timeZone,
    windows: told(windows).map(windowText),
    total: isWhole ? format(whole.quantity) : null,
    events: whole.events,
    ...(groups.value === undefined
      ? {}
      : {
          groups: groups.value.values.map((one) =>
            groupText(one, told, isWhole && groups.value.isWholeKnown),
          ),
        }),
    ...(months.length === 0
      ? {}
      : {
          dropped: droppedUsage(
            months,
            windows.filter((window, index) => isWindow(window) && !isTold(index)),
          ),
        }),
  });
}

/** Which windows can be told, by their place. */
const toldWindow =
  (windows: readonly KnownWindow[], isKnown: ((index: number) => boolean) | undefined) =>
  (index: number): boolean =>
    windows[index]?.source !== undefined && (isKnown === undefined || isKnown(index));

const groupText = (
  { value, windows, total }: DimensionValue,
  told: (windows: readonly UsageWindow[]) => readonly UsageWindow[],
  isWhole: boolean,
): UsageGroup => ({
  value,
  windows: told(windows).map(windowText),
  total: isWhole ? format(total.quantity) : null,
  events: total.events,
});

const droppedUsage = (
  months: readonly Pick<UsageWindow, "from">[],
  unknown: readonly Pick<UsageWindow, "from" | "to">[],
): DroppedUsage => ({
  months: months.map(({ from }) => monthName(from)),
  unknown: unknown.map(({ from, to }) => ({ from: formatInstant(from), to: formatInstant(to) })),
});

/** `2025-01`. */
const monthName = (from: Instant): string => formatInstant(from).slice(0, 7);

const windowText = ({
  from,
  to,
  quantity,
  events,
  source,
}: UsageWindow & Partial<Pick<KnownWindow, "source">>): UsageSeriesWindow => ({
  from: formatInstant(from),
  to: formatInstant(to),
  quantity: format(quantity),
  events,
  ...(source === undefined || source === "events" ? {} : { source }),
});

/** The windows of a request, by their edges, and whose usage they are of. */
interface AskedWindows {
  readonly edges: readonly Instant[];
  readonly customer: string | undefined;
  readonly timeZone: string;
  /** False for time between two periods in which nothing was served. */
  readonly isWindow: (window: Pick<UsageWindow, "from" | "to">) => boolean;
}

async function askedWindows(
  parts: ReportParts,
  tenant: string,
  request: UsageRequest,
): Promise<Result<AskedWindows>> {
  if (request.periodsOf !== undefined)
    return billingPeriods(parts, tenant, { ...request, subscription: request.periodsOf });
  const zone = await askedZone(parts, tenant, request);
  if (!zone.ok) return zone;
  const edges = windowEdges(request, zone.value);
  if (!edges.ok) return edges;
  const { customer } = request;
  return ok({ edges: edges.value, customer, timeZone: zone.value.id, isWindow: () => true });
}

/** The zone of days and months: the one that was asked for, else the account's of the customer, else UTC. */
async function askedZone(
  parts: ReportParts,
  tenant: string,
  { timeZone, customer }: UsageRequest,
): Promise<Result<Zone>> {
  if (timeZone !== undefined) return findZone(timeZone, "/timezone");
  if (customer === undefined) return ok(UTC);
  return reading(parts, tenant, async (tx) => {
    const { account } = (await accountStanding(tx, customer)) ?? {};
    const books = (await parts.library.of(tx))?.books;
    return account === undefined || books === undefined
      ? ok(UTC)
      : zoneOf(account.customer, books.current);
  });
}

const sumOf = (windows: readonly UsageWindow[]): UsageReading =>
  windows.reduce<UsageReading>(
    (total, { quantity, events }) => ({
      quantity: add(total.quantity, quantity),
      events: total.events + events,
    }),
    { quantity: zero, events: 0 },
  );

/**
 * The customers who used most of a meter, largest first. Refuses `usage-not-kept` where what was kept of dropped months cannot tell.
 */
export async function topUsageReport(
  parts: ReportParts,
  tenant: string,
  request: Omit<UsageRequest, "customer" | "window"> & { readonly limit: number },
): Promise<Result<readonly TopCustomer[]>> {
  const range = usageRange(request);
  if (!range.ok) return range;
  const meter = await meterNamed(parts, tenant, request.meter);
  if (!meter.ok) return meter;
  const { from, to } = request;
  const top = await topCustomers(parts, tenant, { ...request, meter: meter.value });
  if (top === undefined) return usageNotKept({ from, to });
  const ids = top.map(({ customer }) => customer);
  const names = await reading(parts, tenant, (tx) => customerNames(tx, ids));
  return ok(
    top.map(({ customer, quantity, events }) => ({
      customer,
      customerName: names.get(customer) ?? customer,
      quantity: format(quantity),
      events,
    })),
  );
}

/** Those of whom something was kept are looked at besides the ones with most events; undefined where what was kept cannot tell. */
async function topCustomers(
  parts: ReportParts,
  tenant: string,
  { limit, ...query }: TopUsageQuery,
): Promise<readonly CustomerUsage[] | undefined> {
  const months = await monthsDropped(parts, tenant, query);
  if (months.length === 0) return parts.store.events.top(tenant, { ...query, limit });
  const kept = await keptCustomers(parts, tenant, query, months);
  if (kept === undefined) return undefined;
  const known = new Set(kept.map(({ customer }) => customer));
  const stored = await parts.store.events.top(tenant, { ...query, limit: limit + known.size });
  const others = stored.filter(({ customer }) => !known.has(customer));
  return [...kept, ...others].sort(largestFirst).slice(0, limit);
}
