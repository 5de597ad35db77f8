import { assert } from "../fault/fault.ts";
import type { FeeState } from "./account.ts";
import { feeLine } from "./fee-line.ts";
import type { PricedLine } from "./line.ts";
import type { PriceBook } from "./price-book.ts";

/** The fee of a step of dunning, and the invoices that were paid late. */
export function dunningFeeLine(
  { id, amount, afterDueDays, invoices }: FeeState,
  book: PriceBook,
): PricedLine {
  const policy = book.model.payment?.dunning;
  assert(policy?.stream !== undefined, "a dunning fee has a stream");
  const step = policy.steps.findIndex((one) => one.afterDueDays === afterDueDays);
  const pointer = `/payment/dunning/steps/${step}/fee`;
  const { stream } = policy;
  const priced = feeLine(
    { id, kind: "dunning-fee", description: "Fee for late payment", stream, pointer },
    amount,
    book,
  );
  return { ...priced, line: { ...priced.line, about: invoices } };
}
