import type { Account } from "../account/account.ts";
import { type PriceBooks, priceBooks } from "../account/price-book.ts";
import { zoneOf } from "../account/terms.ts";
import { calendarWindow } from "../entitlement/quota-window.ts";
import { expectOk } from "../fault/fault.ts";
import type { Counted, MeterWindow } from "../metering/aggregation-fold.ts";
import { type GroupedPartial, groupFold } from "../metering/group.ts";
import { compileMeter, type MeterFold } from "../metering/meter-fold.ts";
import type { Meter } from "../model/meter.ts";
import type { Model } from "../model/model.ts";
import { accountStanding } from "../store/accounts.ts";
import { type DroppedMonth, droppedMonths, saveKeptMonth } from "../store/dropped-months.ts";
import type { UsageAnswer, UsageQuery, UsedPart } from "../store/event-store.ts";
import { addKept, forgetKept, type KeptPart, keptAs } from "../store/kept-usage.ts";
import { publishedModels } from "../store/models.ts";
import type { Store } from "../store/store.ts";
import type { StoredMonth } from "../store/stored-month.ts";
import type { Tx } from "../store/tenant.ts";
import { bucketMs, counterKey } from "../store/usage-counters.ts";
import { HOUR_MS, type Instant } from "../time/instant.ts";
import { UTC, type Zone } from "../time/zone.ts";
import { chargedPeriods } from "./billing-periods.ts";

/** A meter under all the names that models gave it, with every dimension that one of them declares. */
interface KeptMeter {
  readonly counter: string;
  readonly meter: Meter;
  readonly names: ReadonlySet<string>;
  readonly dimensions: readonly string[];
}

type Month = Pick<DroppedMonth, "from" | "to">;

/**
 * Keeps what a tenant used in a month of every meter of its models, in one transaction: by quarter-hours what larger times are made of;
 * of the others what each customer's hours, days, months and billing periods read, days and months both of UTC and of the account's
 * zone. A second time it is kept anew, which is for months whose events are all still there. Of a month without events nothing is
 * noted: nothing is lost with it. Answers what was stored before anything was read, so that whatever comes in meanwhile shows.
 */
export function rollUpMonth(store: Store, tenant: string, month: Month): Promise<StoredMonth> {
  return store.withTenant(tenant, async (tx) => {
    const stored = await store.events.upkeep.storedMonth(tx, month.from, month.to);
    if (stored.events === 0) return stored;
    const models = (await publishedModels(tx)).map(({ document }) => JSON.parse(document) as Model);
    const meters = metersOf(models);
    const books = models.length === 0 ? undefined : expectOk(priceBooks(models));
    const gone = await droppedMonths(tx, store.events.upkeep, { from: 0, to: month.from });
    await forgetKept(tx, month);
    for (const meter of meters) {
      const as = keptAs(meter.meter);
      if (as === "figure" && books !== undefined)
        await keepFigures({ store, tx, books, gone }, meter, month);
      else if (as !== "nothing") await keepQuarterHours({ store, tx }, meter, month);
    }
    const told = meters.filter(({ meter }) => keptAs(meter) !== "nothing");
    const kept = Object.fromEntries(told.map(({ counter, dimensions }) => [counter, dimensions]));
    await saveKeptMonth(tx, { ...month, kept }, stored.newest);
    return stored;
  });
}

function metersOf(models: readonly Model[]): readonly KeptMeter[] {
  const meters = new Map<string, KeptMeter>();
  for (const [name, meter] of models.flatMap((model) => Object.entries(model.meters))) {
    const counter = counterKey(meter);
    const { names = [], dimensions = [] } = meters.get(counter) ?? {};
    meters.set(counter, {
      counter,
      meter,
      names: new Set([...names, name]),
      dimensions: [...new Set([...dimensions, ...Object.keys(meter.dimensions ?? {})])],
    });
  }
  return [...meters.values()];
}

async function keepQuarterHours(
  { store, tx }: { readonly store: Store; readonly tx: Tx },
  { counter, meter, dimensions }: KeptMeter,
  month: Month,
): Promise<void> {
  const as = keptAs(meter);
  for (const dimension of ["", ...dimensions]) {
    const span = dimension === "" ? month : { ...month, dimension };
    for await (const page of store.events.upkeep.usedIn(tx, meter, span))
      await addKept(tx, { counter, as, dimension }, page.map(quarterHour));
  }
}

const quarterHour = ({ value, ...part }: UsedPart): KeptPart => ({
  ...part,
  to: part.from + bucketMs,
  value: value === null ? "" : String(value),
});

