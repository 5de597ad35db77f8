import type { TaxCategory } from "../../tax/tax-category.ts";
import type { CivilDate } from "../../time/calendar.ts";
import type { BillingWords } from "./billing-words.ts";

/** Every word that a document says of itself, in one language. */
export interface DocumentTexts {
  readonly invoice: string;
  readonly creditNote: string;
  readonly draft: string;
  readonly invoiceNumber: string;
  readonly creditNoteNumber: string;
  readonly issueDate: string;
  readonly dueDate: string;
  readonly servicePeriod: string;
  readonly customer: string;
  readonly purchaseOrder: string;
  readonly contractNumber: string;
  readonly buyerReference: string;
  readonly sellerVatNumber: string;
  readonly buyerVatNumber: string;
  readonly registration: string;
  readonly contact: string;
  readonly email: string;
  readonly phone: string;
  readonly position: string;
  readonly description: string;
  readonly quantity: string;
  readonly unitPrice: string;
  readonly amount: string;
  readonly carriedForward: string;
  readonly broughtForward: string;
  readonly subtotal: string;
  readonly discount: string;
  readonly net: string;
  readonly tax: string;
  readonly taxBase: string;
  readonly total: string;
  readonly totalCredit: string;
  readonly paid: string;
  readonly paidWithCredits: string;
  readonly returnedAsCredits: string;
  readonly amountDue: string;
  readonly payment: string;
  readonly accountHolder: string;
  readonly iban: string;
  readonly bic: string;
  readonly bank: string;
  readonly accountNumber: string;
  readonly routingNumber: string;
  readonly paymentReference: string;
  readonly notes: string;
  readonly from: string;
  readonly to: string;
  readonly page: (page: number, pages: number) => string;
  readonly corrects: (numbers: readonly string[]) => string;
  readonly payBy: (day: string, amount: string) => string;
  readonly credited: (amount: string) => string;
  readonly nothingToPay: string;
  /** Of a part of a bundle: what it is called, and what all of it costs. */
  readonly bundled: (name: string, price: string) => string;
  readonly included: (quantity: string) => string;
  readonly prorated: (numerator: string, denominator: string) => string;
  /** Which invoices a fee is charged for, by their numbers. */
  readonly paidLate: (numbers: readonly string[]) => string;
  readonly delivered: (day: string) => string;
  /** The words that the law asks for where no tax is charged; the standard, zero and exempt rates have none of their own. */
  readonly taxSentence: Readonly<Partial<Record<TaxCategory, string>>>;
}

/** A language of documents: how it writes numbers and days, and its words. A new one is a file and a line in languages.ts. */
export interface DocumentLanguage {
  /** BCP 47. */
  readonly tag: string;
  readonly decimalMark: string;
  readonly groupMark: string;
  readonly day: (date: CivilDate) => string;
  /** A number in this language's digits with its currency. */
  readonly money: (number: string, symbol: string) => string;
  /** A number of percent in this language's digits. */
  readonly percent: (number: string) => string;
  readonly texts: DocumentTexts;
  /** What billing says on its lines; absent for English, in which it says it. */
  readonly billing?: BillingWords;
}
