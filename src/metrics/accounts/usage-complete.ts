import type { Account } from "../../account/account.ts";
import type { PriceBooks } from "../../account/price-book.ts";
import { servicePeriod } from "../../account/service-period.ts";
import { termsOf } from "../../account/terms.ts";
import type { Instant } from "../../time/instant.ts";

/**
 * The beginning of the first period of use that is not billed yet; undefined where none is open. Use from then on is not on
 * any invoice, so months that reach beyond it are not complete where use counts.
 */
export function firstUnbilledUse(account: Account, books: PriceBooks): Instant | undefined {
  let first: Instant | undefined;
  for (const { phases } of account.subscriptions)
    for (const state of phases) {
      const terms = termsOf(state, account.customer, books.find(state.model));
      for (const { id, schedule } of terms.charges) {
        const open = servicePeriod(schedule, state.nextUsage[id] ?? 0, terms.endsAt);
        if (open !== undefined && (first === undefined || open.from < first)) first = open.from;
      }
    }
  return first;
}
