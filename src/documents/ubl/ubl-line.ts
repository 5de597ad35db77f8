import type { EInvoice, ELine } from "../en16931/e-invoice.ts";
import { group, leaf, type XmlChild } from "../xml/xml.ts";
import { ublPeriod, ublVat } from "./ubl-parts.ts";

/** A line of an invoice or a credit note. */
export function ublLine(line: ELine, { kind, currency }: EInvoice): XmlChild {
  const credit = kind === "credit-note";
  const amount = (name: string, text: string): XmlChild =>
    leaf(name, text, { currencyID: currency });
  const { unitCode } = line;
  return group(
    credit ? "cac:CreditNoteLine" : "cac:InvoiceLine",
    leaf("cbc:ID", line.id),
    leaf("cbc:Note", line.note),
    leaf(credit ? "cbc:CreditedQuantity" : "cbc:InvoicedQuantity", line.quantity, { unitCode }),
    amount("cbc:LineExtensionAmount", line.net),
    leaf("cbc:AccountingCost", line.costCentre),
    ublPeriod(line.period),
    line.adjustments.map((adjustment) =>
      group(
        "cac:AllowanceCharge",
        leaf("cbc:ChargeIndicator", String(adjustment.kind === "charge")),
        leaf("cbc:AllowanceChargeReason", adjustment.reason),
        amount("cbc:Amount", adjustment.amount),
      ),
    ),
    group(
      "cac:Item",
      leaf("cbc:Description", line.description),
      leaf("cbc:Name", line.name),
      group(
        "cac:ClassifiedTaxCategory",
        leaf("cbc:ID", line.tax.category),
        leaf("cbc:Percent", line.tax.rate),
        ublVat(),
      ),
    ),
    group(
      "cac:Price",
      amount("cbc:PriceAmount", line.price),
      leaf("cbc:BaseQuantity", line.priceQuantity, { unitCode }),
    ),
  );
}
