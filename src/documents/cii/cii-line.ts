import type { ELine } from "../en16931/e-invoice.ts";
import { group, leaf, type XmlChild } from "../xml/xml.ts";
import { ciiPeriod } from "./cii-parts.ts";

/** A line; its amounts are in the document's currency, which CII names once. */
export function ciiLine(line: ELine): XmlChild {
  const { unitCode } = line;
  return group(
    "ram:IncludedSupplyChainTradeLineItem",
    group(
      "ram:AssociatedDocumentLineDocument",
      leaf("ram:LineID", line.id),
      group("ram:IncludedNote", leaf("ram:Content", line.note)),
    ),
    group(
      "ram:SpecifiedTradeProduct",
      leaf("ram:Name", line.name),
      leaf("ram:Description", line.description),
    ),
    group(
      "ram:SpecifiedLineTradeAgreement",
      group(
        "ram:NetPriceProductTradePrice",
        leaf("ram:ChargeAmount", line.price),
        leaf("ram:BasisQuantity", line.priceQuantity, { unitCode }),
      ),
    ),
    group(
      "ram:SpecifiedLineTradeDelivery",
      leaf("ram:BilledQuantity", line.quantity, { unitCode }),
    ),
    group(
      "ram:SpecifiedLineTradeSettlement",
      group(
        "ram:ApplicableTradeTax",
        leaf("ram:TypeCode", "VAT"),
        leaf("ram:CategoryCode", line.tax.category),
        leaf("ram:RateApplicablePercent", line.tax.rate),
      ),
      ciiPeriod(line.period),
      line.adjustments.map((adjustment) =>
        group(
          "ram:SpecifiedTradeAllowanceCharge",
          group("ram:ChargeIndicator", leaf("udt:Indicator", String(adjustment.kind === "charge"))),
          leaf("ram:ActualAmount", adjustment.amount),
          leaf("ram:Reason", adjustment.reason),
        ),
      ),
      group(
        "ram:SpecifiedTradeSettlementLineMonetarySummation",
        leaf("ram:LineTotalAmount", line.net),
      ),
      group("ram:ReceivableSpecifiedTradeAccountingAccount", leaf("ram:ID", line.costCentre)),
    ),
  );
}
