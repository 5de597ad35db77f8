import type { Invoice, InvoiceLine } from "../account/invoice.ts";
import type { Seller } from "../account/party.ts";
import { type CurrencyCode, minorUnits } from "../money/currency.ts";
import type { LineTax } from "../tax/tax-category.ts";

const tax: LineTax = { category: "S", rate: "10", jurisdiction: "DE", name: "VAT" };
const period = { from: "2026-03-01T00:00:00Z", to: "2026-04-01T00:00:00Z" };

/** An invoice that nobody owes, to look at branding with: in the tenant's currency, from its seller where there is one. */
export function sampleInvoice(seller: Seller | undefined, currency: CurrencyCode): Invoice {
  const money = (whole: number): string => whole.toFixed(minorUnits(currency));
  const line = (
    id: string,
    words: Pick<InvoiceLine, "description" | "quantity" | "unit">,
    gross: number,
    off: number,
  ): InvoiceLine => ({
    id,
    kind: "recurring",
    stream: "subscriptions",
    ...words,
    period,
    gross: money(gross),
    discounts: off === 0 ? [] : [{ id: "term", label: "Term discount 10%", amount: money(off) }],
    amount: money(gross - off),
    tax,
    explanation: {
      price: "/plans/team",
      priceVersion: "sample@1",
      quantity: words.quantity,
      steps: [],
      rounding: { from: money(gross), to: money(gross) },
    },
  });
  return {
    kind: "invoice",
    number: "INV-000042",
    id: "sample:1",
    customer: "sample",
    customerName: "Sample Trading Ltd",
    currency,
    status: "final",
    issuedAt: "2026-04-01T09:00:00Z",
    dueAt: "2026-05-01T09:00:00Z",
    model: "sample@1",
    seller: seller ?? { name: "Your company", address: { country: "DE" } },
    buyer: {
      name: "Sample Trading Ltd",
      address: { line1: "1 Example Street", postalCode: "10115", city: "Berlin", country: "DE" },
      vatNumber: "DE123456788",
      purchaseOrder: "PO-815",
    },
    lines: [
      line("1", { description: "Team plan", quantity: "12", unit: "seat" }, 600, 60),
      line("2", { description: "API calls", quantity: "240000", unit: "call" }, 60, 0),
    ],
    subtotal: money(660),
    discount: money(60),
    tax: money(60),
    taxes: [{ ...tax, base: money(600), amount: money(60) }],
    total: money(660),
  };
}