/** What figures of a tenant are read from. */
interface FigureSources {
  readonly store: Store;
  readonly tx: Tx;
  readonly books: PriceBooks;
  /** Months before whose events are gone: their figures are kept already. */
  readonly gone: readonly DroppedMonth[];
}

async function keepFigures(
  { store, tx, books, gone }: FigureSources,
  { counter, meter, names, dimensions }: KeptMeter,
  month: Month,
): Promise<void> {
  const { tenant } = tx;
  const limit = Number.MAX_SAFE_INTEGER;
  const customers = await store.events.top(tenant, { meter, ...month, limit });
  const fold = expectOk(compileMeter(meter));
  for (const { customer } of customers) {
    const account = (await accountStanding(tx, customer))?.account;
    const windows = windowsOf(month, customer, account, { books, names }).filter(
      (window) => !gone.some((before) => window.from < before.to && window.to > before.from),
    );
    const ask = (groupBy: Pick<UsageQuery, "groupBy">) =>
      store.events.aggregate(
        tenant,
        windows.map((window, index) => ({
          key: String(index),
          customer,
          meter,
          ...window,
          ...groupBy,
        })),
      );
    const add = (dimension: string, parts: readonly Omit<KeptPart, "customer">[]) =>
      addKept(
        tx,
        { counter, as: "figure", dimension },
        parts.map((part) => ({ ...part, customer })),
      );
    await add("", wholeFigures(fold, windows, await ask({})));
    for (const dimension of dimensions)
      await add(
        dimension,
        figuresBy(dimension, fold, windows, await ask({ groupBy: [dimension] })),
      );
  }
}

type Answers = ReadonlyMap<string, UsageAnswer>;

/** A figure for each window, of what was used; days and longer ones have one of nothing, too. */
const wholeFigures = (
  fold: MeterFold,
  windows: readonly MeterWindow[],
  answers: Answers,
): readonly Omit<KeptPart, "customer">[] =>
  windows.flatMap((window, index) => {
    const partial = answers.get(String(index))?.partial as Counted | undefined;
    if (partial === undefined && window.to - window.from === HOUR_MS) return [];
    const { quantity, events } = fold.finish(partial ?? fold.empty, window);
    return [{ ...window, value: "", quantity, events }];
  });

/** A figure for each window and value of a dimension that occurred in it. */
function figuresBy(
  dimension: string,
  fold: MeterFold,
  windows: readonly MeterWindow[],
  answers: Answers,
): readonly Omit<KeptPart, "customer">[] {
  const groups = groupFold(fold, [dimension]);
  return windows.flatMap((window, index) => {
    const partial = answers.get(String(index))?.partial as GroupedPartial | undefined;
    const readings = groups.finish(partial ?? groups.empty, window);
    return [...readings.values()].map(({ dimensions, quantity, events }) => ({
      ...window,
      value: dimensions[dimension] ?? "",
      quantity,
      events,
    }));
  });
}

/** The windows that a customer's use of a month is asked for by: some reach into the months beside it. */
function windowsOf(
  month: Month,
  customer: string,
  account: Account | undefined,
  { books, names }: { readonly books: PriceBooks; readonly names: ReadonlySet<string> },
): readonly MeterWindow[] {
  // Nothing happens before 1970.
  const within = { from: Math.max(month.from, 0), to: month.to };
  const windows = [...hoursOf(within), ...daysAndMonths(within, UTC)];
  if (account !== undefined) {
    windows.push(...daysAndMonths(within, expectOk(zoneOf(account.customer, books.current))));
    for (const subscription of account.subscriptions) {
      if (subscription.fact.customer !== customer) continue;
      const asked = { ...month, isMeter: (id: string) => names.has(id) };
      windows.push(...(chargedPeriods(subscription, account.customer, books, asked) ?? []));
    }
  }
  const known = new Map(windows.map(({ from, to }) => [`${from}/${to}`, { from, to }]));
  return [...known.values()];
}

const hoursOf = ({ from, to }: Month): MeterWindow[] =>
  Array.from({ length: (to - from) / HOUR_MS }, (_, index) => ({
    from: from + index * HOUR_MS,
    to: from + (index + 1) * HOUR_MS,
  }));

function daysAndMonths(month: Month, zone: Zone): MeterWindow[] {
  const windows: MeterWindow[] = [];
  for (const length of ["day", "month"] as const) {
    let at: Instant = month.from;
    while (at < month.to) {
      const window = calendarWindow(length, at, zone);
      windows.push(window);
      at = window.to;
    }
  }
  return windows;
}
