import type { Account } from "../../account/account.ts";
import { booksOf } from "../../account/customer-books.ts";
import { countryOf } from "../../account/customer-country.ts";
import type { PriceBooks } from "../../account/price-book.ts";
import type { CurrencyCode } from "../../money/currency.ts";
import type { Instant } from "../../time/instant.ts";
import { monthAt, monthStart } from "../calendar-month.ts";
import type { MetricSettings } from "../metric-settings.ts";
import type {
  Cancellation,
  CustomerAttributes,
  MetricsInput,
  UsageRevenue,
} from "../metrics-input.ts";
import type { RecurringStretch } from "../recurring-stretch.ts";
import { type AccountStretches, accountStretches } from "./account-stretches.ts";
import { meteredUse, type UsageLine } from "./metered-use.ts";
import { firstUnbilledUse } from "./usage-complete.ts";

/** How accounts become an input. */
export interface AccountsReading {
  readonly books: PriceBooks;
  readonly settings: Pick<MetricSettings, "normalisation" | "usage">;
  /** Now, UTC: what is to come has not happened. */
  readonly asOf: Instant;
}

/** The part of an input that accounts tell. */
export interface AccountsInput
  extends Required<
      Pick<MetricsInput, "zone" | "currency" | "stretches" | "cancellations" | "customers">
    >,
    Pick<MetricsInput, "usage"> {
  /** What lies at or after this instant may still change without anything new being told. UTC. */
  readonly completeBefore: Instant;
}

/** What one account tells by itself: all but what it used. */
export interface ReadAccount extends AccountStretches {
  readonly attributes?: CustomerAttributes;
  /** Read again from the instant of the reading on, the same account tells the same before this one. UTC. */
  readonly sameBefore: Instant;
}

/** Reads accounts one by one, in any order, so that a business need not be in memory whole. */
export interface AccountsReader {
  /** `lines` are the account's lines for use; needed where use counts. */
  readonly add: (account: Account, lines?: readonly UsageLine[]) => void;
  readonly read: (account: Account) => ReadAccount;
  /** Adds an account without its use, as it was read, or would have been. */
  readonly addRead: (read: ReadAccount) => void;
  readonly input: () => AccountsInput;
}

/** Begins a reading, in the zone and currency of the current model. */
export function readAccounts({ books, settings, asOf }: AccountsReading): AccountsReader {
  const { zone, model } = books.current;
  const currency: CurrencyCode = model.currency;
  const runsTo = monthStart(zone, monthAt(zone, asOf) + 1);
  const { normalisation } = settings;
  const withUse = settings.usage === "in";
  const stretches: RecurringStretch[] = [];
  const cancellations: Cancellation[] = [];
  const customers: CustomerAttributes[] = [];
  const usage: UsageRevenue[] = [];
  let completeBefore = asOf + 1;
  const read = (account: Account): ReadAccount => {
    let sameBefore = runsTo;
    const onAhead = (instant: Instant): void => {
      sameBefore = Math.min(sameBefore, instant);
    };
    // A customer on a price list pays its prices, in its currency.
    const bought = booksOf(books, account.customer);
    const own = accountStretches(account, { books: bought, normalisation, asOf, runsTo, onAhead });
    const country = countryOf(account.customer);
    return {
      ...own,
      ...(country === undefined ? {} : { attributes: { customer: account.customer.id, country } }),
      sameBefore,
    };
  };
  const addRead = (own: ReadAccount): void => {
    for (const stretch of own.stretches) stretches.push(stretch);
    for (const cancellation of own.cancellations) cancellations.push(cancellation);
    if (own.attributes !== undefined) customers.push(own.attributes);
  };
  return {
    read,
    addRead,
    add: (account, lines = []) => {
      addRead(read(account));
      if (!withUse) return;
      const bought = booksOf(books, account.customer);
      for (const use of meteredUse(account, lines, bought, zone)) usage.push(use);
      completeBefore = Math.min(
        completeBefore,
        firstUnbilledUse(account, bought) ?? completeBefore,
      );
    },
    input: () => ({
      zone,
      currency,
      stretches,
      cancellations,
      customers,
      ...(withUse ? { usage } : {}),
      completeBefore,
    }),
  };
}
