import type { AllocatedTo } from "../../account/allocation.ts";
import { type Decimal, decimalOf, isZero, negate, one, zero } from "../../money/decimal.ts";
import type { Day } from "./accounting-month.ts";
import type { Obligation, Pattern, VariableConsideration } from "./contract.ts";
import type { LineAdjustment } from "./invoice-contract.ts";
import type { FactBody, RecognitionFact } from "./recognition-fact.ts";
import type { SoldInvoice } from "./sold-line.ts";

/**
 * A part of what a line charges that belongs to something else than what the line names (ASC 606-10-32-28, IFRS 15.73): from a day
 * on the line costs so much less, and this so much. Plain JSON.
 */
export interface Allocation {
  /** Unique among the allocations and the lines of its invoice. */
  readonly id: string;
  readonly line: string;
  readonly stream: string;
  /** From which day on; in the zone of service. */
  readonly day: Day;
  /** Below zero where the line is earned before it is billed: a contract asset. Minor-unit text. */
  readonly amount: string;
  readonly to: AllocatedTo;
  /** When it is earned, as far as that is known: at its lapse, with what it bought, or once it was paid back. */
  readonly earned?: AllocationEarned;
}

/** When an allocation is earned: evenly by day of `[from, to)`, or on a day. */
export type AllocationEarned =
  | { readonly kind: "ratable"; readonly from: Day; readonly to: Day }
  | { readonly kind: "given"; readonly day: Day };

/** What an invoice sold, with one more allocation; the same one again replaces it. */
export const withAllocation = (sold: SoldInvoice, allocation: Allocation): SoldInvoice => ({
  ...sold,
  allocations: [...(sold.allocations ?? []).filter(({ id }) => id !== allocation.id), allocation],
});

/** What allocations take off their lines. */
export const takenByAllocations = ({ allocations = [] }: SoldInvoice): readonly LineAdjustment[] =>
  allocations.map(({ id, line, stream, day, amount }) => ({
    id,
    line,
    stream,
    day,
    amount: negate(decimalOf(amount)),
  }));

/** An allocation as an obligation of its own, with its price and what happens to it. */
export interface AllocatedObligation {
  readonly obligation: Obligation;
  readonly price: readonly VariableConsideration[];
  readonly facts: readonly RecognitionFact[];
}

/** The obligations of an invoice's allocations; those of nothing are left out. */
export const allocatedObligations = ({
  id: contract,
  allocations = [],
}: SoldInvoice): readonly AllocatedObligation[] =>
  allocations
    .filter(({ amount }) => !isZero(decimalOf(amount)))
    .map((allocation) => allocatedObligation(contract, allocation));

function allocatedObligation(contract: string, allocation: Allocation): AllocatedObligation {
  const { id, stream, day, to, earned } = allocation;
  const amount = decimalOf(allocation.amount);
  const pattern = patternOfAllocation(allocation, amount);
  const fact = (name: string, on: Day, body: FactBody): RecognitionFact => ({
    contract,
    id: `${contract}/${id}/${name}`,
    day: on,
    ...body,
  });
  const met =
    earned === undefined
      ? []
      : [fact("met", metOn(day, earned, to), { kind: "transferred", obligation: id })];
  const facts = [
    fact("billed", day, { kind: "billed", obligation: id, amount }),
    ...(pattern.kind === "ratable" ? [] : met),
  ];
  if (pattern.kind === "unit-price")
    return { obligation: { id, stream, standalone: zero, pattern }, price: [], facts };
  return {
    obligation: { id, stream, standalone: one, pattern },
    price: [{ id, estimate: zero, allocatedTo: [id] }],
    facts: [...facts, fact("priced", day, { kind: "price-estimated", component: id, amount })],
  };
}

/** A refund that is expected is owed until it is paid, so nothing of it is deferred (ASC 606-10-32-10, IFRS 15.55). */
function patternOfAllocation({ to, earned }: Allocation, amount: Decimal): Pattern {
  if (to === "expected-refund") return { kind: "unit-price", unitPrice: amount, excess: "refund" };
  if (earned === undefined) return { kind: "point-in-time" };
  return earned.kind === "ratable" ? earned : { kind: "point-in-time", notBefore: earned.day };
}

/** The day of the fact that satisfies it; one that waits for its own day may be told before. */
function metOn(day: Day, earned: AllocationEarned, to: AllocatedTo): Day {
  const own = earned.kind === "ratable" ? earned.from : earned.day;
  return to === "expected-refund" ? Math.max(day, own) : day;
}
