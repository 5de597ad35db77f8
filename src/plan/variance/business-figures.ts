import type { Month } from "../../ledger/recognition/accounting-month.ts";
import type { SegmentPurchase } from "../../model/segment.ts";
import type { CurrencyCode } from "../../money/currency.ts";
import type { ChargeKind } from "../billing/charge-kind.ts";

/** The flows that can be held against a plan purchase by purchase. `mrr` is a balance: what holds at a month's end. */
export const flows = ["mrr", "billings", "revenue"] as const;

/** One of them. */
export type Flow = (typeof flows)[number];

/** Figures month by month, from the first one of the business figures that they are part of. */
export type Months = readonly number[];

/** Which purchase of which segment; both under the ids of the model's plan. */
export interface PurchaseKey {
  readonly segment: string;
  readonly purchase: string;
}

/**
 * Customers who have a purchase, month by month. opening + joined + movedIn - left - movedOut = closing. Of what is sold `once`, closing are
 * those who bought it in the month.
 */
export interface PurchaseCustomers extends PurchaseKey {
  readonly lasts: "plan" | "licence" | "once";
  readonly opening: Months;
  readonly joined: Months;
  readonly movedIn: Months;
  readonly movedOut: Months;
  readonly left: Months;
  readonly closing: Months;
}

/** What is charged for one part of a purchase, month by month, in minor units of the plan's currency. */
export interface PurchaseCell extends PurchaseKey {
  readonly stream: string;
  readonly kind: ChargeKind;
  /** The month's value at list prices, before discounts: of a month for what recurs, of what was used or sold in it for all else. */
  readonly list: Months;
  /** The same after discounts. */
  readonly net: Months;
  /** What holds at the month's end, was billed in the month, and was earned in it. */
  readonly flows: Readonly<Record<Flow, Months>>;
}

/** Units that a purchase's customers used of a meter, by the months in which they used them. */
export interface PurchaseUsage extends PurchaseKey {
  readonly meter: string;
  readonly units: Months;
}

/** The same as it was measured. */
export interface MeasuredUsage extends PurchaseUsage {
  /** What each customer used in the month, squared, and added up. */
  readonly squares: Months;
}

/** What a business comes to by purchase, month by month. */
export interface BusinessFigures {
  readonly currency: CurrencyCode;
  readonly first: Month;
  readonly months: number;
  readonly purchases: readonly PurchaseCustomers[];
  readonly cells: readonly PurchaseCell[];
  readonly usage: readonly PurchaseUsage[];
}

/** A cell of what happened: `list` and `net` are at the plan's rates of exchange, `flows` at those that were. */
export interface ActualCell extends PurchaseCell {
  /** What the same quantities come to at the plan's list prices. */
  readonly atPlanPrices: Months;
  /** `flows` at the plan's rates of exchange. */
  readonly atPlanRates: Readonly<Record<Flow, Months>>;
}

/** What really happened; what belongs to no purchase of the plan has keys of its own, that no segment of the plan has. */
export interface ActualFigures extends BusinessFigures {
  readonly cells: readonly ActualCell[];
  readonly usage: readonly MeasuredUsage[];
}

/** The key of a purchase as one text. */
export const purchaseText = ({ segment, purchase }: PurchaseKey): string =>
  `${segment}/${purchase}`;

/** How long a purchase lasts. */
export const purchaseLasts = ({
  offer,
  licence,
}: Pick<SegmentPurchase, "offer" | "licence">): PurchaseCustomers["lasts"] =>
  offer !== undefined ? "once" : licence !== undefined ? "licence" : "plan";
