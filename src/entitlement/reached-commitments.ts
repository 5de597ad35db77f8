import type { Account } from "../account/account.ts";
import { knownPeriod, openPeriods, periodMoney } from "../account/contracts/commitment-periods.ts";
import type { ContractState } from "../account/contracts/contract-state.ts";
import { booksOf } from "../account/customer-books.ts";
import type { PriceBooks } from "../account/price-book.ts";
import type { Alert } from "../model/alert.ts";
import type { Model } from "../model/model.ts";
import type { Charge } from "../model/plan.ts";
import type { CurrencyCode } from "../money/currency.ts";
import { add, compare, type Decimal, decimalOf, isPositive, multiply } from "../money/decimal.ts";
import type { Instant } from "../time/instant.ts";
import { type AlertShare, alertShares, alertsOn } from "./alert-shares.ts";

/** That what was bought under a contract came to a share of what its customer committed to. */
export interface ReachedCommitment {
  readonly customer: string;
  readonly contract: string;
  /** Of the alert. */
  readonly meter: string;
  readonly reached: AlertShare;
  /** Money that counts for the commitment. */
  readonly spent: Decimal;
  /** What is promised of the period, and what the one before owes still. */
  readonly committed: Decimal;
  readonly currency: CurrencyCode;
  /** The period of the commitment, half-open, UTC. */
  readonly from: Instant;
  readonly to: Instant;
}

/** What a step of an account brought its commitments to, of the shares that alerts of the model name. */
export function reachedCommitments(
  before: Account,
  after: Account,
  books: PriceBooks,
): readonly ReachedCommitment[] {
  if (after.contracts === before.contracts) return [];
  const own = booksOf(books, after.customer);
  return (before.contracts ?? []).flatMap((contract) => {
    const now = after.contracts?.find(({ fact }) => fact.id === contract.fact.id);
    return now === undefined || now.periods === contract.periods
      ? []
      : reachedOf(contract, now, before, own);
  });
}

function reachedOf(
  before: ContractState,
  after: ContractState,
  account: Account,
  books: PriceBooks,
): readonly ReachedCommitment[] {
  const { id: contract, customer } = before.fact;
  const found: ReachedCommitment[] = [];
  for (const open of openPeriods(before, account, books)) {
    const { place, term, period } = open;
    const is = knownPeriod(after, place, period.index);
    if (is === undefined) continue;
    const book = books.find(term.model);
    const { promised, carriedIn, spent: spentBefore } = periodMoney(before, open, book);
    const [committed, spent] = [add(promised, carriedIn), decimalOf(is.spent)];
    if (!isPositive(committed) || compare(spent, spentBefore) <= 0) continue;
    const { from, to } = period;
    const money = { spent, committed, currency: book.model.currency, from, to };
    for (const [meter, shares] of watching(book.model, account, contract))
      for (const reached of shares) {
        const bound = multiply(committed, reached.share);
        if (compare(spent, bound) < 0 || compare(spentBefore, bound) >= 0) continue;
        found.push({ customer, contract, meter, reached, ...money });
      }
  }
  return found;
}

/** Shares of the alerts that watch a contract, by meter: what is bought under it charges that. */
function watching(
  model: Model,
  account: Account,
  contract: string,
): readonly (readonly [meter: string, shares: readonly AlertShare[]])[] {
  const meters = new Set(
    Object.values<Alert>(model.alerts ?? {}).flatMap(({ of, meter }) =>
      of === "commitment" ? [meter] : [],
    ),
  );
  const plans = account.subscriptions.flatMap(({ phases }) =>
    phases.flatMap(({ fact }) => (fact.contract === contract ? (fact.plan ?? []) : [])),
  );
  return [...meters].map((meter) => {
    const charging = plans.filter((plan) =>
      Object.values<Charge>(model.plans[plan]?.charges ?? {}).some((one) => one.meter === meter),
    );
    const alerts =
      charging.length === 0 ? [] : alertsOn(model, { of: "commitment", meter, plans: charging });
    return [meter, alertShares([], alerts)];
  });
}
