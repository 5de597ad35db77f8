import { type Month, monthText } from "../../ledger/recognition/accounting-month.ts";
import { type Model, modelIdentity } from "../../model/model.ts";
import type { CurrencyCode } from "../../money/currency.ts";
import type { DecimalText } from "../../money/decimal.ts";
import type { PlanForecast } from "../forecast/forecast-plan.ts";
import { type ForecastRowText, forecastRowTexts } from "../forecast/forecast-report.ts";
import { forecastPeriods, forecastRows } from "../forecast/forecast-rows.ts";
import { metricRows } from "../forecast/metric-rows.ts";
import { plannedBusiness } from "../forecast/planned-business.ts";
import type {
  Months,
  PurchaseCell,
  PurchaseCustomers,
  PurchaseUsage,
} from "../variance/business-figures.ts";

/**
 * A forecast written down whole: every figure that it prints, what it comes to by purchase, and the model that it was made of. It needs nothing
 * else to be held against what happens later, whatever became of the model since.
 */
export interface PlanDocument {
  /** `id@version`. */
  readonly model: string;
  readonly scenario?: string;
  readonly currency: CurrencyCode;
  readonly customers: "whole" | "expected";
  /** `2027-01` and so on. */
  readonly months: readonly string[];
  readonly rows: readonly ForecastRowText[];
  readonly plan: {
    /** Numbers to twelve digits; money in minor units. */
    readonly purchases: readonly PurchaseCustomers[];
    readonly cells: readonly PurchaseCell[];
    readonly usage: readonly PurchaseUsage[];
    /** What a unit of other currencies is taken to be worth; those that are left out, what they were. */
    readonly rates: Readonly<Record<string, DecimalText>>;
    readonly document: Model;
  };
}

/** What a plan document says beside its figures. */
export interface PlanOrigin {
  readonly scenario?: string | undefined;
  readonly rates?: Readonly<Record<string, DecimalText>>;
}

/** Writes a forecast of a model down. */
export function planDocument(
  model: Model,
  forecast: PlanForecast,
  { scenario, rates = {} }: PlanOrigin = {},
): PlanDocument {
  const { currency, customers, first, months } = forecast.customers;
  const { purchases, cells, usage } = plannedBusiness(model, forecast);
  return {
    model: modelIdentity(model),
    ...(scenario === undefined ? {} : { scenario }),
    currency,
    customers,
    months: monthTexts(first, months),
    rows: forecastRowTexts(
      [...forecastRows(model, forecast), ...metricRows(model, forecast)],
      forecastPeriods(first, months, "month"),
      currency,
    ),
    plan: {
      purchases: purchases.map((one) => ({
        ...one,
        opening: written(one.opening),
        joined: written(one.joined),
        movedIn: written(one.movedIn),
        movedOut: written(one.movedOut),
        left: written(one.left),
        closing: written(one.closing),
      })),
      cells: cells.map((one) => ({
        ...one,
        list: written(one.list),
        net: written(one.net),
        flows: {
          mrr: written(one.flows.mrr),
          billings: written(one.flows.billings),
          revenue: written(one.flows.revenue),
        },
      })),
      usage: usage.map((one) => ({ ...one, units: written(one.units) })),
      rates,
      document: model,
    },
  };
}

/** Months as they are written. */
const monthTexts = (first: Month, months: number): readonly string[] =>
  Array.from({ length: months }, (_, index) => monthText(first + index));

/** Twelve digits: what a double surely has after some arithmetic. */
const written = (series: Months): Months => series.map((value) => Number(value.toPrecision(12)));
