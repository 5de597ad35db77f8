import { expectOk, type Fault, ok, pathTo, type Result, refuse } from "../../fault/fault.ts";
import { parseMonth } from "../../metrics/calendar-month.ts";
import { lossOver } from "../../model/churn/churn-kind.ts";
import { churnKind } from "../../model/churn/registry.ts";
import type { DriverPlace } from "../../model/drivers/driver-place.ts";
import { purchasePlace, segmentPlace } from "../../model/drivers/segment-entries.ts";
import { readUsageSpread } from "../../model/drivers/usage-variation.ts";
import type { Model } from "../../model/model.ts";
import { entriesOf } from "../../model/model-rule.ts";
import type { Segment, SegmentPurchase } from "../../model/segment.ts";
import { civilFromDays } from "../../time/calendar.ts";
import { firstDayOfMonth } from "../../time/month-table.ts";
import type { PopulationDrivers, PurchaseDrivers } from "../population/population-drivers.ts";
import type { PlanRun } from "./compile-plan.ts";
import { chanceFault, signFault } from "./driver-faults.ts";
import {
  chargeMonths,
  hasPlan,
  isCancelled,
  type Lasting,
  lastingOf,
  paidMonths,
  purchaseCadence,
  renewalMonths,
  trialDays,
} from "./purchase-cadence.ts";
import { countedPurchases } from "./sum-segment.ts";
import { unpaidMonths } from "./unpaid-months.ts";

/** The model of a plan, and how many months are counted. */
export interface PlannedMonths {
  readonly model: Model;
  readonly months: number;
}

/**
 * What a segment's customers do, by the figures of a run. Refuses `chance-out-of-range` for a churn, share or move below 0% or
 * above 100%, `shares-not-whole`, and `negative-customers`; each with the month.
 */
export function segmentDrivers(
  id: string,
  segment: Segment,
  run: PlanRun,
  { model, months }: PlannedMonths,
): Result<PopulationDrivers> {
  const place = segmentPlace(id);
  const { name } = place;
  const faults: Fault[] = [];
  const checkChance = (figure: string): void => {
    const at = outside(run, figure, months, (value) => value >= 0 && value <= 1);
    if (at !== undefined) faults.push(chanceFault(run, figure, at));
  };
  const checkPositive = (figure: string): void => {
    const at = outside(run, figure, months, (value) => value > 0);
    if (at !== undefined) faults.push(signFault(run, figure, at, "above"));
  };
  const counts = [`${name}.opening`, run.has(`${name}.target`) ? `${name}.target` : `${name}.new`];
  for (const figure of counts) {
    const at = outside(run, figure, months, (value) => value >= 0);
    if (at !== undefined) faults.push(signFault(run, figure, at, "from"));
  }
  if (run.has(unpaidFigure))
    for (const figure of ["capital.failed-payments", "capital.recovered-payments"])
      checkChance(figure);
  const purchases: PurchaseDrivers[] = [];
  for (const [purchaseId, purchase] of entriesOf<SegmentPurchase>(segment.purchases)) {
    const own = purchasePlace(place, purchaseId);
    checkChance(`${own.name}.share`);
    if (purchase.churn !== undefined) {
      const { chances, positive: above } = churnKind(purchase.churn).bounded(
        purchase.churn,
        own.name,
      );
      chances.forEach(checkChance);
      above.forEach(checkPositive);
    }
    for (const to of Object.keys(purchase.moves ?? {})) checkChance(`${own.name}.moves.${to}`);
    const period = renewalMonths(purchase, model);
    const lasting = lastingOf(purchase, model);
    const isLost = purchase.contract !== undefined || isCancelled(purchase, model);
    const unpaid = isLost ? unpaidTerms(purchase, model) : undefined;
    const dayOf = dayAfterTrial(purchase, model);
    const terms = { purchase, period, lasting, unpaid, dayOf };
    purchases.push(purchaseDrivers(purchaseId, terms, own, run));
  }
  faults.push(...shareFaults(segment, place, run, { model, months }));
  if (faults.length > 0) return refuse(...faults);
  const { read } = run;
  return ok({
    months,
    opening: read(`${name}.opening`, 0),
    arrivals: run.has(`${name}.target`)
      ? {
          kind: "target",
          customersAt: (month) => read(`${name}.target`, month),
          counted: countedPurchases(segment, model),
        }
      : { kind: "new", newIn: (month) => read(`${name}.new`, month) },
    purchases,
  });
}

/** The part of invoices that are never paid. */
const unpaidFigure = "capital.unpaid";

