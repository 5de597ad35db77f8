import { ok, type Result, refuse } from "../fault/fault.ts";
import { nearest } from "../fault/nearest.ts";
import type { Meter } from "../model/meter.ts";
import type { Model } from "../model/model.ts";
import { add, format, zero } from "../money/decimal.ts";
import { customerNames } from "../store/customers.ts";
import type { UsageReading, UsageWindow } from "../store/event-store.ts";
import { formatInstant, type Instant } from "../time/instant.ts";
import { billingPeriods } from "./billing-periods.ts";
import { type ReportParts, reading } from "./report-parts.ts";
import type {
  MeterSummary,
  TopCustomer,
  UsageRequest,
  UsageSeries,
  UsageSeriesWindow,
} from "./reports.ts";
import { usageByDimension } from "./usage-by-dimension.ts";
import { usageRange, windowEdges } from "./usage-range.ts";

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
  const { edges, customer, isWindow } = asked.value;
  const [from = request.from, to = from] = [edges[0], edges.at(-1)];
  const { groupBy } = request;
  const groups =
    groupBy === undefined
      ? ok(undefined)
      : await usageByDimension(parts, tenant, {
          meter: meter.value,
          dimension: groupBy,
          edges,
          customer,
          window: request.window,
        });
  if (!groups.ok) return groups;
  const readings = (boundaries: readonly number[]) =>
    parts.store.events.windows(tenant, {
      meter: meter.value,
      boundaries,
      ...(customer === undefined ? {} : { customer }),
    });
  const windows = edges.length === 0 ? [] : await readings(edges);
  const whole = addsUp(meter.value)
    ? sumOf(windows)
    : sumOf(edges.length === 0 ? [] : await readings([from, to]));
  return ok({
    meter: request.meter,
    unit: meter.value.unit,
    customer: customer ?? null,
    windows: windows.filter(isWindow).map(windowText),
    total: format(whole.quantity),
    events: whole.events,
    ...(groups.value === undefined
      ? {}
      : {
          groups: groups.value.map(({ value, windows: own, total }) => ({
            value,
            windows: own.filter(isWindow).map(windowText),
            total: format(total.quantity),
            events: total.events,
          })),
        }),
  });
}

const windowText = ({ from, to, quantity, events }: UsageWindow): UsageSeriesWindow => ({
  from: formatInstant(from),
  to: formatInstant(to),
  quantity: format(quantity),
  events,
});

/** The windows of a request, by their edges, and whose usage they are of. */
interface AskedWindows {
  readonly edges: readonly Instant[];
  readonly customer: string | undefined;
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
  const edges = windowEdges(request);
  return edges.ok
    ? ok({ edges: edges.value, customer: request.customer, isWindow: () => true })
    : edges;
}

/** Whether the quantity of a range is the sum of those of its parts: a peak or a count of different users is not. */
const addsUp = ({ aggregation }: Meter): boolean =>
  aggregation.kind === "sum" || aggregation.kind === "count";

const sumOf = (windows: readonly UsageWindow[]): UsageReading =>
  windows.reduce<UsageReading>(
    (total, { quantity, events }) => ({
      quantity: add(total.quantity, quantity),
      events: total.events + events,
    }),
    { quantity: zero, events: 0 },
  );

/** The customers who used most of a meter, largest first. */
export async function topUsageReport(
  parts: ReportParts,
  tenant: string,
  request: Omit<UsageRequest, "customer" | "window"> & { readonly limit: number },
): Promise<Result<readonly TopCustomer[]>> {
  const range = usageRange(request);
  if (!range.ok) return range;
  const meter = await meterNamed(parts, tenant, request.meter);
  if (!meter.ok) return meter;
  const { from, to, limit } = request;
  const top = await parts.store.events.top(tenant, { meter: meter.value, from, to, limit });
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
