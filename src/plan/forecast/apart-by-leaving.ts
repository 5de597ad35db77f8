import type { Month } from "../../ledger/recognition/accounting-month.ts";
import type { Instant } from "../../time/instant.ts";
import type { SampleCustomer, SampleLine } from "../billing/sample-customer.ts";
import type { LineMonths, SampleMonths } from "./sample-months.ts";

/** When a customer may leave that a sample stands for. Months are those of the plan. */
export interface LeavingView {
  /** The month in which it came. */
  readonly start: number;
  /** The calendar's month of the plan's first. */
  readonly first: Month;
  readonly months: number;
  /** When a period of it begins in a month of the calendar, at which it is gone if it leaves in that. */
  readonly begins: (month: Month) => Instant;
}

/**
 * A sample whose lines are apart by who leaves: what is issued is for who is there by then, and what is issued to who leaves in a month is for
 * those of the month before, less those of that one.
 */
export function apartByLeaving(
  billed: SampleMonths,
  { lines, left }: SampleCustomer,
  { start, first, months, begins }: LeavingView,
  toLine: (line: SampleLine) => LineMonths,
): SampleMonths {
  const beginnings = Array.from({ length: months }, (_, month) => begins(first + month));
  const thereAt = (at: Instant): number => {
    let month = months - 1;
    while (month > start && (beginnings[month] ?? 0) > at) month -= 1;
    return month;
  };
  const stayed = lines.map((line) => ({ ...toLine(line), servedFrom: thereAt(line.issuedAt) }));
  const gone = [...left].flatMap(([month, all]) =>
    all.flatMap((one) => {
      const line = { ...toLine(one), servedFrom: month - first - 1 };
      return [line, { ...negative(line), servedFrom: month - first }];
    }),
  );
  return { ...billed, lines: [...stayed, ...gone] };
}

const negative = (line: LineMonths): LineMonths => ({
  ...line,
  gross: -line.gross,
  amount: -line.amount,
  recognised: line.recognised.map(({ month, amount }) => ({ month, amount: -amount })),
});
