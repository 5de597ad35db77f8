import { type Fault, pathTo } from "../fault/fault.ts";
import { format, isNegative, isPositive } from "../money/decimal.ts";
import { formatInstant } from "../time/instant.ts";
import { monthAt } from "./calendar-month.ts";
import type { MetricSettings } from "./metric-settings.ts";
import type { MetricsInput } from "./metrics-input.ts";
import { reportingRates } from "./reporting-rates.ts";

/**
 * Every fault of an input: `negative-recurring-value`, `stretch-ends-early`, `invalid-fx-rate`, and `fx-rate-missing`
 * of billed lines, revenue and receivables. Paths point to the row.
 */
export function checkInput(input: MetricsInput, settings: MetricSettings): readonly Fault[] {
  return [
    ...checkStretches(input),
    ...(settings.usage === "in" ? checkUsage(input) : []),
    ...checkReportingRates(input),
    ...checkOtherCurrencies(input, settings),
  ];
}

const negativeValue = (path: string, text: string): Fault => ({
  code: "negative-recurring-value",
  path,
  message: "recurring value is not below zero",
  value: text,
  suggestion: "take a discount off the stretch it belongs to",
});

function checkStretches({ stretches }: MetricsInput): Fault[] {
  return stretches.flatMap((stretch, index) => {
    const faults: Fault[] = [];
    const path = (): string => pathTo("/stretches", index);
    for (const key of ["amount", "net", "netRecurring", "netAll"] as const) {
      const value = stretch[key];
      if (value !== undefined && isNegative(value))
        faults.push(negativeValue(`${path()}/${key}`, format(value)));
    }
    if (stretch.to !== null && stretch.to < stretch.from)
      faults.push({
        code: "stretch-ends-early",
        path: `${path()}/to`,
        message: "a stretch does not end before it begins",
        value: formatInstant(stretch.to),
        suggestion: `an end at ${formatInstant(stretch.from)} or later, or null while it lasts`,
      });
    return faults;
  });
}

const checkUsage = ({ usage = [] }: MetricsInput): Fault[] =>
  usage.flatMap(({ amount }, index) =>
    isNegative(amount) ? [negativeValue(pathTo("/usage", index, "amount"), format(amount))] : [],
  );

const checkReportingRates = ({ rates = [] }: MetricsInput): Fault[] =>
  rates.flatMap(({ rate }, index) =>
    isPositive(rate)
      ? []
      : [
          {
            code: "invalid-fx-rate",
            path: pathTo("/rates", index, "rate"),
            message: "a rate is above zero",
            value: format(rate),
            suggestion: "give what one unit of the currency is worth in the reporting currency",
          },
        ],
  );

function checkOtherCurrencies(input: MetricsInput, settings: MetricSettings): Fault[] {
  const { zone, billed = [], revenue = [], receivables = [] } = input;
  const rates = reportingRates(input.currency, input.rates ?? [], zone, settings);
  const rows = [
    ...billed.map(({ currency, issuedAt }, index) => ({
      currency,
      month: () => monthAt(zone, issuedAt),
      path: () => pathTo("/billed", index, "currency"),
    })),
    ...revenue.map(({ currency, month }, index) => ({
      currency,
      month: () => month,
      path: () => pathTo("/revenue", index, "currency"),
    })),
    ...receivables.map(({ currency, month }, index) => ({
      currency,
      month: () => month,
      path: () => pathTo("/receivables", index, "currency"),
    })),
  ];
  return rows.flatMap(({ currency, month, path }) => {
    if (currency === input.currency) return [];
    const known = rates.checkKnown(currency, month(), path());
    return known.ok ? [] : known.faults;
  });
}
