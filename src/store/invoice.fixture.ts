import type { Invoice, InvoiceLine } from "../account/invoice.ts";
import { add, decimalOf, formatFixed, zero } from "../money/decimal.ts";
import { formatInstant, type Instant } from "../time/instant.ts";
import { openSeries } from "./invoices.ts";
import type { Tx } from "./tenant.ts";

/** What an invoice for a test may say otherwise. */
export interface InvoiceGiven {
  readonly customer?: string;
  readonly customerName?: string;
  readonly issuedAt?: Instant;
  /** Stream and amount of each line. */
  readonly lines?: readonly (readonly [stream: string, amount: string])[];
}

const january = Date.UTC(2026, 0, 31);

/** A final invoice without a number, whose lines add up. */
export function finalInvoice(id: string, given: InvoiceGiven = {}): Invoice {
  const { customer = "c-1", customerName = "Customer One", issuedAt = january } = given;
  const lines = (given.lines ?? [["subscriptions", "499.00"]]).map(([stream, amount], index) =>
    invoiceLine(`${id}-${index + 1}`, stream, amount),
  );
  const total = formatFixed(
    lines.reduce((sum, { amount }) => add(sum, decimalOf(amount)), zero),
    2,
  );
  return {
    kind: "invoice",
    number: null,
    id,
    customer,
    customerName,
    currency: "USD",
    status: "final",
    issuedAt: formatInstant(issuedAt),
    dueAt: formatInstant(issuedAt + 30 * 86_400_000),
    model: "acme@1",
    lines,
    subtotal: total,
    discount: "0.00",
    tax: "0.00",
    total,
  };
}

const invoiceLine = (id: string, stream: string, amount: string): InvoiceLine => ({
  id,
  kind: "recurring",
  description: `A line of ${stream} with "quotes", {braces} and \\ slashes`,
  stream,
  plan: "team",
  period: { from: "2026-01-01T00:00:00Z", to: "2026-02-01T00:00:00Z" },
  quantity: "1",
  gross: amount,
  discounts: [],
  amount,
  explanation: {
    price: "/plans/team/prices/monthly",
    priceVersion: "acme@1",
    quantity: "1",
    steps: [{ label: "flat", amount }],
    rounding: { from: amount, to: amount },
  },
});

/** Numbers invoices and stores them, all of a transaction's at once. */
export async function writeInvoices(
  tx: Tx,
  name: string,
  invoices: readonly Invoice[],
): Promise<readonly Invoice[]> {
  const series = await openSeries(tx, { invoice: name, "credit-note": "CN" });
  const numbered = await series.write(invoices);
  await series.close();
  return numbered;
}
