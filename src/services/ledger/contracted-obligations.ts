import type { Account } from "../../account/account.ts";
import { committedTerms } from "../../account/committed-terms.ts";
import { lastTerm } from "../../account/contracts/contract-terms.ts";
import { contractedRemaining } from "../../account/contracts/contracted-remaining.ts";
import { streamOfContract } from "../../account/contracts/settle-commitments.ts";
import { booksOf } from "../../account/customer-books.ts";
import type { Day } from "../../ledger/recognition/accounting-month.ts";
import {
  type CommittedSchedule,
  committedSchedule,
} from "../../ledger/recognition/committed-schedule.ts";
import { type CurrencyCode, minorUnits } from "../../money/currency.ts";
import { isZero } from "../../money/decimal.ts";
import type { Instant } from "../../time/instant.ts";
import type { TenantModels } from "../model-library.ts";

/** What a signed contract, or a subscription's own term, still commits to and is on no invoice. */
export interface CommittedObligation extends CommittedSchedule {
  readonly currency: CurrencyCode;
  readonly customer: string;
  /** One of the two. */
  readonly contract: string | null;
  readonly subscription: string | null;
  /** First local day that is no longer committed. */
  readonly until: string;
}

/** From when on it is committed. */
export interface CommittedAfter {
  /** When the day begins on the books' calendar. */
  readonly after: Instant;
  /** The same day. */
  readonly at: Day;
}

/** What contracts that were signed by a moment commit to after it, beyond what is invoiced; as they stand now. Of no month. */
export function contractedObligations(
  account: Account,
  models: TenantModels,
  { after }: CommittedAfter,
): readonly CommittedObligation[] {
  const books = booksOf(models.books, account.customer);
  return (account.contracts ?? [])
    .filter(({ knownSince }) => knownSince < after)
    .map((contract): CommittedObligation => {
      const { total, withinYear } = contractedRemaining(contract, account, books, after);
      const stream = streamOfContract(contract, books);
      return {
        currency: books.current.model.currency,
        customer: account.customer.id,
        contract: contract.fact.id,
        subscription: null,
        until: lastTerm(contract).end,
        amount: total,
        withinYear,
        months: [],
        streams: [{ stream, amount: total, withinYear }],
      };
    })
    .filter(({ amount }) => !isZero(amount));
}

/** What subscriptions without a contract commit to after a moment, for years or to an end. */
export function termObligations(
  account: Account,
  models: TenantModels,
  { after, at }: CommittedAfter,
): readonly CommittedObligation[] {
  const books = booksOf(models.books, account.customer);
  const { currency } = books.current.model;
  return committedTerms(account, books, after)
    .map((term): CommittedObligation => {
      const { customer, subscription, until } = term;
      const schedule = committedSchedule(term, at, minorUnits(currency));
      return { ...schedule, currency, customer, contract: null, subscription, until };
    })
    .filter(({ amount }) => !isZero(amount));
}
