import type { EInvoice, EPayment, ETax } from "../en16931/e-invoice.ts";
import { group, leaf, type XmlChild, xmlDocument } from "../xml/xml.ts";
import { ublLine } from "./ubl-line.ts";
import { ublPeriod, ublVat } from "./ubl-parts.ts";
import { ublParty } from "./ubl-party.ts";

const namespace = (name: string): string => `urn:oasis:names:specification:ubl:schema:xsd:${name}`;

const xrechnung = {
  customization: "urn:cen.eu:en16931:2017#compliant#urn:xeinkauf.de:kosit:xrechnung_3.0",
  profile: "urn:fdc:peppol.eu:2017:poacc:billing:01:1.0",
};

/** An invoice or credit note (types 380 and 381) in UBL 2.1, elements in the order of its schema. */
export function ublDocument(document: EInvoice): string {
  const credit = document.kind === "credit-note";
  const root = credit ? "CreditNote" : "Invoice";
  const { currency, notes, period, totals } = document;
  const german = document.profile === "xrechnung";
  return xmlDocument(
    root,
    {
      xmlns: namespace(`${root}-2`),
      "xmlns:cac": namespace("CommonAggregateComponents-2"),
      "xmlns:cbc": namespace("CommonBasicComponents-2"),
    },
    leaf("cbc:CustomizationID", german ? xrechnung.customization : "urn:cen.eu:en16931:2017"),
    leaf("cbc:ProfileID", german ? xrechnung.profile : undefined),
    leaf("cbc:ID", document.number),
    leaf("cbc:IssueDate", document.issueDay),
    // A credit note has no such element: there it stands with the means of payment.
    credit ? undefined : leaf("cbc:DueDate", document.dueDay),
    credit ? leaf("cbc:CreditNoteTypeCode", "381") : leaf("cbc:InvoiceTypeCode", "380"),
    notes.map((note) => leaf("cbc:Note", note)),
    leaf("cbc:DocumentCurrencyCode", currency),
    leaf("cbc:BuyerReference", document.buyerReference),
    ublPeriod(period),
    group("cac:OrderReference", leaf("cbc:ID", document.orderReference)),
    document.preceding.map((number) =>
      group("cac:BillingReference", group("cac:InvoiceDocumentReference", leaf("cbc:ID", number))),
    ),
    group("cac:ContractDocumentReference", leaf("cbc:ID", document.contractReference)),
    group("cac:AccountingSupplierParty", ublParty(document.seller, document.contact)),
    group("cac:AccountingCustomerParty", ublParty(document.buyer)),
    delivery(document.deliveryCountry),
    paymentMeans(document.payment),
    group("cac:PaymentTerms", leaf("cbc:Note", document.paymentTerms)),
    group(
      "cac:TaxTotal",
      leaf("cbc:TaxAmount", totals.tax, { currencyID: currency }),
      document.taxes.map((tax) => taxSubtotal(tax, currency)),
    ),
    monetaryTotal(document),
    document.lines.map((line) => ublLine(line, document)),
  );
}

const delivery = (country: string | undefined): XmlChild =>
  group(
    "cac:Delivery",
    group(
      "cac:DeliveryLocation",
      group("cac:Address", group("cac:Country", leaf("cbc:IdentificationCode", country))),
    ),
  );

function paymentMeans(payment: EPayment | undefined): XmlChild {
  if (payment === undefined) return undefined;
  const { account } = payment;
  return group(
    "cac:PaymentMeans",
    leaf("cbc:PaymentMeansCode", payment.meansCode),
    leaf("cbc:PaymentID", payment.reference),
    group(
      "cac:PayeeFinancialAccount",
      leaf("cbc:ID", account?.id),
      leaf("cbc:Name", account?.holder),
      group("cac:FinancialInstitutionBranch", leaf("cbc:ID", account?.bic)),
    ),
  );
}

const taxSubtotal = (tax: ETax, currencyID: string): XmlChild =>
  group(
    "cac:TaxSubtotal",
    leaf("cbc:TaxableAmount", tax.base, { currencyID }),
    leaf("cbc:TaxAmount", tax.amount, { currencyID }),
    group(
      "cac:TaxCategory",
      leaf("cbc:ID", tax.category),
      leaf("cbc:Percent", tax.rate),
      leaf("cbc:TaxExemptionReasonCode", tax.exemptionCode),
      leaf("cbc:TaxExemptionReason", tax.exemptionReason),
      ublVat(),
    ),
  );

function monetaryTotal({ totals, currency }: EInvoice): XmlChild {
  const amount = (name: string, text: string | undefined): XmlChild =>
    leaf(name, text, { currencyID: currency });
  return group(
    "cac:LegalMonetaryTotal",
    amount("cbc:LineExtensionAmount", totals.net),
    amount("cbc:TaxExclusiveAmount", totals.net),
    amount("cbc:TaxInclusiveAmount", totals.gross),
    amount("cbc:PrepaidAmount", totals.paid),
    amount("cbc:PayableAmount", totals.due),
  );
}
