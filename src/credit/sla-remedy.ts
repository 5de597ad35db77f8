import { ok, type Result, refuse } from "../fault/fault.ts";
import { allocate } from "../money/allocation.ts";
import { minorUnits } from "../money/currency.ts";
import { type Decimal, decimalOf, isPositive, max, subtract, sum, zero } from "../money/decimal.ts";
import { minorText } from "../money/minor-amount.ts";
import { money } from "../money/money.ts";
import type { GrantCommand } from "./grant-credit.ts";

import { grantFromModel } from "./model-grant.ts";
import type { SlaClaim, SlaCreditLine, SlaFee } from "./sla-claim.ts";

/** A credit note to be issued for one invoice. */
export interface CreditNoteRequest {
  readonly invoice: string;
  readonly amount: string;
  readonly lines: readonly Omit<SlaCreditLine, "invoice">[];
}

/** How a breach is paid. */
export type SlaRemedy =
  | {
      readonly kind: "credit-note";
      readonly notes: readonly CreditNoteRequest[];
      /** The same by line, to be kept as what was given. */
      readonly lines: readonly SlaCreditLine[];
    }
  | { readonly kind: "credit"; readonly grant: GrantCommand };

/**
 * Pays an amount into the promise's credit book, or as credit notes for the invoices that billed the period.
 * Refuses with `remedy-without-credit` where the book is not known, and what its terms refuse.
 */
export function slaRemedy(
  claim: SlaClaim,
  fees: readonly SlaFee[],
  amount: Decimal,
): Result<SlaRemedy> {
  const { sla } = claim;
  const kind = sla.remedy ?? (sla.credit === undefined ? "credit-note" : "credit");
  if (kind === "credit") return grantOf(claim, amount);
  const lines = overLines(claim, fees, amount);
  const invoices = [...new Set(lines.map(({ invoice }) => invoice))];
  const notes = invoices.map((invoice) => {
    const own = lines.filter((line) => line.invoice === invoice);
    return {
      invoice,
      amount: minorText(sum(own.map((line) => decimalOf(line.amount))), claim.currency),
      lines: own.map(({ invoice: _, ...line }) => line),
    };
  });
  return ok({ kind, notes, lines });
}

function grantOf(claim: SlaClaim, amount: Decimal): Result<SlaRemedy> {
  const { book, currency, report, id, timeZone, at, graceMs } = claim;
  if (book === undefined || book.id !== claim.sla.credit)
    return refuse({
      code: "remedy-without-credit",
      path: "/sla/credit",
      message: "a breach is paid into a credit book that is not known",
      value: claim.sla.credit,
    });
  const source = { kind: "sla", id: report.id } as const;
  const request = {
    id: `sla:${id}:${report.id}`,
    currency,
    source,
    amount: money(amount, currency),
    ...(graceMs === undefined ? {} : { graceMs }),
  };
  const grant = grantFromModel(book, request, timeZone, at);
  return grant.ok ? ok({ kind: "credit", grant: grant.value }) : grant;
}

/** The amount over the lines by what is left of each, by largest remainder: no line gets back more than it billed. */
function overLines(
  { report, given, currency }: SlaClaim,
  fees: readonly SlaFee[],
  amount: Decimal,
): readonly SlaCreditLine[] {
  const before = given
    .filter(({ periodStart }) => periodStart === report.period.from)
    .flatMap(({ lines = [] }) => lines);
  const left = fees.map((fee) => {
    const same = before.filter(({ invoice, id }) => invoice === fee.invoice && id === fee.id);
    const back = sum(same.map((line) => decimalOf(line.amount)));
    return max(zero, subtract(decimalOf(fee.amount), back));
  });
  const parts = allocate(amount, left, minorUnits(currency));
  return fees.flatMap(({ invoice, id, stream }, index) => {
    const part = parts[index] ?? zero;
    return isPositive(part) ? [{ invoice, id, stream, amount: minorText(part, currency) }] : [];
  });
}
