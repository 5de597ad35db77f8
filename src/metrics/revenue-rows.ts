import type { Month } from "../ledger/recognition/accounting-month.ts";
import type { RevenueKind } from "../model/stream-kinds.ts";
import { originalOf } from "./evidence.ts";
import type { EvidenceRow } from "./metric.ts";
import type { MetricFacts } from "./metric-facts.ts";
import type { BilledLine } from "./metrics-input.ts";

/** A row of revenue and what the revenue is for. */
interface RevenueRow extends EvidenceRow {
  readonly kind: RevenueKind;
}

/** A row of billings. */
interface BilledRow extends EvidenceRow {
  readonly kind: BilledLine["kind"];
}

/** A month's revenue by the setting `revenueBasis`: recognised, or billed; undefined where it was not given. */
export const revenueRows = (facts: MetricFacts, month: Month): RevenueRow[] | undefined =>
  facts.settings.revenueBasis === "billed"
    ? billedRows(facts, month)?.flatMap(({ kind, ...row }) =>
        kind === "prepayment" ? [] : [{ ...row, kind }],
      )
    : facts.revenue(month)?.map(({ stream, kind, recognised, currency }) => ({
        amount: facts.book.rates.convert(recognised, currency, month),
        kind,
        stream,
        original: originalOf(facts, recognised, currency),
      }));

/** A month's billed lines, prepayments among them; undefined where none were given at all. */
export const billedRows = (facts: MetricFacts, month: Month): BilledRow[] | undefined =>
  facts.billed(month)?.map((line: BilledLine) => ({
    amount: facts.book.rates.convert(line.amount, line.currency, month),
    kind: line.kind,
    customer: line.customer,
    stream: line.stream,
    invoice: line.invoice,
    at: line.issuedAt,
    original: originalOf(facts, line.amount, line.currency),
  }));
