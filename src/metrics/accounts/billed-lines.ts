import type { Invoice } from "../../account/invoice.ts";
import { expectOk } from "../../fault/fault.ts";
import type { Model } from "../../model/model.ts";
import { decimalOf, negate } from "../../money/decimal.ts";
import { parseInstant } from "../../time/instant.ts";
import type { BilledLine } from "../metrics-input.ts";
import { revenueKind } from "./revenue-kind.ts";

/** The streams that a model says are recurring; of several versions the newest that knows a stream decides. */
export function recurringStreams(models: readonly Model[]): ReadonlySet<string> {
  const flags = new Map<string, boolean>();
  for (const { streams } of models)
    for (const [id, { recurring = false }] of Object.entries(streams)) flags.set(id, recurring);
  return new Set([...flags].flatMap(([id, recurring]) => (recurring ? [id] : [])));
}

/** The lines of a final invoice or credit note, as billings count them, with what prepaid credits paid of it. */
export function billedLines(
  invoice: Invoice,
  recurring: ReadonlySet<string>,
): readonly BilledLine[] {
  const { customer, currency, number, id, lines, prepaid } = invoice;
  const issuedAt = expectOk(parseInstant(invoice.issuedAt));
  const document = { customer, currency, issuedAt, invoice: number ?? id };
  const billed = lines.map(
    ({ stream, kind, amount, period }): BilledLine => ({
      ...document,
      stream,
      kind: revenueKind(kind, recurring.has(stream)),
      amount: decimalOf(amount),
      period:
        period === null
          ? null
          : { from: expectOk(parseInstant(period.from)), to: expectOk(parseInstant(period.to)) },
    }),
  );
  return prepaid === undefined ? billed : [...billed, { ...document, ...paidBefore(prepaid) }];
}

/** What credits that were billed when they were sold paid of a document: it is not billed again. */
export const paidBefore = (prepaid: string): Pick<BilledLine, "kind" | "amount" | "period"> => ({
  kind: "prepayment",
  amount: negate(decimalOf(prepaid)),
  period: null,
});
