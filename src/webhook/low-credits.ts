import type { Account } from "../account/account.ts";
import { creditBalance } from "../credit/credit-book.ts";
import type { Grant } from "../credit/grant.ts";
import { compare, decimal, decimalOf, multiply, sum } from "../money/decimal.ts";
import { minorText } from "../money/minor-amount.ts";
import type { Instant } from "../time/instant.ts";
import type { LowCreditData } from "./event-data.ts";

/** A fifth: how much may be left of what was given before it counts as little. */
const fifth = decimal(2, 1);

/**
 * The credits of an account that ran low with a step: what can be spent at `at` fell below what the customer's top-up rule
 * says, or to a fifth of what was given or less where there is no rule. Told as it happens, and again only after more came.
 */
export function creditsRunLow(
  before: Account,
  after: Account,
  at: Instant,
): readonly LowCreditData[] {
  const [was, is] = [before.credits, after.credits];
  if (is === null || was === null || is.book === was.book) return [];
  const booksOf = (grants: readonly Grant[]) =>
    new Map(
      grants.map(({ credit, currency }) => [`${currency} ${credit ?? ""}`, { credit, currency }]),
    );
  return [...booksOf(was.book.grants).values()].flatMap(({ credit, currency }) => {
    const isOwn = (grant: Grant): boolean => grant.currency === currency && grant.credit === credit;
    const left = ({ book }: typeof is) =>
      creditBalance({ ...book, grants: book.grants.filter(isOwn) }, currency, at);
    const [leftBefore, leftAfter] = [left(was), left(is)];
    if (compare(leftAfter, leftBefore) >= 0) return [];
    const rule = is.rules.find(
      (one) => one.currency === currency && (one.credit ?? credit) === credit,
    );
    const given = sum(was.book.grants.filter(isOwn).map(({ amount }) => decimalOf(amount)));
    const bound = rule === undefined ? multiply(given, fifth) : decimalOf(rule.whenBelow);
    const isLow = (amount: typeof bound): boolean =>
      rule === undefined ? compare(amount, bound) <= 0 : compare(amount, bound) < 0;
    if (!isLow(leftAfter) || isLow(leftBefore)) return [];
    const low = {
      customer: after.customer.id,
      currency,
      left: minorText(leftAfter, currency),
      whenBelow: minorText(bound, currency),
    };
    return [credit === undefined ? low : { ...low, credit }];
  });
}
