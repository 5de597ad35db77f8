import {
  countbackDaysSalesOutstanding,
  simpleDaysSalesOutstanding,
} from "../../ledger/days-sales-outstanding.ts";
import { sumOfTerms } from "../evidence.ts";
import { type FigureMetric, notGiven } from "../metric.ts";
import { monthReceivable, receivableJournal, receivableTerm } from "../receivable-entries.ts";

/**
 * Days sales outstanding, counted by the ledger. A countback goes back through at most twelve months; a receivable
 * older than those that were given has at least that many days.
 */
export const dso: FigureMetric = {
  shape: "figure",
  id: "dso",
  name: "Days sales outstanding",
  unit: "days",
  period: "month",
  definition: "How many days of billings the receivable of the month's end is.",
  formula: "closing / billings x days of the month, or counted back month by month",
  source: "Days' sales in receivables; countback (exhaustion) method",
  settings: ["dsoMethod", "fx", "fxFixedOn"],
  reads: () => ["receivables"],
  measure: (facts, month) => {
    const { entries, periods } = receivableJournal(facts, month);
    const period = periods.at(-1);
    const own = monthReceivable(facts, month);
    if (period === undefined || own === undefined) return notGiven();
    const isCountback = facts.settings.dsoMethod === "countback";
    const used = isCountback ? periods : [period];
    const first = month - used.length + 1;
    const billings = used.map((_, index) => receivableTerm(facts, first + index, "billings"));
    const terms = [receivableTerm(facts, month, "closing"), sumOfTerms("billings", billings)];
    const { currency, zone } = facts;
    const days = isCountback
      ? countbackDaysSalesOutstanding(entries, currency, periods, zone).days
      : simpleDaysSalesOutstanding(entries, currency, period, zone);
    return days === undefined
      ? { value: null, missing: "divides-by-nothing", terms }
      : { value: days, terms };
  },
};