interface Terms {
  readonly purchase: SegmentPurchase;
  readonly dayOf: PurchaseDrivers["dayOf"];
  /** Months from one renewal to the next. */
  readonly period: number;
  readonly lasting: Lasting;
  /** Months from one invoice to the next, and from one that is never paid to the end of service, where there is such an end. */
  readonly unpaid: Omit<NonNullable<PurchaseDrivers["unpaid"]>, "chanceIn"> | undefined;
}

function purchaseDrivers(
  id: string,
  { purchase, period, lasting, unpaid, dayOf }: Terms,
  { name }: DriverPlace,
  { read, has }: PlanRun,
): PurchaseDrivers {
  const { churn, moves } = purchase;
  const lossOf = churn === undefined ? () => 0 : churnKind(churn).lossAt(churn, name, read);
  const ways = Object.keys(moves ?? {}).map((to) => {
    const rate = `${name}.moves.${to}`;
    return { to, in: (month: number) => lossOver(period, (back) => read(rate, month - back)) };
  });
  const movedIn = (month: number): number => ways.reduce((sum, way) => sum + way.in(month), 0);
  return {
    id,
    lasting: lasting !== "once",
    ...variationOf(purchase),
    ...(dayOf === undefined ? {} : { dayOf }),
    shareIn: (month) => read(`${name}.share`, month),
    period,
    ...(unpaid !== undefined && has(unpaidFigure)
      ? { unpaid: { ...unpaid, chanceIn: (month) => read(unpaidFigure, month) } }
      : {}),
    ageless: lasting === "ends" || churn === undefined || churnKind(churn).ageless,
    lossAt: (number, month) =>
      lasting === "ends" ? Math.max(0, 1 - movedIn(month)) : lossOf({ number, period, month }),
    moves: ways.map((way) => ({
      to: way.to,
      // Of what is over by itself all are gone who do not move on, so that those who are left do.
      rateIn: (month) =>
        lasting === "ends" ? way.in(month) / Math.max(movedIn(month), 1e-12) : way.in(month),
    })),
  };
}

/**
 * What is used is invoiced when it is settled, and who does not pay is lost at the end of such a period: of the one after where nothing is paid
 * beforehand.
 */
function unpaidTerms(purchase: SegmentPurchase, model: Model): NonNullable<Terms["unpaid"]> {
  const after = unpaidMonths(purchase, model);
  if (purchase.usage === undefined) return { every: paidMonths(purchase, model), after };
  const every = chargeMonths(purchase, model);
  const { plan, addons } = purchase;
  const isMetered =
    plan !== undefined && addons === undefined && purchaseCadence(purchase, model) === undefined;
  const settled = isMetered ? every : 0;
  return { every, after: settled + Math.ceil(after / every) * every, settled };
}

/** With a trial, periods begin when it is over. */
function dayAfterTrial(purchase: SegmentPurchase, model: Model): PurchaseDrivers["dayOf"] {
  const days = trialDays(purchase, model);
  const first = parseMonth(model.horizon?.from ?? "");
  if (days === 0 || !first.ok) return undefined;
  return (start) => civilFromDays(firstDayOfMonth(first.value + start) + days).day;
}

/** A model that was checked has a distribution that can be read. */
function variationOf({ usageVaries }: SegmentPurchase): Pick<PurchaseDrivers, "variation"> {
  if (usageVaries === undefined) return {};
  const { classes, quantile } = expectOk(readUsageSpread(usageVaries, ""));
  return { variation: { classes, factorAt: quantile } };
}

/** The first month in which a figure is not what it must be. */
function outside(
  run: PlanRun,
  figure: string,
  months: number,
  holds: (value: number) => boolean,
): number | undefined {
  for (let month = 0; month < months; month += 1) if (!holds(run.read(figure, month))) return month;
  return undefined;
}

/** Plans are what a customer has one of, so their shares are all of the customers. */
function shareFaults(
  segment: Segment,
  place: DriverPlace,
  run: PlanRun,
  { model, months }: PlannedMonths,
): Fault[] {
  const plans = entriesOf<SegmentPurchase>(segment.purchases).filter(([, one]) =>
    hasPlan(one, model),
  );
  if (plans.length === 0) return [];
  for (let month = 0; month < months; month += 1) {
    const total = plans.reduce(
      (sum, [id]) => sum + run.read(`${purchasePlace(place, id).name}.share`, month),
      0,
    );
    if (Math.abs(total - 1) > 1e-9)
      return [
        {
          code: "shares-not-whole",
          path: pathTo(place.path, "purchases"),
          message: `the shares of plans add up to 100%, and in month ${month + 1} these add up to ${(total * 100).toFixed(2)}%`,
          suggestion: `mend the share of ${listed(plans.map(([id]) => id))}, or let one be what the others leave: "1 - …"`,
        },
      ];
  }
  return [];
}

const listed = (ids: readonly string[]): string => ids.map((id) => `"${id}"`).join(" or ");
