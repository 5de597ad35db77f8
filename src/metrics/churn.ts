import type { Month } from "../ledger/recognition/accounting-month.ts";
import { compare, type Decimal, decimal, isZero, multiply, one } from "../money/decimal.ts";
import { customersTerm, movementTerm, openingTerm, sumOfTerms, termOfRows } from "./evidence.ts";
import { groupRows } from "./group-rows.ts";
import type { EvidenceRow, Term } from "./metric.ts";
import type { MetricFacts } from "./metric-facts.ts";
import type { CustomerMove } from "./movement.ts";

/** A loss and what it is a part of. */
export interface Churn {
  readonly lost: Term;
  readonly base: Term;
}

/** Customers lost in a month and the customers they are compared with, by `churnCount` and `churnBase`. */
export function customerChurn(facts: MetricFacts, month: Month): Churn {
  const moves = facts.book.months.get(month)?.customerMoves ?? [];
  const isOfStart = facts.settings.churnCount === "of-start";
  const lost = isOfStart ? lostOfStart(moves) : moves.filter(isLoss);
  return { lost: termOfRows("lost", lost.map(oneCustomer)), base: churnBase(facts, month, moves) };
}

const isLoss = ({ kind }: CustomerMove): boolean => kind === "churn";
const oneCustomer = ({ customer, at }: CustomerMove): EvidenceRow => ({
  amount: one,
  customer,
  at,
});

/** The last loss of each customer who was one at the start of the month and is none at its end. */
function lostOfStart(moves: readonly CustomerMove[]): CustomerMove[] {
  const byCustomer = [...groupRows(moves, ({ customer }) => customer).values()];
  return byCustomer.flatMap((own) => {
    const [first] = own;
    const last = own.at(-1);
    // Moves alternate: who is lost first was a customer of the start, who is lost last is none of the end.
    return first !== undefined && last !== undefined && isLoss(first) && isLoss(last) ? [last] : [];
  });
}

function churnBase(facts: MetricFacts, month: Month, moves: readonly CustomerMove[]): Term {
  const start = customersTerm(facts, month - 1, "base");
  if (facts.settings.churnBase === "start") return start;
  if (facts.settings.churnBase === "start-plus-new") {
    const won = moves.filter((move) => !isLoss(move)).map(oneCustomer);
    return sumOfTerms("base", [start, termOfRows("won", won)]);
  }
  const both = sumOfTerms("base", [start, customersTerm(facts, month)]);
  const half = (amount: Decimal): Decimal => multiply(amount, decimal(5, 1));
  return {
    id: "base",
    amount: half(both.amount),
    rows: () => both.rows().map((row) => ({ ...row, amount: half(row.amount) })),
  };
}

/** Recurring value lost in a month by contraction and churn, and what the month began with. */
export function revenueChurn(facts: MetricFacts, month: Month): Churn {
  const terms = [movementTerm(facts, month, "contraction"), movementTerm(facts, month, "churn")];
  return { lost: sumOfTerms("lost", terms), base: { ...openingTerm(facts, month), id: "base" } };
}

/** Churn of the month, or of the twelve months that end with it taken together, by `churnSpan`. */
export function spannedChurn(
  facts: MetricFacts,
  month: Month,
  churnOf: (month: Month) => Churn,
): Churn {
  if (facts.settings.churnSpan === "month") return churnOf(month);
  const first = Math.max(facts.book.first, month - 11);
  const churns = Array.from({ length: Math.max(0, month - first + 1) }, (_, index) =>
    churnOf(first + index),
  );
  return {
    lost: sumOfTerms(
      "lost",
      churns.map(({ lost }) => lost),
    ),
    base: sumOfTerms(
      "base",
      churns.map(({ base }) => base),
    ),
  };
}

/** Months a customer stays, as a fraction: the inverse of churn, at most `lifetimeCapMonths`. Undefined without churn. */
export function lifetimeMonths(
  { settings }: MetricFacts,
  { lost, base }: Churn,
): { readonly numerator: Decimal; readonly denominator: Decimal } | undefined {
  const cap = decimal(settings.lifetimeCapMonths);
  const isLonger = compare(base.amount, multiply(cap, lost.amount)) > 0;
  if (!isZero(cap) && isLonger) return { numerator: cap, denominator: one };
  if (isZero(lost.amount)) return undefined;
  return { numerator: base.amount, denominator: lost.amount };
}
