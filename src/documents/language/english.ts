import type { CivilDate } from "../../time/calendar.ts";
import type { DocumentLanguage } from "./language.ts";

const months = [
  "January",
  "February",
  "March",
  "April",
  "May",
  "June",
  "July",
  "August",
  "September",
  "October",
  "November",
  "December",
] as const;

const list = (names: readonly string[]): string =>
  names.length < 2 ? names.join("") : `${names.slice(0, -1).join(", ")} and ${names.at(-1)}`;

/** English as written outside the United States: 9 June 2026, €1,234.50. */
export const english: DocumentLanguage = {
  tag: "en",
  decimalMark: ".",
  groupMark: ",",
  day: ({ year, month, day }: CivilDate) => `${day} ${months[month - 1]} ${year}`,
  money: (number, symbol) => {
    const sign = number.startsWith("−") ? "−" : "";
    const size = number.slice(sign.length);
    return /^[A-Z]{3}$/.test(symbol) ? `${sign}${symbol}\u00A0${size}` : `${sign}${symbol}${size}`;
  },
  percent: (number) => `${number}%`,
  texts: {
    invoice: "Invoice",
    creditNote: "Credit note",
    draft: "Draft",
    invoiceNumber: "Invoice number",
    creditNoteNumber: "Credit note number",
    issueDate: "Date of issue",
    dueDate: "Due date",
    servicePeriod: "Service period",
    customer: "Customer",
    purchaseOrder: "Purchase order",
    contractNumber: "Contract",
    buyerReference: "Your reference",
    sellerVatNumber: "VAT number",
    buyerVatNumber: "Your VAT number",
    registration: "Registration",
    contact: "Contact",
    email: "Email",
    phone: "Phone",
    position: "No.",
    description: "Description",
    quantity: "Quantity",
    unitPrice: "Unit price",
    amount: "Amount",
    carriedForward: "Carried forward",
    broughtForward: "Brought forward",
    subtotal: "Subtotal",
    discount: "Discounts",
    net: "Net amount",
    tax: "Tax",
    taxBase: "Taxable amount",
    total: "Total",
    totalCredit: "Total credit",
    paid: "Already paid",
    paidWithCredits: "Paid with credits",
    returnedAsCredits: "Returned as credits",
    amountDue: "Amount due",
    payment: "Payment",
    accountHolder: "Account holder",
    iban: "IBAN",
    bic: "BIC",
    bank: "Bank",
    accountNumber: "Account number",
    routingNumber: "Routing number",
    paymentReference: "Payment reference",
    notes: "Notes",
    from: "From",
    to: "Bill to",
    page: (page, pages) => `Page ${page} of ${pages}`,
    corrects: (numbers) =>
      `This credit note corrects invoice${numbers.length > 1 ? "s" : ""} ${list(numbers)}.`,
    payBy: (day, amount) => `Please pay ${amount} by ${day}.`,
    credited: (amount) => `We credit ${amount} to your account.`,
    nothingToPay: "Nothing is left to pay.",
    bundled: (name, price) => `Part of “${name}” for ${price}`,
    included: (quantity) => `${quantity} included`,
    prorated: (numerator, denominator) => `Prorated: ${numerator} of ${denominator} days`,
    delivered: (day) => `Delivered on ${day}`,
    taxSentence: {
      AE: "Reverse charge: the recipient accounts for the VAT (Articles 44 and 196, Directive 2006/112/EC).",
      K: "Intra-Community supply, exempt from VAT (Article 138, Directive 2006/112/EC).",
      G: "Export outside the European Union, exempt from VAT (Article 146, Directive 2006/112/EC).",
      O: "Not subject to VAT.",
    },
  },
};
