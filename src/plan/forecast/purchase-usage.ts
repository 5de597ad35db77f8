import { type Fault, ok, type Result, refuse } from "../../fault/fault.ts";
import { divideUnits, raiseUnit, unitOf, unitText } from "../../formula/unit.ts";
import type { Month } from "../../ledger/recognition/accounting-month.ts";
import type { EventData, EventValue } from "../../metering/event-data.ts";
import { compileMeter } from "../../metering/meter-fold.ts";
import { type DriverPlace, within } from "../../model/drivers/driver-place.ts";
import type { Meter } from "../../model/meter.ts";
import type { Model } from "../../model/model.ts";
import { declared, entriesOf } from "../../model/model-rule.ts";
import type { SegmentPurchase, UsageDriver } from "../../model/segment.ts";
import type { MonthlyUsage, UsageBatch } from "../billing/sample-usage.ts";
import type { PlanRun } from "./compile-plan.ts";

/** One figure of use, and how many events it is told by. */
interface UsageFigure {
  readonly meter: Meter;
  readonly is: string;
  readonly events: string | undefined;
  readonly data: EventData;
}

/** Events of a kind in one month are at most so many: what a price sees of each is kept. */
const eventsMax = 1_000_000_000;

/**
 * What one customer of a purchase uses month by month, by the figures of a run. Refuses `usage-not-monthly` for a figure that is no amount
 * per month, and `usage-not-counted` for events that the meter's filter leaves out.
 */
export function purchaseUsage(
  purchase: SegmentPurchase,
  place: DriverPlace,
  run: PlanRun,
  model: Model,
  first: Month,
): Result<MonthlyUsage> {
  const figures: UsageFigure[] = [];
  const faults: Fault[] = [];
  for (const [meterId, driver] of entriesOf<UsageDriver>(purchase.usage)) {
    const meter = declared(model.meters, meterId);
    if (meter === undefined) continue;
    const own = figuresOf(driver, within(place, `usage.${meterId}`, "usage", meterId), meter);
    faults.push(
      ...own.flatMap((one) => unitFault(one.is, run) ?? filterFault(one, meterId, run) ?? []),
    );
    figures.push(...own);
  }
  if (faults.length > 0) return refuse(...faults);
  return ok((month) => figures.flatMap((figure) => batchesOf(figure, run, month - first)));
}

function figuresOf(driver: UsageDriver, place: DriverPlace, meter: Meter): UsageFigure[] {
  if (typeof driver === "string") return [{ meter, is: place.name, events: undefined, data: {} }];
  return driver.map(({ events, with: data = {} }, index) => {
    const own = within(place, String(index + 1), index);
    const named = events === undefined ? undefined : `${own.name}.events`;
    return { meter, is: `${own.name}.is`, events: named, data };
  });
}

/** Everything that one customer's use, and the growth of its quantity, depend on, as a text: the same for the same use in each month of the plan and the one after. */
export function usageText(
  { usage }: SegmentPurchase,
  place: DriverPlace,
  { has, read }: PlanRun,
  months: number,
): string {
  const series = (name: string): string =>
    has(name) ? Array.from({ length: months + 1 }, (_, month) => read(name, month)).join() : "";
  const used = entriesOf<UsageDriver>(usage).map(([meter, driver]) => {
    const name = `${place.name}.usage.${meter}`;
    const kinds = typeof driver === "string" ? [] : driver;
    return [
      meter,
      series(name),
      ...kinds.flatMap(({ with: data }, index) => [
        JSON.stringify(data ?? {}),
        series(`${name}.${index + 1}.is`),
        series(`${name}.${index + 1}.events`),
      ]),
    ].join(";");
  });
  return [series(`${place.name}.growth`), ...used].join("|");
}

/** What one customer uses of a meter in a month of the plan, in the meter's units. */
export const usedIn = (
  driver: UsageDriver,
  purchase: DriverPlace,
  meter: string,
  run: PlanRun,
  month: number,
): number =>
  typeof driver === "string"
    ? run.read(`${purchase.name}.usage.${meter}`, month)
    : driver.reduce(
        (sum, _, index) => sum + run.read(`${purchase.name}.usage.${meter}.${index + 1}.is`, month),
        0,
      );

/** A run in which what a customer of a purchase uses is so many times as much. */
export function usingMore(run: PlanRun, purchase: string, times: number): PlanRun {
  if (times === 1) return run;
  const usage = `${purchase}.usage.`;
  const read = (name: string, month: number): number =>
    run.read(name, month) * (name.startsWith(usage) ? times : 1);
  return { ...run, read };
}

/** Any noun may be used; whatever it is, it is so much of it a month. */
function unitFault(figure: string, run: PlanRun): Fault | undefined {
  const place = run.place(figure);
  if (place === undefined || place.type.kind !== "number") return undefined;
  const { unit } = place.type;
  if (unit.month === -1) return undefined;
  const monthly = unitText(divideUnits(raiseUnit(unit, 1), unitOf("month")));
  return {
    code: "usage-not-monthly",
    path: place.path,
    message: `use is so much a month, and this is in ${unitText(unit)}`,
    suggestion: `write it in ${monthly}`,
  };
}

/** Use that no month counts would be billed at nothing, and nobody would wonder. */
function filterFault(figure: UsageFigure, id: string, run: PlanRun): Fault | undefined {
  const { meter, is, data } = figure;
  const place = run.place(is);
  const compiled = compileMeter(meter);
  if (place === undefined || meter.filter === undefined || !compiled.ok) return undefined;
  const { accepts } = compiled.value;
  let used = false;
  for (let month = 0; month < place.length; month += 1)
    for (const { event: type, data: own } of batchesOf(figure, run, month)) {
      if (accepts({ id: "", source: "plan", type, customer: "", time: 0, data: own }))
        return undefined;
      used = true;
    }
  return used
    ? {
        code: "usage-not-counted",
        path: place.path,
        message: `the filter of the meter "${id}" leaves these events out`,
        value: JSON.stringify(data),
        suggestion:
          'write a list, and say "with" what properties the events have that the filter asks for',
      }
    : undefined;
}

function batchesOf(
  { meter, is, events, data }: UsageFigure,
  run: PlanRun,
  month: number,
): UsageBatch[] {
  const amount = run.read(is, month);
  if (!(amount > 0)) return [];
  const { event, aggregation } = meter;
  if (aggregation.kind === "count")
    return [{ event, data, events: Math.min(Math.round(amount), eventsMax) }];
  if (aggregation.kind === "unique")
    return Array.from({ length: Math.min(Math.round(amount), 10_000) }, (_, index) => ({
      event,
      data: { ...data, [aggregation.property]: String(index + 1) },
      events: 1,
    }));
  const count = events === undefined ? 1 : Math.min(Math.round(run.read(events, month)), eventsMax);
  if (count < 1) return [];
  return [
    { event, data: { ...data, [aggregation.property]: measured(amount / count) }, events: count },
  ];
}

/** A figure of a plan as an event tells it: twelve digits, which is what a double surely has after some arithmetic. */
const measured = (amount: number): EventValue => Number(amount.toPrecision(12));
