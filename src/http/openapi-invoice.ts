import type {
  Invoice,
  InvoiceLine,
  LineBundle,
  LineCustomer,
  LineDiscount,
  LineExplanation,
} from "../account/invoice.ts";
import type { Address, BankAccount, Buyer, Seller } from "../account/party.ts";
import { list, literal, type Shape, text } from "../model/shape.ts";
import { currency } from "../model/shape-money.ts";
import { object, optional } from "../model/shape-object.ts";
import type { Step } from "../pricing/price-kind.ts";
import { lineKindShape } from "../services/line-kind-shape.ts";
import { count, decimalText, instantText, nullable } from "../services/report-shapes.ts";
import type { LineTax, TaxSubtotal } from "../tax/tax-category.ts";

const stepShape = object<Step>({
  label: text,
  quantity: optional(decimalText),
  rate: optional(decimalText),
  flat: optional(decimalText),
  amount: decimalText,
});

const periodShape = object<NonNullable<InvoiceLine["period"]>>({
  from: instantText,
  to: instantText,
});

const explanationShape = object<LineExplanation>({
  price: text,
  priceVersion: text,
  events: optional(count),
  quantity: decimalText,
  included: optional(decimalText),
  proration: optional(
    object<NonNullable<LineExplanation["proration"]>>({ numerator: count, denominator: count }),
  ),
  steps: list(stepShape),
  rounding: object<LineExplanation["rounding"]>({ from: decimalText, to: decimalText }),
  notes: optional(list(text)),
});

const taxFields = {
  category: literal("S", "Z", "E", "AE", "K", "G", "O"),
  rate: decimalText,
  jurisdiction: text,
  name: text,
} as const;

const lineTaxShape = object<LineTax>(taxFields);

const taxSubtotalShape = object<TaxSubtotal>({
  ...taxFields,
  base: decimalText,
  amount: decimalText,
  reason: optional(text),
});

const partyFields = {
  name: text,
  address: optional(
    object<Address>({
      line1: optional(text),
      line2: optional(text),
      postalCode: optional(text),
      city: optional(text),
      region: optional(text),
      country: text,
    }),
  ),
  vatNumber: optional(text),
  registration: optional(text),
  email: optional(text),
  phone: optional(text),
} as const;

const sellerShape = object<Seller>({
  ...partyFields,
  bankAccount: optional(
    object<BankAccount>({
      holder: optional(text),
      iban: optional(text),
      bic: optional(text),
      accountNumber: optional(text),
      routingNumber: optional(text),
      bank: optional(text),
    }),
  ),
});

const buyerShape = object<Buyer>({
  ...partyFields,
  reference: optional(text),
  purchaseOrder: optional(text),
});

const discountShape = object<LineDiscount>({
  id: text,
  label: text,
  amount: decimalText,
  code: optional(text),
});

/** A line with how its amount came to be. */
export const invoiceLineShape: Shape<InvoiceLine> = object<InvoiceLine>({
  id: text,
  kind: lineKindShape,
  description: text,
  stream: text,
  customer: optional(object<LineCustomer>({ id: text, name: text, reference: optional(text) })),
  bundle: optional(object<LineBundle>({ id: text, name: text, price: decimalText })),
  subscription: optional(text),
  plan: optional(text),
  addon: optional(text),
  charge: optional(text),
  meter: optional(text),
  earned: optional(literal("by-day")),
  period: nullable(periodShape),
  quantity: decimalText,
  unit: optional(text),
  gross: decimalText,
  discounts: list(discountShape),
  amount: decimalText,
  withTax: optional(decimalText),
  tax: optional(lineTaxShape),
  explanation: explanationShape,
  about: optional(list(text)),
});

/** A bill with its explanation, as it is stored. */
export const invoiceShape: Shape<Invoice> = object<Invoice>({
  kind: literal("invoice", "credit-note"),
  number: nullable(text),
  series: optional(text),
  id: text,
  customer: text,
  customerName: text,
  currency,
  status: literal("draft", "final"),
  issuedAt: instantText,
  dueAt: instantText,
  model: text,
  seller: optional(sellerShape),
  buyer: optional(buyerShape),
  contracts: optional(list(text)),
  methods: optional(list(text)),
  corrects: optional(list(text)),
  reason: optional(text),
  pricesInclude: optional(literal("tax")),
  lines: list(invoiceLineShape),
  subtotal: decimalText,
  discount: decimalText,
  discounts: optional(list(discountShape)),
  tax: decimalText,
  taxes: optional(list(taxSubtotalShape)),
  total: decimalText,
  prepaid: optional(decimalText),
  due: optional(decimalText),
});
