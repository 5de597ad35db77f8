import { add, decimalOf, isZero, sum } from "../money/decimal.ts";
import { minorText } from "../money/minor-amount.ts";
import type { Instant } from "../time/instant.ts";

import type { OpenItem, Receivables, Settlement } from "./receivables.ts";

/**
 * The state without what nothing can happen to any more, which bounds its size: a settlement goes when it came before
 * `before`, has no credit left and no open dispute; an item goes when it was closed before `before` and no settlement
 * that is kept stands against it. What a kept item was settled with by one that goes is kept as `forgotten`.
 *
 * Choose `before` so far back that no refund, return or dispute can come any more: card schemes allow disputes for up
 * to 540 days, SEPA returns of unauthorised debits for 13 months.
 */
export function forgetClosed(state: Receivables, before: Instant): Receivables {
  const goes = (one: Settlement): boolean =>
    one.at < before && isZero(decimalOf(one.unapplied)) && !isDisputed(one);
  const kept = state.settlements.filter((one) => !goes(one));
  const gone = state.settlements.filter(goes);
  const held = new Set(kept.flatMap((one) => one.applications.map(({ invoice }) => invoice)));
  const items = state.items
    .filter(({ invoice, closedAt }) => closedAt === null || closedAt >= before || held.has(invoice))
    .map((item) => withForgotten(state, item, gone));
  return { ...state, items, settlements: kept };
}

const isDisputed = (one: Settlement): boolean =>
  one.kind === "payment" && one.disputes.some(({ status }) => status === "open");

function withForgotten(
  { currency }: Receivables,
  item: OpenItem,
  gone: readonly Settlement[],
): OpenItem {
  const settled = sum(
    gone
      .flatMap(({ applications }) => applications)
      .filter(({ invoice }) => invoice === item.invoice)
      .map(({ amount }) => decimalOf(amount)),
  );
  if (isZero(settled)) return item;
  return { ...item, forgotten: minorText(add(decimalOf(item.forgotten), settled), currency) };
}
