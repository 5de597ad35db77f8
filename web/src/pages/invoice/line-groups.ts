import type { SubscriptionSummary } from "../../api/customers.ts";
import type { InvoiceLine } from "../../api/invoices.ts";
import { type DecimalText, sumDecimals } from "../../format/decimal-text.ts";

/** The lines of one subscription, or those that belong to none, with their exact sum. */
export interface LineGroup {
  readonly key: string;
  readonly title: string;
  readonly detail: string | undefined;
  readonly lines: readonly InvoiceLine[];
  readonly amount: DecimalText;
}

const withoutSubscription = "";

/** Groups lines by subscription in the order each first appears; lines of no subscription come last. */
export function groupLines(
  lines: readonly InvoiceLine[],
  subscriptions: readonly SubscriptionSummary[],
): readonly LineGroup[] {
  const bySubscription = new Map<string, InvoiceLine[]>();
  for (const line of lines) {
    const key = line.subscription ?? withoutSubscription;
    bySubscription.set(key, [...(bySubscription.get(key) ?? []), line]);
  }
  const groups = [...bySubscription].map(([key, members]) => ({
    key,
    ...groupWords(key, members, subscriptions),
    lines: members,
    amount: sumDecimals(members.map(({ amount }) => amount)),
  }));
  return [
    ...groups.filter(({ key }) => key !== withoutSubscription),
    ...groups.filter(({ key }) => key === withoutSubscription),
  ];
}

function groupWords(
  key: string,
  lines: readonly InvoiceLine[],
  subscriptions: readonly SubscriptionSummary[],
): Pick<LineGroup, "title" | "detail"> {
  if (key === withoutSubscription) return { title: "Licences and one-off", detail: undefined };
  const held = subscriptions.find(({ id }) => id === key);
  if (held !== undefined)
    return {
      title: held.planName,
      detail: [held.cadence, key].filter((part) => part !== null).join(", "),
    };
  return { title: lines[0]?.plan ?? key, detail: key };
}
