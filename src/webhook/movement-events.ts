import type { AccountMovement } from "../account/step.ts";
import type { Application } from "../receivable/receivables.ts";
import type { EventType } from "./catalogue.ts";
import type { CreditData, DocumentName, InvoicePart, MoneyData } from "./event-data.ts";

/** The number of a document, by its id; a draft has none and is named by the id. */
export type NumberOf = (id: string) => string;

/** A document by its id and its number. */
export const documentName = (id: string, numberOf: NumberOf): DocumentName => ({
  id,
  number: numberOf(id),
});

/** What a movement is told by; undefined for one that only moves what the books count. */
export interface MovementNews {
  readonly type: EventType;
  readonly data: MoneyData | CreditData;
}

/** How a movement of money or credits is told. */
export function movementNews(moved: AccountMovement, numberOf: NumberOf): MovementNews | undefined {
  const parts = (applications: readonly Application[]): readonly InvoicePart[] =>
    applications.map(({ invoice, amount }) => ({ ...documentName(invoice, numberOf), amount }));
  switch (moved.kind) {
    case "payment":
      return { type: "payment.received", data: money(moved, parts(moved.appliedTo)) };
    case "refund":
      return { type: "payment.refunded", data: money(moved, parts(moved.reopens)) };
    case "payment-reversal":
      return { type: "payment.returned", data: money(moved, parts(moved.reopens)) };
    case "recovery":
      return { type: "payment.recovered", data: money(moved, []) };
    case "write-off":
      return { type: "invoice.written_off", data: money(moved, parts([moved])) };
    case "write-off-reversal":
      return { type: "invoice.write_off_reversed", data: money(moved, parts([moved])) };
    case "dispute-opened":
      return { type: "dispute.opened", data: money(moved, []) };
    case "dispute-won":
      return { type: "dispute.won", data: money(moved, []) };
    case "dispute-lost":
      return { type: "dispute.lost", data: money(moved, parts(moved.reopens)) };
    case "credit-grant":
      return { type: "credits.granted", data: credits(moved) };
    case "credit-expiry":
      return { type: "credits.expired", data: credits(moved) };
    case "credit-void":
      return { type: "credits.voided", data: { ...credits(moved), reason: moved.reason } };
    // A credit note is told as a document, and what it and credits pay by what becomes of the invoices.
    case "credit-note":
    case "credit-application":
    case "reapplication":
    case "credit-purchase":
    case "credit-burn":
    case "credit-release":
    case "credit-breakage":
    case "delivery":
    case "allocation":
      return undefined;
  }
}

interface Moved extends Pick<MoneyData, "id" | "customer" | "currency" | "amount"> {
  readonly payment?: string;
  readonly provider?: string;
  readonly reason?: string;
}

const money = (
  { id, customer, currency, amount, payment, provider, reason }: Moved,
  invoices: readonly InvoicePart[],
): MoneyData => ({
  id,
  customer,
  currency,
  amount,
  ...(payment === undefined ? {} : { payment }),
  ...(provider === undefined ? {} : { provider }),
  ...(reason === undefined ? {} : { reason }),
  invoices,
});

const credits = ({ id, grant, customer, currency, worth }: CreditData): CreditData => ({
  id,
  grant,
  customer,
  currency,
  worth,
});
