import { sameUnit, type Unit } from "../../../formula/unit.ts";
import type { StatedMetric } from "../../../model/stated-metric.ts";

/** How a metric is compared with others: in months, in shares of a month or a year, in money of a customer. */
interface Scale {
  /** The value in the common measure; undefined where its unit is none that the metric has. */
  readonly read: (value: number, unit: Unit) => number | undefined;
}

const perMonth: Unit = { month: -1 };
const perYear: Unit = { year: -1 };

const ratio: Scale = { read: (value, unit) => (sameUnit(unit, {}) ? value : undefined) };

const duration: Scale = {
  read: (value, unit) =>
    sameUnit(unit, { month: 1 }) ? value : sameUnit(unit, { year: 1 }) ? value * 12 : undefined,
};

/** A loss per month; one of a year is that of twelve months, compounded. */
const loss: Scale = {
  read: (value, unit) =>
    sameUnit(unit, perMonth)
      ? value
      : sameUnit(unit, perYear)
        ? 1 - (1 - Math.min(1, Math.max(0, value))) ** (1 / 12)
        : undefined,
};

/** Money of one customer, whether the customer is said or not. */
const ofCustomer: Scale = {
  read: (value, { customer: _, ...unit }) =>
    Object.values(unit).length === 1 && Object.values(unit)[0] === 1 ? value : undefined,
};

const monthlyOfCustomer: Scale = {
  read: (value, { customer: _, ...unit }) =>
    unit.month === -1 ? value : unit.year === -1 ? value / 12 : undefined,
};

const scales: Readonly<Record<StatedMetric, Scale>> = {
  "logo-churn": loss,
  "customer-retention": ratio,
  "customer-lifetime": duration,
  grr: ratio,
  nrr: ratio,
  arpa: monthlyOfCustomer,
  "gross-margin": ratio,
  cac: ofCustomer,
  ltv: ofCustomer,
  "ltv-to-cac": ratio,
  "cac-payback": duration,
};

/** Bounds of a stated metric in the measure that it is compared in: months, shares of a month, money of a customer. */
export function measured(
  metric: StatedMetric,
  [low, high]: readonly [number, number],
  unit: Unit,
): readonly [low: number, high: number] | undefined {
  const { read } = scales[metric];
  const [least, most] = [read(low, unit), read(high, unit)];
  return least === undefined || most === undefined ? undefined : [least, most];
}
