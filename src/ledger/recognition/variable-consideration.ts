import { ok, type Result, refuse } from "../../fault/fault.ts";
import {
  compare,
  type Decimal,
  equals,
  format,
  isNegative,
  min,
  multiply,
  one,
  sum,
} from "../../money/decimal.ts";

/** One way a variable amount may come out. The probability is a share: 0.2 is one in five. */
export interface Outcome {
  readonly amount: Decimal;
  readonly probability: Decimal;
}

/**
 * The expected value: the outcomes weighted by probability, unrounded. For many similar contracts
 * (ASC 606-10-32-8(a), IFRS 15.53(a)). Refuses with `probabilities-not-one`.
 */
export function expectedValue(outcomes: readonly Outcome[], path = ""): Result<Decimal> {
  const checked = checkOutcomes(outcomes, path);
  if (!checked.ok) return checked;
  return ok(sum(outcomes.map(({ amount, probability }) => multiply(amount, probability))));
}

/**
 * The most likely amount: for a bonus that is won or not (ASC 606-10-32-8(b), IFRS 15.53(b)). Of two equally likely
 * amounts the smaller. Refuses with `probabilities-not-one`.
 */
export function mostLikelyAmount(outcomes: readonly Outcome[], path = ""): Result<Decimal> {
  const checked = checkOutcomes(outcomes, path);
  if (!checked.ok) return checked;
  const [first] = outcomes.toSorted(
    (a, b) => compare(b.probability, a.probability) || compare(a.amount, b.amount),
  );
  return first === undefined ? refuse(notOne(path)) : ok(first.amount);
}

/**
 * The part of an estimate that may enter the transaction price: at most what is reached with `confidence`, so that a
 * significant reversal is unlikely (ASC 606-10-32-11 "probable", IFRS 15.56 "highly probable").
 *
 * The standards name no figure for either word, so the confidence is the user's stated policy; and since 32-12 (IFRS
 * 15.57) weighs more than odds, a judged amount can stand in a contract instead of this one.
 */
export function constrained(
  estimate: Decimal,
  outcomes: readonly Outcome[],
  confidence: Decimal,
  path = "",
): Result<Decimal> {
  const checked = checkOutcomes(outcomes, path);
  if (!checked.ok) return checked;
  const reached = (amount: Decimal) =>
    sum(outcomes.filter((o) => compare(o.amount, amount) >= 0).map((o) => o.probability));
  const sure = outcomes
    .map((outcome) => outcome.amount)
    .toSorted((a, b) => compare(b, a))
    .find((amount) => compare(reached(amount), confidence) >= 0);
  if (sure !== undefined) return ok(min(estimate, sure));
  return refuse({
    code: "confidence-out-of-range",
    path,
    message: "no outcome is reached with this confidence, which is a share of at most 1",
    value: format(confidence),
    suggestion: "state a confidence such as 0.75",
  });
}

function checkOutcomes(outcomes: readonly Outcome[], path: string): Result<null> {
  const shares = outcomes.map((outcome) => outcome.probability);
  return equals(sum(shares), one) && !shares.some(isNegative) ? ok(null) : refuse(notOne(path));
}

const notOne = (path: string) => ({
  code: "probabilities-not-one",
  path,
  message: "the probabilities of all outcomes are not negative and add up to 1",
  suggestion: "list every outcome, zero among them, with its share",
});
