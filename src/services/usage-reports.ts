import type { Meter } from "../model/meter.ts";
import type { Model } from "../model/model.ts";
import { add, format, zero } from "../money/decimal.ts";
import type { customerNames } from "../store/customers.ts";
import type { UnbilledPosition } from "../store/event-store.ts";
import { decodeCursor, type ListScope, pageOf } from "../store/page.ts";
import type { Store } from "../store/store.ts";
import { civilFromDays, daysFromCivil } from "../time/calendar.ts";
import { DAY_MS, formatInstant, HOUR_MS, type Instant, parseInstant } from "../time/instant.ts";
import type { ModelLibrary } from "./model-library.ts";
import { InvalidCursor, type Reports, type UsageRequest, type UsageSeries } from "./reports.ts";

/** Windows one answer may have. */
const windowsMax = 5_000;

/** The usage half of the reports: meters, series, the largest users, and what stays unbilled. */
export function usageReports(
  store: Store,
  library: ModelLibrary,
  namesOf: typeof customerNames,
): Pick<Reports, "meters" | "usage" | "topUsage" | "unbilled"> {
  const models = (tenant: string) =>
    store.withTenant(tenant, (tx) => library.of(tx), { readOnly: true });
  const meterOf = async (tenant: string, id: string): Promise<Meter | undefined> =>
    (await models(tenant))?.books.current.model.meters[id];
  return {
    meters: async (tenant) => {
      const model = (await models(tenant))?.books.current.model;
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
    },
    usage: async (tenant, request) => {
      const meter = await meterOf(tenant, request.meter);
      return meter === undefined ? undefined : series(store, tenant, meter, request);
    },
    topUsage: async (tenant, { meter: id, from, to, limit }) => {
      const meter = await meterOf(tenant, id);
      if (meter === undefined) return undefined;
      const top = await store.events.top(tenant, { meter, from, to, limit });
      const names = await store.withTenant(
        tenant,
        (tx) =>
          namesOf(
            tx,
            top.map(({ customer }) => customer),
          ),
        { readOnly: true },
      );
      return top.map(({ customer, quantity, events }) => ({
        customer,
        customerName: names.get(customer) ?? customer,
        quantity: format(quantity),
        events,
      }));
    },
    unbilled: async (tenant, page) => {
      const metered = (await models(tenant))?.metered ?? new Map<string, readonly string[]>();
      const scope: ListScope = { list: "unbilled", tenant, filters: {} };
      const after = page.cursor === undefined ? undefined : positionOf(scope, page.cursor);
      const [events, total] = await Promise.all([
        store.events.unbilled(tenant, {
          metered,
          limit: page.limit + 1,
          ...(after === undefined ? {} : { after }),
        }),
        store.events.countUnbilled(tenant, metered),
      ]);
      const cut = pageOf(events, page.limit, scope, ({ time, id, source }) => [
        formatInstant(time),
        id,
        source,
      ]);
      const items = cut.items.map((event) => ({ ...event, time: formatInstant(event.time) }));
      return { items, next: cut.next, total };
    },
  };
}

/** How many charges read a meter: what is billed comes first in a list. */
const charges = (model: Model | undefined, meter: string): number =>
  Object.values(model?.plans ?? {})
    .flatMap((plan) => Object.values(plan.charges ?? {}))
    .filter((charge) => charge.meter === meter).length;

function positionOf(scope: ListScope, cursor: string): UnbilledPosition {
  const key = decodeCursor(scope, cursor, 3);
  const [time = "", id = "", source = ""] = key.ok ? key.value : [];
  const instant = parseInstant(time);
  if (!key.ok || !instant.ok) throw new InvalidCursor("this cursor does not belong to this list");
  return { time: instant.value, id, source };
}

async function series(
  store: Store,
  tenant: string,
  meter: Meter,
  request: UsageRequest,
): Promise<UsageSeries> {
  const { customer } = request;
  const windows = await store.events.windows(tenant, {
    meter,
    boundaries: boundariesOf(request),
    ...(customer === undefined ? {} : { customer }),
  });
  return {
    meter: request.meter,
    unit: meter.unit,
    customer: customer ?? null,
    windows: windows.map(({ from, to, quantity, events }) => ({
      from: formatInstant(from),
      to: formatInstant(to),
      quantity: format(quantity),
      events,
    })),
    total: format(windows.reduce((total, { quantity }) => add(total, quantity), zero)),
    events: windows.reduce((total, { events }) => total + events, 0),
  };
}

/** The edges of the windows, UTC; the first and the last window may be cut by the range. */
function boundariesOf({ from, to, window }: UsageRequest): Instant[] {
  const edges: Instant[] = [from];
  for (
    let edge = nextEdge(from, window);
    edge < to && edges.length < windowsMax;
    edge = nextEdge(edge, window)
  )
    edges.push(edge);
  return [...edges, to];
}

function nextEdge(after: Instant, window: UsageRequest["window"]): Instant {
  if (window !== "month") {
    const size = window === "hour" ? HOUR_MS : DAY_MS;
    return (Math.floor(after / size) + 1) * size;
  }
  const { year, month } = civilFromDays(Math.floor(after / DAY_MS));
  const next = month === 12 ? { year: year + 1, month: 1 } : { year, month: month + 1 };
  return daysFromCivil({ ...next, day: 1 }) * DAY_MS;
}
