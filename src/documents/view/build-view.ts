import type { Invoice } from "../../account/invoice.ts";
import type { Buyer, Seller } from "../../account/party.ts";
import { ok, type Result } from "../../fault/fault.ts";
import { absolute, decimalOf, format, isNegative, isZero } from "../../money/decimal.ts";
import type { DocumentSettings } from "../document-settings.ts";
import { moneyText } from "../language/number-text.ts";
import { dayOf, type ReadSettings, readSettings } from "../read-settings.ts";
import { spanOf } from "../service-span.ts";
import { presentText } from "../xml/xml.ts";
import { chargeRows, periodText } from "./charge-rows.ts";
import type { InvoiceView, Labelled } from "./invoice-view.ts";
import { accountDetails, labelled, particulars, partyLines } from "./party-lines.ts";
import { amountDue, sumRows, taxSentences, taxTable } from "./sum-rows.ts";

/** Writes an invoice or credit note out for people. Refuses settings that {@link readSettings} refuses, and nothing else. */
export function buildView(invoice: Invoice, settings: DocumentSettings): Result<InvoiceView> {
  const read = readSettings(settings);
  return read.ok ? ok(viewOf(invoice, read.value)) : read;
}

function viewOf(invoice: Invoice, settings: ReadSettings): InvoiceView {
  const { words, branding } = settings;
  const { texts } = words;
  const seller = invoice.seller;
  const buyer: Buyer | { name: string } = invoice.buyer ?? { name: invoice.customerName };
  const name = invoice.kind === "credit-note" ? texts.creditNote : texts.invoice;
  const taxes = taxTable(invoice, settings);
  const { corrects = [] } = invoice;
  const { logo } = branding ?? {};
  return {
    language: settings.language,
    languageTag: words.tag,
    name,
    title: `${name} ${invoice.number ?? `(${texts.draft})`}`,
    draft: invoice.status === "draft" || invoice.number === null,
    accent: settings.accent,
    ...(logo === undefined ? {} : { logo }),
    seller: {
      name: seller?.name ?? "",
      lines: seller === undefined ? [] : partyLines(seller, words.tag),
    },
    senderLine: branding?.senderLine ?? senderLineOf(seller, words.tag),
    recipient: partyLines(buyer, words.tag, seller?.address?.country),
    facts: factsOf(invoice, settings),
    ...(corrects.length === 0 ? {} : { correction: texts.corrects(corrects) }),
    columns: {
      position: texts.position,
      description: texts.description,
      quantity: texts.quantity,
      unitPrice: texts.unitPrice,
      amount: `${texts.amount} ${invoice.currency}`,
    },
    rows: chargeRows(invoice, settings),
    carriedForward: texts.carriedForward,
    broughtForward: texts.broughtForward,
    sums: sumRows(invoice, settings),
    ...(taxes === undefined ? {} : { taxes }),
    taxSentences: taxSentences(invoice, settings),
    payment: paymentOf(invoice, settings),
    notes: { heading: texts.notes, paragraphs: [...reasonOf(invoice), ...(settings.notes ?? [])] },
    footer: branding?.footer ?? particulars(seller, settings),
  };
}

/** Why a credit note was issued, where somebody said so. */
const reasonOf = ({ reason }: Invoice): readonly string[] =>
  [reason].flatMap((text) => presentText(text) ?? []);

const senderLineOf = (seller: Seller | undefined, languageTag: string): string =>
  seller === undefined ? "" : partyLines(seller, languageTag, seller.address?.country).join(" · ");

function factsOf(invoice: Invoice, settings: ReadSettings): readonly Labelled[] {
  const { words, contact } = settings;
  const { texts } = words;
  const { seller, buyer } = invoice;
  const credit = invoice.kind === "credit-note";
  const day = (time: string): string => words.day(dayOf(time, settings.zone));
  return labelled(
    [credit ? texts.creditNoteNumber : texts.invoiceNumber, invoice.number ?? texts.draft],
    [texts.issueDate, day(invoice.issuedAt)],
    [texts.dueDate, credit ? undefined : day(invoice.dueAt)],
    [texts.servicePeriod, servicePeriod(invoice, settings)],
    [texts.customer, invoice.customer],
    [texts.buyerReference, buyer?.reference],
    [texts.purchaseOrder, buyer?.purchaseOrder],
    [texts.contractNumber, invoice.contracts?.join(", ")],
    [texts.buyerVatNumber, buyer?.vatNumber],
    [texts.sellerVatNumber, seller?.vatNumber],
    [texts.contact, contact?.name],
    [texts.phone, contact?.phone ?? seller?.phone],
    [texts.email, contact?.email ?? seller?.email],
  );
}

/** The span from the first to the last day that any line is for; none where every line was delivered at once. */
function servicePeriod(invoice: Invoice, settings: ReadSettings): string | undefined {
  const span = spanOf(invoice);
  return span === undefined ? undefined : periodText(span, settings);
}

function paymentOf(invoice: Invoice, settings: ReadSettings): InvoiceView["payment"] {
  const { words, paymentInstructions = [] } = settings;
  const { texts } = words;
  const due = amountDue(invoice, settings.paid);
  const amount = moneyText(due, invoice.currency, words);
  const heading = texts.payment;
  if (invoice.kind === "credit-note")
    return { heading, sentences: [texts.credited(amount)], details: [] };
  if (isNegative(decimalOf(due))) {
    const owed = moneyText(format(absolute(decimalOf(due))), invoice.currency, words);
    return { heading, sentences: [texts.credited(owed)], details: [] };
  }
  if (isZero(decimalOf(due))) return { heading, sentences: [texts.nothingToPay], details: [] };
  const sentence = texts.payBy(words.day(dayOf(invoice.dueAt, settings.zone)), amount);
  const details = accountDetails(invoice.seller, texts);
  const reference = labelled([texts.paymentReference, invoice.number ?? undefined]);
  return {
    heading,
    sentences: [sentence, ...paymentInstructions],
    details: details.length === 0 ? [] : [...details, ...reference],
  };
}
