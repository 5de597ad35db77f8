import type { Instant } from "../time/instant.ts";
import type { Account } from "./account.ts";
import type { DueGroup } from "./due.ts";
import type { PriceBooks } from "./price-book.ts";
import { servicePeriod } from "./service-period.ts";
import { termsOf } from "./terms.ts";
import { usageQuery } from "./usage-line.ts";

/** The keys of the usage questions about all periods of charges that are open at an instant. */
export function openUsageKeys(account: Account, books: PriceBooks, at: Instant): Set<string> {
  const keys = new Set<string>();
  for (const { phases } of account.subscriptions)
    for (const state of phases) {
      const terms = termsOf(state, account.customer, books.find(state.model));
      for (const charge of terms.charges)
        for (let index = state.nextUsage[charge.id] ?? 0; ; index += 1) {
          const period = servicePeriod(charge.schedule, index, terms.endsAt);
          if (period === undefined || period.from > at) break;
          if (period.to > at) keys.add(usageQuery(state, charge, period, index, at).key);
        }
    }
  return keys;
}

/** The keys of the usage that a group bills. */
export const billedUsageKeys = ({ items, cutoff }: DueGroup): readonly string[] =>
  items.flatMap((item) =>
    item.kind === "usage" || item.kind === "so-far"
      ? [usageQuery(item.state, item.charge, item.period, item.period.index, cutoff).key]
      : [],
  );
