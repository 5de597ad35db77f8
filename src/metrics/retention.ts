import type { Month } from "../ledger/recognition/accounting-month.ts";
import { add, type Decimal, isZero, min, zero } from "../money/decimal.ts";
import type { CustomerHistory } from "./customer-history.ts";
import type { MetricFacts } from "./metric-facts.ts";

/** A customer of the start, what they were worth then, and what of it counts as kept. */
export interface RetainedCustomer {
  readonly customer: string;
  readonly start: Decimal;
  readonly net: Decimal;
  readonly gross: Decimal;
}

/** Recurring value of a start's customers, then and at the end. */
export interface Retention {
  readonly start: Decimal;
  /** With expansion. */
  readonly net: Decimal;
  /** Without: of each customer at most what they began with. */
  readonly gross: Decimal;
  readonly customers: () => readonly RetainedCustomer[];
}

/**
 * Retention over the months that end with `month`, of the customers of their start who were worth something. Both
 * ends are at the rates of the start, so that the start is the figure that was reported then and no rate is a gain.
 *
 * A customer lost on the way counts as 0, or by `retentionReactivation` with what they are worth again. Gross is at
 * most the start's value and, by `grossRetention`, at most the lowest value since.
 */
export function retention(facts: MetricFacts, month: Month, spanMonths: number): Retention {
  const before = month - spanMonths;
  const opening = facts.customersAt(before);
  const closing = facts.customersAt(month);
  const each = (visit: (row: RetainedCustomer) => void): void => {
    opening.forEach((change, index) => {
      const history = facts.book.histories[index];
      if (change === undefined || history === undefined) return;
      const start = facts.worth(change.worth, before);
      if (isZero(start)) return;
      const { customer } = history;
      if (closing[index] === change) visit({ customer, start, net: start, gross: start });
      else visit({ customer, start, ...kept(facts, history, start, before, month) });
    });
  };
  let start = zero;
  let net = zero;
  let gross = zero;
  each((row) => {
    start = add(start, row.start);
    net = add(net, row.net);
    gross = add(gross, row.gross);
  });
  const customers = () => {
    const rows: RetainedCustomer[] = [];
    each((row) => rows.push(row));
    return rows;
  };
  return { start, net, gross, customers };
}

function kept(
  { settings, worth }: MetricFacts,
  history: CustomerHistory,
  start: Decimal,
  before: Month,
  month: Month,
): { readonly net: Decimal; readonly gross: Decimal } {
  let net = start;
  let lowest = start;
  for (const change of history.changes) {
    if (change.month <= before) continue;
    if (change.month > month) break;
    if (!change.isCustomer && settings.retentionReactivation === "out")
      return { net: zero, gross: zero };
    net = worth(change.worth, before);
    lowest = min(lowest, net);
  }
  return { net, gross: settings.grossRetention === "lowest" ? lowest : min(start, net) };
}
