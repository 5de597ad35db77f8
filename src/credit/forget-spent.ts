import { decimalOf, isZero } from "../money/decimal.ts";
import type { Instant } from "../time/instant.ts";
import type { Burn } from "./burn-record.ts";
import type { CreditBook } from "./credit-book.ts";
import { addWorth, closesAt, type Grant, isOpen, subtractWorth } from "./grant.ts";
import { isNumbered } from "./grant-credit.ts";
import { nextRecurrence, type RecurringGrant } from "./recurring-grant.ts";

/**
 * The book without what nothing can happen to any more, which bounds its size: burns before `before`, whose credits then stay
 * used; grants of which nothing is left and no burn is remembered, once they ended before it; recurring grants of no
 * subscription that give nothing more and whose last one went. What a kept grant was burned by burns that go is kept as
 * its `forgotten`.
 *
 * Choose `before` so far back that no credit note gives back what credits paid. The same book where nothing goes.
 */
export function forgetSpent(book: CreditBook, before: Instant): CreditBook {
  const gone = book.burns.filter(({ at }) => at < before);
  const burns = gone.length === 0 ? book.burns : book.burns.filter(({ at }) => at >= before);
  const held = new Set(burns.flatMap(({ draws }) => draws.map(({ grant }) => grant)));
  const goes = (grant: Grant): boolean =>
    !isOpen(grant) && !held.has(grant.id) && endedBefore(grant, before);
  const left = book.grants.some(goes) ? book.grants.filter((one) => !goes(one)) : book.grants;
  const grants = gone.length === 0 ? left : left.map((grant) => withForgotten(grant, gone));
  const ends = (rule: RecurringGrant): boolean =>
    rule.subscription === undefined &&
    nextRecurrence(rule, book.timeZone) === undefined &&
    !grants.some(({ id }) => isNumbered(rule.id, id));
  const recurring = book.recurring.some(ends)
    ? book.recurring.filter((rule) => !ends(rule))
    : book.recurring;
  if (burns === book.burns && grants === book.grants && recurring === book.recurring) return book;
  return { ...book, burns, grants, recurring };
}

/** Whether everything that happens to a grant by itself lies before a moment. */
function endedBefore(grant: Grant, before: Instant): boolean {
  const { grantedAt, voidedAt, expired } = grant;
  const expiry = isZero(decimalOf(expired.amount)) ? undefined : closesAt(grant);
  return Math.max(grantedAt, voidedAt ?? grantedAt, expiry ?? grantedAt) < before;
}

function withForgotten(grant: Grant, gone: readonly Burn[]): Grant {
  const { currency } = grant;
  let { forgotten } = grant;
  for (const { draws } of gone)
    for (const draw of draws)
      if (draw.grant === grant.id)
        forgotten = addWorth(forgotten, subtractWorth(draw, draw.released, currency), currency);
  return forgotten === grant.forgotten ? grant : { ...grant, forgotten };
}
