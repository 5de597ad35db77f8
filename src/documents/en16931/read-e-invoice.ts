import type { Invoice } from "../../account/invoice.ts";
import { ok, type Result, refuse } from "../../fault/fault.ts";
import { minorUnits } from "../../money/currency.ts";
import {
  add,
  decimalOf,
  equals,
  formatFixed,
  isPositive,
  subtract,
  sum,
  trim,
} from "../../money/decimal.ts";
import { formatCivilDate } from "../../time/calendar.ts";
import type { DocumentSettings } from "../document-settings.ts";
import { moneyText } from "../language/number-text.ts";
import { dayOf, type ReadSettings, readSettings } from "../read-settings.ts";
import { spanOf } from "../service-span.ts";
import { shownSign } from "../shown-sign.ts";
import { amountDue } from "../view/sum-rows.ts";
import { presentText } from "../xml/xml.ts";
import { collectDefects, type Defects } from "./defects.ts";
import type { EInvoice, ETotals } from "./e-invoice.ts";
import { isoDays, readLines } from "./read-lines.ts";
import { dropAbsent, readContact, readParty, readPayment, readReferences } from "./read-party.ts";
import { checkParties, readTaxes } from "./read-taxes.ts";

/**
 * Reads a final invoice or credit note by the semantic model of EN 16931.
 *
 * Nothing is guessed: all that the norm demands and the invoice has not is refused at once, each with its path, as
 * `e-invoice-incomplete`; what is there and cannot be said in the norm, or does not add up, as `e-invoice-conflict`.
 * Paths that begin with `/settings` point into the settings. Also refuses what {@link readSettings} refuses.
 */
export function readEInvoice(invoice: Invoice, given: DocumentSettings): Result<EInvoice> {
  const read = readSettings(given);
  if (!read.ok) return read;
  const settings = read.value;
  const defects = collectDefects();
  const profile = settings.eInvoice?.profile ?? "en16931";
  const number = defects.need(invoice.number ?? undefined, "/number", "number of the document");
  const span = spanOf(invoice);
  const lines = readLines(invoice, settings, defects);
  const payment = readPayment(invoice.kind, number, invoice.seller);
  if (profile === "xrechnung" && payment === undefined)
    defects.miss("/seller/bankAccount", "account to pay to (BR-DE-1)");
  const core = dropAbsent({
    profile,
    kind: invoice.kind,
    number,
    issueDay: formatCivilDate(dayOf(invoice.issuedAt, settings.zone)),
    dueDay:
      invoice.kind === "credit-note"
        ? undefined
        : formatCivilDate(dayOf(invoice.dueAt, settings.zone)),
    currency: invoice.currency,
    notes: [invoice.reason, ...(settings.notes ?? [])].flatMap((note) => presentText(note) ?? []),
    preceding: (invoice.corrects ?? []).flatMap((corrected) => presentText(corrected) ?? []),
    period: span === undefined ? undefined : isoDays(span, settings),
    seller: readParty(invoice.seller, "seller", profile, defects),
    contact: readContact(settings.contact, invoice.seller, profile, defects),
    buyer: readParty(invoice.buyer, "buyer", profile, defects),
    deliveryCountry: presentText(settings.eInvoice?.deliveryCountry),
    payment,
    taxes: readTaxes(invoice, lines, settings, defects),
    totals: readTotals(invoice, settings, defects),
    lines,
  });
  checkParties(core, defects);
  const paymentTerms = termsOf(invoice, settings, core.totals);
  const references = readReferences(invoice.buyer, invoice.contracts ?? [], profile, defects);
  if (defects.faults.length > 0) return refuse(...defects.faults);
  return ok({ ...withoutVatOutsideScope(core), ...references, paymentTerms });
}

/** BR-O-02: outside the scope of tax nobody is named by a VAT number. */
function withoutVatOutsideScope<T extends Pick<EInvoice, "taxes" | "seller" | "buyer">>(
  core: T,
): T {
  if (!core.taxes.some((tax) => tax.category === "O")) return core;
  const { vatNumber: _, ...seller } = core.seller;
  const { vatNumber: __, ...buyer } = core.buyer;
  return { ...core, seller, buyer };
}

/** BG-22, checked by BR-CO-10, 13, 14, 15 and 16 and by the two places that amounts may have (BR-DEC). */
function readTotals(invoice: Invoice, settings: ReadSettings, defects: Defects): ETotals {
  const sign = shownSign(invoice);
  const amounts = invoice.lines.map((line) => decimalOf(line.amount));
  const net = subtract(decimalOf(invoice.subtotal), decimalOf(invoice.discount));
  const total = decimalOf(invoice.total);
  const tax = decimalOf(invoice.tax);
  const taxes = (invoice.taxes ?? []).map((part) => decimalOf(part.amount));
  if (!equals(sum(amounts), net))
    defects.conflict("/subtotal", "subtotal less discount is not the sum of the lines (BR-CO-10)");
  if (!equals(add(net, tax), total))
    defects.conflict("/total", "the total is not net amount and tax (BR-CO-15)", invoice.total);
  if (taxes.length > 0 && !equals(sum(taxes), tax))
    defects.conflict("/tax", "the tax is not the sum of /taxes (BR-CO-14)", invoice.tax);
  const places = Math.min(2, minorUnits(invoice.currency));
  checkPlaces(invoice, defects);
  const paid = paidBefore(invoice, settings);
  const fixed = (value: typeof net): string =>
    formatFixed(value, Math.max(places, trim(value).scale));
  return dropAbsent({
    net: sign(fixed(net)),
    tax: sign(invoice.tax),
    gross: sign(invoice.total),
    paid,
    due: fixed(decimalOf(amountDue(invoice, settings.paid))),
  });
}

/** BT-113: what was paid in money and with credits that were paid for. */
function paidBefore(invoice: Invoice, { paid }: ReadSettings): string | undefined {
  const { prepaid } = invoice;
  if (prepaid === undefined) return paid;
  const credits = decimalOf(shownSign(invoice)(prepaid));
  return formatFixed(add(credits, decimalOf(paid ?? "0")), minorUnits(invoice.currency));
}

function checkPlaces(invoice: Invoice, defects: Defects): void {
  const amounts = [
    invoice.total,
    ...invoice.lines.flatMap((line) => [line.gross, line.amount]),
    ...(invoice.taxes ?? []).flatMap((tax) => [tax.base, tax.amount]),
  ];
  if (amounts.every((amount) => trim(decimalOf(amount)).scale <= 2)) return;
  defects.conflict(
    "/currency",
    "amounts of an e-invoice have at most two places (BR-DEC)",
    invoice.currency,
  );
}

/** BT-20, in the words of the document that people read. */
function termsOf(invoice: Invoice, settings: ReadSettings, totals: ETotals): string {
  const { words } = settings;
  const amount = moneyText(totals.due, invoice.currency, words);
  if (invoice.kind === "credit-note") return words.texts.credited(amount);
  return isPositive(decimalOf(totals.due))
    ? words.texts.payBy(words.day(dayOf(invoice.dueAt, settings.zone)), amount)
    : words.texts.nothingToPay;
}
