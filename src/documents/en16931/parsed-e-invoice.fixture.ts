import type { XMLParser as Parser } from "fast-xml-parser";
import { XMLParser, XMLValidator } from "fast-xml-parser";

/** What the arithmetic rules of EN 16931 speak of, as read back from a document; amounts as text. */
export interface ParsedEInvoice {
  readonly typeCode: string;
  readonly net: string;
  readonly taxExclusive: string;
  readonly tax: string;
  readonly gross: string;
  readonly paid: string;
  readonly due: string;
  readonly taxes: readonly {
    readonly category: string;
    readonly rate: string;
    readonly base: string;
    readonly amount: string;
  }[];
  readonly lines: readonly {
    readonly quantity: string;
    readonly price: string;
    readonly priceQuantity: string;
    readonly allowances: readonly string[];
    readonly charges: readonly string[];
    readonly net: string;
    readonly category: string;
    readonly rate: string;
  }[];
}

type Node = { readonly [name: string]: unknown };

const options: ConstructorParameters<typeof Parser>[0] = {
  ignoreAttributes: true,
  removeNSPrefix: true,
  parseTagValue: false,
  processEntities: true,
  isArray: () => true,
};

/** The tree of a document; throws where it is not well-formed. */
export function xmlTree(xml: string): Node {
  const valid = XMLValidator.validate(xml);
  if (valid !== true)
    throw new Error(`not well-formed: ${valid.err.msg} in line ${valid.err.line}`);
  return new XMLParser(options).parse(xml);
}

function all(node: Node, path: string): readonly Node[] {
  return path
    .split("/")
    .reduce<readonly Node[]>(
      (nodes, name) => nodes.flatMap((at) => (Array.isArray(at[name]) ? (at[name] as Node[]) : [])),
      [node],
    );
}

/** The text of the one element at a path, or what stands for it where there is none. */
function text(node: Node, path: string, absent = ""): string {
  const [first] = all(node, path) as readonly unknown[];
  if (first === undefined) return absent;
  return typeof first === "string" ? first : String((first as Node)["#text"] ?? "");
}

/** Reads a UBL invoice or credit note. */
export function parseUbl(xml: string): ParsedEInvoice {
  const tree = xmlTree(xml);
  const credit = tree.CreditNote !== undefined;
  const [root = {}] = all(tree, credit ? "CreditNote" : "Invoice");
  const total = (name: string, absent?: string) => text(root, `LegalMonetaryTotal/${name}`, absent);
  return {
    typeCode: text(root, credit ? "CreditNoteTypeCode" : "InvoiceTypeCode"),
    net: total("LineExtensionAmount"),
    taxExclusive: total("TaxExclusiveAmount"),
    tax: text(root, "TaxTotal/TaxAmount"),
    gross: total("TaxInclusiveAmount"),
    paid: total("PrepaidAmount", "0"),
    due: total("PayableAmount"),
    taxes: all(root, "TaxTotal/TaxSubtotal").map((tax) => ({
      category: text(tax, "TaxCategory/ID"),
      rate: text(tax, "TaxCategory/Percent", "0"),
      base: text(tax, "TaxableAmount"),
      amount: text(tax, "TaxAmount"),
    })),
    lines: all(root, credit ? "CreditNoteLine" : "InvoiceLine").map((line) => {
      const adjustments = (indicator: string) =>
        all(line, "AllowanceCharge")
          .filter((adjustment) => text(adjustment, "ChargeIndicator") === indicator)
          .map((adjustment) => text(adjustment, "Amount"));
      return {
        quantity: text(line, credit ? "CreditedQuantity" : "InvoicedQuantity"),
        price: text(line, "Price/PriceAmount"),
        priceQuantity: text(line, "Price/BaseQuantity", "1"),
        allowances: adjustments("false"),
        charges: adjustments("true"),
        net: text(line, "LineExtensionAmount"),
        category: text(line, "Item/ClassifiedTaxCategory/ID"),
        rate: text(line, "Item/ClassifiedTaxCategory/Percent", "0"),
      };
    }),
  };
}

/** Reads a Cross Industry Invoice. */
export function parseCii(xml: string): ParsedEInvoice {
  const [root = {}] = all(xmlTree(xml), "CrossIndustryInvoice");
  const [trade = {}] = all(root, "SupplyChainTradeTransaction");
  const [settlement = {}] = all(trade, "ApplicableHeaderTradeSettlement");
  const sums = "SpecifiedTradeSettlementHeaderMonetarySummation";
  const total = (name: string, absent?: string) => text(settlement, `${sums}/${name}`, absent);
  return {
    typeCode: text(root, "ExchangedDocument/TypeCode"),
    net: total("LineTotalAmount"),
    taxExclusive: total("TaxBasisTotalAmount"),
    tax: total("TaxTotalAmount"),
    gross: total("GrandTotalAmount"),
    paid: total("TotalPrepaidAmount", "0"),
    due: total("DuePayableAmount"),
    taxes: all(settlement, "ApplicableTradeTax").map((tax) => ({
      category: text(tax, "CategoryCode"),
      rate: text(tax, "RateApplicablePercent", "0"),
      base: text(tax, "BasisAmount"),
      amount: text(tax, "CalculatedAmount"),
    })),
    lines: all(trade, "IncludedSupplyChainTradeLineItem").map((line) => {
      const [own = {}] = all(line, "SpecifiedLineTradeSettlement");
      const [price = {}] = all(line, "SpecifiedLineTradeAgreement/NetPriceProductTradePrice");
      const adjustments = (indicator: string) =>
        all(own, "SpecifiedTradeAllowanceCharge")
          .filter((adjustment) => text(adjustment, "ChargeIndicator/Indicator") === indicator)
          .map((adjustment) => text(adjustment, "ActualAmount"));
      return {
        quantity: text(line, "SpecifiedLineTradeDelivery/BilledQuantity"),
        price: text(price, "ChargeAmount"),
        priceQuantity: text(price, "BasisQuantity", "1"),
        allowances: adjustments("false"),
        charges: adjustments("true"),
        net: text(own, "SpecifiedTradeSettlementLineMonetarySummation/LineTotalAmount"),
        category: text(own, "ApplicableTradeTax/CategoryCode"),
        rate: text(own, "ApplicableTradeTax/RateApplicablePercent", "0"),
      };
    }),
  };
}
