import { ok, type Result } from "../../fault/fault.ts";
import { minorUnits } from "../../money/currency.ts";
import { add, type Decimal, equals, formatFixed, isZero, subtract } from "../../money/decimal.ts";
import type { RecognizedAmount } from "../documents/recognition.ts";
import { dayAfter, type Month } from "../recognition/accounting-month.ts";
import { sharesInPrice } from "../recognition/contract.ts";
import { addMovement, balanceOf, noSums, type Sums } from "../recognition/contract-balance.ts";
import { type LineAdjustment, soldContract } from "../recognition/invoice-contract.ts";
import { closeMonth, type Posting } from "../recognition/month-close.ts";
import type { RecognitionFact } from "../recognition/recognition-fact.ts";
import type { ObligationState } from "../recognition/recognize.ts";
import { recognize } from "../recognition/recognize.ts";
import type { SoldInvoice } from "../recognition/sold-line.ts";
import { type LinePosition, noPosition } from "./line-postings.ts";

/** An invoice of which something may be left to recognise, with all that is known of it. */
export interface OpenInvoice {
  readonly sold: SoldInvoice;
  readonly customer: string;
  /** What changed its lines since, of any date. */
  readonly adjustments: readonly LineAdjustment[];
  /** What was booked in closed months, in booked order. */
  readonly closed: readonly Posting[];
  /** What the journal holds of each line at the end of the month. */
  readonly positions: ReadonlyMap<string, LinePosition>;
}

/** An invoice's part in the close of a month. */
export interface ClosedInvoice {
  /** What is booked in the month, in booked order. */
  readonly postings: readonly Posting[];
  /** What the journal has to recognise to stand where the schedule does. */
  readonly amounts: readonly RecognizedAmount[];
  /** What is then left of each line, in the order of the lines. */
  readonly balances: readonly LineBalance[];
  /** Whether nothing of it is left to come. */
  readonly settled: boolean;
}

/** Where a line stands at the end of a month: what is deferred, what is earned and not billed, and what is to be paid back. */
export interface LineBalance extends LinePosition {
  readonly line: string;
  readonly stream: string;
}

/**
 * Closes a month of one invoice: its postings by the schedule, and the amounts that bring what the journal holds of each
 * line to what the schedule says. The schedule decides, so a line that was posted on another side than it turned out to
 * be on is put right with the month. Refuses what cannot be accounted for.
 */
export function closeInvoice(invoice: OpenInvoice, month: Month): Result<ClosedInvoice> {
  const { contract, facts } = soldContract(invoice.sold, invoice.adjustments);
  const known = new Map<string, RecognitionFact>(facts.map((fact) => [fact.id, fact]));
  const book = {
    contracts: new Map([[contract.id, contract]]),
    facts: known,
    closed: month - 1,
    closedPostings: invoice.closed,
  };
  const closed = closeMonth(book, month);
  if (!closed.ok) return closed;
  const recognised = recognize(contract, facts, dayAfter(month));
  if (!recognised.ok) return recognised;
  const sums = lineSums(closed.value.closedPostings);
  const amounts: RecognizedAmount[] = [];
  const balances: LineBalance[] = [];
  for (const { id: line, stream, givesBack } of contract.obligations) {
    const { deferred, contractAsset, refundLiability } = balanceOf(
      sums.get(line) ?? noSums,
      givesBack === true,
    );
    const position = invoice.positions.get(line) ?? noPosition;
    const due: readonly [RecognizedAmount["against"], Decimal][] = [
      ["deferred", subtract(position.deferred, deferred)],
      ["unbilled", subtract(contractAsset, position.unbilled)],
      ["refund", subtract(position.refund, refundLiability)],
    ];
    const digits = minorUnits(contract.currency);
    for (const [against, amount] of due)
      if (!isZero(amount))
        amounts.push({
          stream,
          amount: formatFixed(amount, digits),
          against,
          invoice: invoice.sold.id,
          line,
        });
    balances.push({ line, stream, deferred, unbilled: contractAsset, refund: refundLiability });
  }
  const over = facts.every((fact) => fact.day < dayAfter(month));
  const settled = over && recognised.value.obligations.every(isSettled);
  return ok({
    postings: closed.value.closedPostings.slice(invoice.closed.length),
    amounts,
    balances,
    settled,
  });
}

function lineSums(postings: readonly Posting[]): ReadonlyMap<string, Sums> {
  const sums = new Map<string, Sums>();
  for (const posting of postings)
    sums.set(posting.obligation, addMovement(sums.get(posting.obligation) ?? noSums, posting));
  return sums;
}

/** All of it is billed and earned; what prices itself is when that is the same. */
const isSettled = ({ settled, allocated, recognised, billed, pattern }: ObligationState): boolean =>
  equals(billed, recognised) &&
  (!sharesInPrice(pattern) || equals(add(settled, allocated), recognised));
