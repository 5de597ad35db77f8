import type { Invoice, InvoiceLine } from "../../account/invoice.ts";
import { expectOk } from "../../fault/fault.ts";
import { decimalOf } from "../../money/decimal.ts";
import { parseInstant } from "../../time/instant.ts";
import type { UsageLine } from "./metered-use.ts";

/** The lines of a final document that charge for use. */
export const usageLines = ({ currency, lines }: Invoice): readonly UsageLine[] =>
  lines.flatMap(({ kind, charge, meter, period, amount }: InvoiceLine) =>
    charge === undefined || meter === undefined || period === null
      ? []
      : [
          {
            charge,
            meter,
            kind,
            from: expectOk(parseInstant(period.from)),
            to: expectOk(parseInstant(period.to)),
            amount: decimalOf(amount),
            currency,
          },
        ],
  );

/** The lines of many documents that charge for use, by customer. */
export function usageByCustomer(
  invoices: Iterable<Invoice>,
): ReadonlyMap<string, readonly UsageLine[]> {
  const used = new Map<string, UsageLine[]>();
  for (const invoice of invoices) {
    const lines = usageLines(invoice);
    if (lines.length === 0) continue;
    const own = used.get(invoice.customer);
    if (own === undefined) used.set(invoice.customer, [...lines]);
    else own.push(...lines);
  }
  return used;
}
