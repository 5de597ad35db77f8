import type { Month } from "../ledger/recognition/accounting-month.ts";
import { add, type Decimal, decimal, isZero, multiply, one, zero } from "../money/decimal.ts";
import { divide, round } from "../money/rounding.ts";
import {
  customerSettings,
  type EvidenceRow,
  type Figure,
  quotient,
  type Term,
  unitDigits,
  valueSettings,
} from "./metric.ts";
import type { MetricFacts } from "./metric-facts.ts";
import type { SettingId } from "./metric-settings.ts";

const shared: readonly SettingId[] = [
  ...new Set<SettingId>([
    ...valueSettings,
    ...customerSettings,
    "grouping",
    "retentionReactivation",
  ]),
];

/** Settings of a month's net retention. */
export const netSettings: readonly SettingId[] = shared;
/** Settings of a month's gross retention. */
export const grossSettings: readonly SettingId[] = [...shared, "grossRetention"];
/** Settings of a year's net retention. */
export const yearlyNetSettings: readonly SettingId[] = [...netSettings, "retentionMethod"];
/** Settings of a year's gross retention. */
export const yearlyGrossSettings: readonly SettingId[] = [...grossSettings, "retentionMethod"];

/** Digits that a month's rate keeps where twelve of them are multiplied or averaged. */
const rateDigits = 18;

/** Net or gross retention over the months that end with `month`, by the setting `retentionMethod`. */
export function retentionFigure(
  facts: MetricFacts,
  month: Month,
  part: "net" | "gross",
  spanMonths: number,
): Figure {
  if (spanMonths > 1 && facts.settings.retentionMethod !== "cohort")
    return monthByMonth(facts, month, part, spanMonths);
  const [kept, start] = terms(facts, month, part, spanMonths);
  return quotient(kept.amount, start.amount, unitDigits.ratio, [kept, start]);
}

function terms(
  facts: MetricFacts,
  month: Month,
  part: "net" | "gross",
  spanMonths: number,
): readonly [Term, Term] {
  const retained = facts.retention(month, spanMonths);
  const rows = (of: "net" | "gross" | "start") => (): EvidenceRow[] =>
    retained.customers().map((row) => ({ amount: row[of], customer: row.customer }));
  return [
    { id: "kept", amount: retained[part], rows: rows(part) },
    { id: "start", amount: retained.start, rows: rows("start") },
  ];
}

/** Twelve monthly rates multiplied, or their mean; none where a month began with nothing. */
function monthByMonth(
  facts: MetricFacts,
  month: Month,
  part: "net" | "gross",
  spanMonths: number,
): Figure {
  const rates: Decimal[] = [];
  const rows: EvidenceRow[] = [];
  for (let at = month - spanMonths + 1; at <= month; at += 1) {
    const retained = facts.retention(at, 1);
    if (isZero(retained.start)) return { value: null, missing: "divides-by-nothing", terms: [] };
    const rate = divide(retained[part], retained.start, rateDigits);
    rates.push(rate);
    rows.push({ amount: rate, month: at });
  }
  const total = rates.reduce(add, zero);
  const value =
    facts.settings.retentionMethod === "mean"
      ? divide(total, decimal(spanMonths), unitDigits.ratio)
      : rates.reduce((product, rate) => round(multiply(product, rate), rateDigits), one);
  const term: Term = { id: "monthly-rates", amount: total, rows: () => rows };
  return { value: round(value, unitDigits.ratio), terms: [term] };
}
