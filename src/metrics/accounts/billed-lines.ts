import type { Invoice } from "../../account/invoice.ts";
import { expectOk } from "../../fault/fault.ts";
import type { Model } from "../../model/model.ts";
import { decimalOf } from "../../money/decimal.ts";
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

/** The lines of a final invoice or credit note, as billings count them. */
export function billedLines(
  invoice: Invoice,
  recurring: ReadonlySet<string>,
): readonly BilledLine[] {
  const { customer, currency, number, id, lines } = invoice;
  const issuedAt = expectOk(parseInstant(invoice.issuedAt));
  return lines.map(({ stream, kind, amount, period }) => ({
    customer,
    stream,
    kind: revenueKind(kind, recurring.has(stream)),
    amount: decimalOf(amount),
    currency,
    issuedAt,
    period:
      period === null
        ? null
        : { from: expectOk(parseInstant(period.from)), to: expectOk(parseInstant(period.to)) },
    invoice: number ?? id,
  }));
}
