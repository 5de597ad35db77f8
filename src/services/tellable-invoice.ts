import type { Account } from "../account/account.ts";
import { booksOf } from "../account/customer-books.ts";
import { type DueGroup, nextDueGroup, nextGroup } from "../account/due.ts";
import type { PriceBooks } from "../account/price-book.ts";

type Looking = (account: Account, books: PriceBooks) => DueGroup | undefined;

/** A look at a stored account with its customer's price list; undefined also where the account's state does not say. */
const told =
  (look: Looking): Looking =>
  (account, books) => {
    try {
      return look(account, booksOf(books, account.customer));
    } catch {
      return undefined;
    }
  };

/**
 * The next invoice of a stored account, for whoever only looks; undefined where there is none, and where the account's state does not say:
 * such an account is parked, with the reason, when it is next billed.
 */
export const tellableInvoice: Looking = told(nextDueGroup);

/** What billing does next with a stored account, an invoice or a look at unbilled use; undefined as for {@link tellableInvoice}. */
export const tellableTurn: Looking = told(nextGroup);
