import type { Month } from "../ledger/recognition/accounting-month.ts";
import type { CurrencyCode } from "../money/currency.ts";
import {
  add,
  type Decimal,
  decimal,
  isZero,
  multiply,
  negate,
  one,
  subtract,
  sum,
  zero,
} from "../money/decimal.ts";
import type { CustomerHistory } from "./customer-history.ts";
import type { EvidenceRow, Term } from "./metric.ts";
import type { MetricFacts } from "./metric-facts.ts";
import type { Cell, MovementKind } from "./movement.ts";

/** A term that is counted from its rows. */
export function termOfRows(id: string, rows: readonly EvidenceRow[]): Term {
  return { id, amount: sum(rows.map(({ amount }) => amount)), rows: () => rows };
}

/** A row's own amount beside the converted one, where the currency is another. */
export const originalOf = (
  { currency }: MetricFacts,
  amount: Decimal,
  of: CurrencyCode,
): EvidenceRow["original"] => (of === currency ? undefined : { amount, currency: of });

const cellRow = ({ customer, subscription, plan, stream, segment }: Cell) => ({
  customer,
  subscription,
  plan,
  stream,
  segment: segment === "" ? undefined : segment,
});

/** What a customer's cells were worth at the end of a month, in their own currencies. */
function cellsAt({ changes }: CustomerHistory, month: Month): (readonly [Cell, Decimal])[] {
  const cells = new Map<string, readonly [Cell, Decimal]>();
  for (const change of changes) {
    if (change.month > month) break;
    for (const { cell, amount } of change.cells) {
      const key = JSON.stringify(cell);
      cells.set(key, [cell, add(cells.get(key)?.[1] ?? zero, amount)]);
    }
  }
  return [...cells.values()].filter(([, amount]) => !isZero(amount));
}

/** Recurring value at the end of a month: a row for each cell. */
export function mrrTerm(facts: MetricFacts, month: Month): Term {
  const rows = (): EvidenceRow[] =>
    facts.book.histories.flatMap((history) =>
      cellsAt(history, month).map(([cell, amount]) => ({
        amount: facts.book.rates.convert(amount, cell.currency, month),
        ...cellRow(cell),
        original: originalOf(facts, amount, cell.currency),
      })),
    );
  return { id: "mrr", amount: facts.movements(month)?.closing ?? zero, rows };
}

/** Recurring value at the start of a month, at the rates of the month before: what that month ended with. */
export const openingTerm = (facts: MetricFacts, month: Month): Term => ({
  ...mrrTerm(facts, month - 1),
  id: "opening",
});

/** A kind of movement of a month, as a size: churn and contraction are above zero, price and fx keep their sign. */
export function movementTerm(facts: MetricFacts, month: Month, kind: MovementKind): Term {
  const isLoss = kind === "contraction" || kind === "churn";
  const size = (amount: Decimal): Decimal => (isLoss ? negate(amount) : amount);
  const total = facts.movements(month)?.kinds.get(kind) ?? zero;
  const rows = (): EvidenceRow[] =>
    kind === "fx"
      ? fxRows(facts, month)
      : (facts.book.months.get(month)?.movements ?? [])
          .filter((movement) => movement.kind === kind)
          .map(({ amount, cell, at, cause }) => ({
            amount: size(amount),
            ...cellRow(cell),
            at,
            cause,
          }));
  return { id: kind, amount: size(total), rows };
}

/** What the month's rates did to the value it began with. */
function fxRows(facts: MetricFacts, month: Month): EvidenceRow[] {
  const { rates, histories } = facts.book;
  return histories.flatMap((history) =>
    cellsAt(history, month - 1).flatMap(([cell, value]) => {
      const { currency } = cell;
      if (currency === facts.currency) return [];
      const moved = subtract(rates.rateOf(currency, month), rates.rateOf(currency, month - 1));
      if (isZero(moved)) return [];
      const original = originalOf(facts, value, currency);
      return [{ amount: multiply(value, moved), ...cellRow(cell), cause: "fx", original }];
    }),
  );
}

/** The customers of a month's end, one row each. */
export function customersTerm(facts: MetricFacts, month: Month, id = "customers"): Term {
  const rows = () =>
    facts
      .customersAt(month)
      .flatMap((change, index): EvidenceRow[] =>
        change === undefined
          ? []
          : [{ amount: one, customer: facts.book.histories[index]?.customer }],
      );
  return { id, amount: decimal(facts.customerCount(month)), rows };
}

/** Several terms as one, with the rows of all. */
export const sumOfTerms = (id: string, terms: readonly Term[]): Term => ({
  id,
  amount: sum(terms.map(({ amount }) => amount)),
  rows: () => terms.flatMap((term) => term.rows()),
});
