import { createHash } from "node:crypto";
import type { Invoice, InvoiceLine } from "../account/invoice.ts";
import { expectOk } from "../fault/fault.ts";
import { type CurrencyCode, minorUnits } from "../money/currency.ts";
import { add, type Decimal, decimal, decimalOf, formatFixed, sum } from "../money/decimal.ts";
import { type Instant, parseInstant } from "../time/instant.ts";
import {
  type AccountName,
  clearing,
  disputed,
  disputeFees,
  paymentFees,
  taxPayable,
} from "./account-name.ts";
import { type Chart, chartOf } from "./chart.ts";
import type { TaxAmount } from "./documents/tax-amount.ts";
import type { JournalEntry } from "./entry.ts";
import type { Sha256 } from "./journal.ts";

/** A moment of a day in UTC. */
export const at = (day: string): Instant => expectOk(parseInstant(`${day}T00:00:00Z`));

/** What a server passes for the chain's hash. */
export const sha256: Sha256 = (text) => createHash("sha256").update(text, "utf8").digest("hex");

/** What a business with three streams and one partner posts to. */
export const books = {
  streams: {
    subscriptions: { name: "Subscriptions", recurring: true },
    usage: { name: "Usage" },
    services: { name: "Services" },
  },
  partners: { dell: { name: "Dell", role: "reseller" } },
} as const;

/** The taxes that the stories know. */
export const vat = (amount: string): TaxAmount => ({ jurisdiction: "DE", rate: "19%", amount });

/** The chart of {@link books}, with Stripe and German VAT. */
export const chart: Chart = chartOf({
  models: [books],
  accounts: [
    ...[clearing, disputed, disputeFees, paymentFees].map((account) => account("stripe")),
    taxPayable("DE", "19%"),
  ],
});

/** What an invoice of a test says of a line. */
export interface LineSketch {
  readonly stream: string;
  readonly amount: string;
  /** Two days; absent for something delivered at once. */
  readonly period?: readonly [string, string];
}

/** What an invoice of a test says; everything else is worked out. */
export interface InvoiceSketch {
  readonly number: string;
  readonly customer?: string;
  readonly currency?: CurrencyCode;
  readonly issued: string;
  readonly due?: string;
  readonly lines: readonly LineSketch[];
  readonly tax?: string;
}

/** A final invoice with totals that add up. */
export function invoiceOf(sketch: InvoiceSketch): Invoice {
  const { number, customer = "c-1", currency = "USD", issued, due = issued } = sketch;
  const text = (amount: Decimal): string => formatFixed(amount, minorUnits(currency));
  const net = sum(sketch.lines.map(({ amount }) => decimalOf(amount)));
  const tax = decimalOf(sketch.tax ?? "0");
  return {
    kind: "invoice",
    number,
    id: `${customer}:${number}`,
    customer,
    customerName: customer === "c-1" ? "Northwind" : `Customer ${customer}`,
    currency,
    status: "final",
    issuedAt: `${issued}T00:00:00Z`,
    dueAt: `${due}T00:00:00Z`,
    model: "acme@1",
    lines: sketch.lines.map((line, index) => lineOf(line, `${index + 1}`, currency)),
    subtotal: text(net),
    discount: text(decimal(0)),
    tax: text(tax),
    total: text(add(net, tax)),
  };
}

function lineOf({ stream, amount, period }: LineSketch, id: string, currency: CurrencyCode) {
  const text = formatFixed(decimalOf(amount), minorUnits(currency));
  const line: InvoiceLine = {
    id,
    kind: "recurring",
    description: stream,
    stream,
    period:
      period === undefined
        ? null
        : { from: `${period[0]}T00:00:00Z`, to: `${period[1]}T00:00:00Z` },
    quantity: "1",
    gross: text,
    discounts: [],
    amount: text,
    explanation: {
      price: "/plans/team/prices/monthly",
      priceVersion: "acme@1",
      quantity: "1",
      steps: [],
      rounding: { from: amount, to: text },
    },
  };
  return line;
}

/** The balance of an account in one currency, added up posting by posting. */
export function balanceOf(
  entries: readonly JournalEntry[],
  account: AccountName,
  currency: CurrencyCode = "USD",
): string {
  const amounts = entries.flatMap(({ postings }) =>
    postings
      .filter((posting) => posting.account === account && posting.currency === currency)
      .map(({ amount }) => decimalOf(amount)),
  );
  return formatFixed(sum(amounts), minorUnits(currency));
}
