import type { Account } from "../account/account.ts";
import { booksOf } from "../account/customer-books.ts";
import { type DueGroup, nextDueGroup } from "../account/due.ts";
import type { PriceBooks } from "../account/price-book.ts";

/**
 * The next invoice of a stored account, for whoever only looks; undefined where there is none, and where the account's state does not say:
 * such an account is parked, with the reason, when it is next billed.
 */
export function tellableInvoice(account: Account, books: PriceBooks): DueGroup | undefined {
  try {
    return nextDueGroup(account, booksOf(books, account.customer));
  } catch {
    return undefined;
  }
}
