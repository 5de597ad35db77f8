import type { EInvoice, EPayment, ETax } from "../en16931/e-invoice.ts";
import { group, leaf, type XmlChild, xmlDocument } from "../xml/xml.ts";
import { ciiLine } from "./cii-line.ts";
import { ciiDay, ciiPeriod } from "./cii-parts.ts";
import { ciiParty } from "./cii-party.ts";

const standard = (name: string): string => `urn:un:unece:uncefact:data:standard:${name}`;

const xrechnung = {
  guideline: "urn:cen.eu:en16931:2017#compliant#urn:xeinkauf.de:kosit:xrechnung_3.0",
  process: "urn:fdc:peppol.eu:2017:poacc:billing:01:1.0",
};

/** An invoice or credit note (types 380 and 381) as UN/CEFACT Cross Industry Invoice D16B, in the order of its schema. */
export function ciiDocument(document: EInvoice): string {
  const german = document.profile === "xrechnung";
  return xmlDocument(
    "rsm:CrossIndustryInvoice",
    {
      "xmlns:rsm": standard("CrossIndustryInvoice:100"),
      "xmlns:ram": standard("ReusableAggregateBusinessInformationEntity:100"),
      "xmlns:udt": standard("UnqualifiedDataType:100"),
    },
    group(
      "rsm:ExchangedDocumentContext",
      group(
        "ram:BusinessProcessSpecifiedDocumentContextParameter",
        leaf("ram:ID", german ? xrechnung.process : undefined),
      ),
      group(
        "ram:GuidelineSpecifiedDocumentContextParameter",
        leaf("ram:ID", german ? xrechnung.guideline : "urn:cen.eu:en16931:2017"),
      ),
    ),
    group(
      "rsm:ExchangedDocument",
      leaf("ram:ID", document.number),
      leaf("ram:TypeCode", document.kind === "credit-note" ? "381" : "380"),
      ciiDay("ram:IssueDateTime", document.issueDay),
      document.notes.map((note) => group("ram:IncludedNote", leaf("ram:Content", note))),
    ),
    group(
      "rsm:SupplyChainTradeTransaction",
      document.lines.map(ciiLine),
      agreement(document),
      // The schema demands the element, with or without content.
      delivery(document.deliveryCountry),
      settlement(document),
    ),
  );
}

const agreement = (document: EInvoice): XmlChild =>
  group(
    "ram:ApplicableHeaderTradeAgreement",
    leaf("ram:BuyerReference", document.buyerReference),
    group("ram:SellerTradeParty", ciiParty(document.seller, document.contact)),
    group("ram:BuyerTradeParty", ciiParty(document.buyer)),
    group(
      "ram:BuyerOrderReferencedDocument",
      leaf("ram:IssuerAssignedID", document.orderReference),
    ),
    group(
      "ram:ContractReferencedDocument",
      leaf("ram:IssuerAssignedID", document.contractReference),
    ),
  );

const delivery = (country: string | undefined): XmlChild => ({
  name: "ram:ApplicableHeaderTradeDelivery",
  attributes: {},
  content:
    country === undefined
      ? ""
      : [
          group(
            "ram:ShipToTradeParty",
            group("ram:PostalTradeAddress", leaf("ram:CountryID", country)),
          ),
        ].flatMap((child) => child ?? []),
});

function settlement(document: EInvoice): XmlChild {
  const { payment, currency, period, dueDay } = document;
  return group(
    "ram:ApplicableHeaderTradeSettlement",
    leaf("ram:PaymentReference", payment?.reference),
    leaf("ram:InvoiceCurrencyCode", currency),
    paymentMeans(payment),
    document.taxes.map(tradeTax),
    ciiPeriod(period),
    group(
      "ram:SpecifiedTradePaymentTerms",
      leaf("ram:Description", document.paymentTerms),
      ciiDay("ram:DueDateDateTime", dueDay),
    ),
    summation(document),
    document.preceding.map((number) =>
      group("ram:InvoiceReferencedDocument", leaf("ram:IssuerAssignedID", number)),
    ),
  );
}

function paymentMeans(payment: EPayment | undefined): XmlChild {
  if (payment === undefined) return undefined;
  const { account } = payment;
  return group(
    "ram:SpecifiedTradeSettlementPaymentMeans",
    leaf("ram:TypeCode", payment.meansCode),
    group(
      "ram:PayeePartyCreditorFinancialAccount",
      leaf("ram:IBANID", account?.isIban === true ? account.id : undefined),
      leaf("ram:AccountName", account?.holder),
      leaf("ram:ProprietaryID", account?.isIban === false ? account.id : undefined),
    ),
    group("ram:PayeeSpecifiedCreditorFinancialInstitution", leaf("ram:BICID", account?.bic)),
  );
}

const tradeTax = (tax: ETax): XmlChild =>
  group(
    "ram:ApplicableTradeTax",
    leaf("ram:CalculatedAmount", tax.amount),
    leaf("ram:TypeCode", "VAT"),
    leaf("ram:ExemptionReason", tax.exemptionReason),
    leaf("ram:BasisAmount", tax.base),
    leaf("ram:CategoryCode", tax.category),
    leaf("ram:ExemptionReasonCode", tax.exemptionCode),
    leaf("ram:RateApplicablePercent", tax.rate),
  );

const summation = ({ totals, currency }: EInvoice): XmlChild =>
  group(
    "ram:SpecifiedTradeSettlementHeaderMonetarySummation",
    leaf("ram:LineTotalAmount", totals.net),
    leaf("ram:TaxBasisTotalAmount", totals.net),
    leaf("ram:TaxTotalAmount", totals.tax, { currencyID: currency }),
    leaf("ram:GrandTotalAmount", totals.gross),
    leaf("ram:TotalPrepaidAmount", totals.paid),
    leaf("ram:DuePayableAmount", totals.due),
  );
