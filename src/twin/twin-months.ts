import { assert, ok, type Result } from "../fault/fault.ts";
import type { JournalEntry } from "../ledger/entry.ts";
import { type Month, monthText } from "../ledger/recognition/accounting-month.ts";
import { monthAt } from "../metrics/calendar-month.ts";
import type { MetricsInput } from "../metrics/metrics-input.ts";
import { metricsReport } from "../metrics/metrics-report.ts";
import { settingsOf } from "../metrics/model-settings.ts";
import type { Model } from "../model/model.ts";
import { add, type Decimal, decimalOf, subtract, zero } from "../money/decimal.ts";
import type { Zone } from "../time/zone.ts";

/** What a lived business came to, by month of the plan, exact: the figures that a forecast states. */
export interface TwinMonths {
  /** Invoiced without tax, by stream. */
  readonly billed: ReadonlyMap<string, readonly Decimal[]>;
  /** Invoiced without tax in the month before the plan, by all streams. */
  readonly billedBefore: Decimal;
  /** What the books recognised, by stream. */
  readonly recognised: ReadonlyMap<string, readonly Decimal[]>;
  /** Recurring value at each month's end, to the minor unit. */
  readonly recurring: readonly Decimal[];
}

/** Sums of the journal by month, one entry after the other. */
export interface TwinSums extends Omit<TwinMonths, "recurring"> {
  readonly add: (entry: JournalEntry) => void;
}

/** Begins sums over so many months from the first; what lies outside of them is left out. */
export function twinSums(zone: Zone, first: Month, months: number): TwinSums {
  const recognised = new Map<string, Decimal[]>();
  const billed = new Map<string, Decimal[]>();
  let billedBefore = zero;
  const put = (
    sums: Map<string, Decimal[]>,
    stream: string,
    month: number,
    amount: Decimal,
  ): void => {
    const own = sums.get(stream) ?? Array.from({ length: months }, () => zero);
    own[month] = add(own[month] ?? zero, amount);
    sums.set(stream, own);
  };
  return {
    billed,
    recognised,
    get billedBefore() {
      return billedBefore;
    },
    add: ({ date, document, postings }) => {
      const month = monthAt(zone, date) - first;
      if (month >= months) return;
      const isDocument = document.kind === "invoice" || document.kind === "credit-note";
      for (const { account, amount } of postings) {
        const [type, family, stream = ""] = account.split(":");
        const value = decimalOf(amount);
        const ofStream = streamParts.has(`${type}:${family}`);
        // Credits stand below zero.
        if (month < 0) {
          if (isDocument && ofStream) billedBefore = subtract(billedBefore, value);
          continue;
        }
        if (type === "income" && family === "revenue")
          put(recognised, stream, month, subtract(zero, value));
        if (isDocument && ofStream) put(billed, stream, month, subtract(zero, value));
      }
    },
  };
}

/** Accounts in which a document puts what it invoices of a stream. */
const streamParts: ReadonlySet<string> = new Set([
  "income:revenue",
  "liabilities:deferred",
  "assets:unbilled",
]);

/** Recurring value at the end of each month, as the metrics have it by the settings of the model. */
export function recurringMonths(
  metrics: MetricsInput,
  model: Pick<Model, "metricSettings">,
  first: Month,
  months: number,
): Result<readonly Decimal[]> {
  const span = { from: monthText(first), to: monthText(first + months - 1) };
  const report = metricsReport(metrics, span, settingsOf(model), { metrics: [], rows: false });
  if (!report.ok) return report;
  const recurring = report.value.movements.map(({ closing }) => decimalOf(closing));
  assert(recurring.length === months, "each month has its movements");
  return ok(recurring);
}
