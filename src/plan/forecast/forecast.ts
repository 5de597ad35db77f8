import type { Month } from "../../ledger/recognition/accounting-month.ts";
import type { CurrencyCode } from "../../money/currency.ts";
import type { LivedSegment } from "../metrics/lived-segment.ts";

/** Recurring value of a month and how it moved, in minor units. opening + all the others, signed, = closing. */
export interface RecurringMonths {
  readonly opening: Float64Array;
  readonly new: Float64Array;
  readonly expansion: Float64Array;
  readonly contraction: Float64Array;
  readonly churn: Float64Array;
  readonly closing: Float64Array;
}

/** What happens to one stream, month by month, in minor units. */
export interface StreamMonths {
  /** Invoiced, without tax. */
  readonly billed: Float64Array;
  /** Earned. */
  readonly recognised: Float64Array;
  /** Invoiced and not yet earned, at the month's end. */
  readonly deferred: Float64Array;
  /** Earned and not yet invoiced, at the month's end. */
  readonly unbilled: Float64Array;
}

/** What stands in the books before the plan's first month of the customers who are there then, in minor units. */
export interface OpeningBalances {
  /** Invoiced in the month before, without tax: what is paid later than at once is still owed. */
  readonly billed: number;
  /** Invoiced and not yet earned. */
  readonly deferred: number;
  /** Earned and not yet invoiced. */
  readonly unbilled: number;
}

/** Customers of something, month by month. */
export interface CustomerMonths {
  /** There before the month. */
  readonly opening: Float64Array;
  readonly joined: Float64Array;
  readonly left: Float64Array;
  /** There at its end. */
  readonly closing: Float64Array;
}

/** What a plan's customers come to, month by month: the figures of the billing side, planned. */
export interface CustomerForecast {
  readonly currency: CurrencyCode;
  /** The first month, and how many. */
  readonly first: Month;
  readonly months: number;
  /** Whether customers are whole ones. */
  readonly customers: "whole" | "expected";
  readonly recurring: RecurringMonths;
  readonly streams: ReadonlyMap<string, StreamMonths>;
  readonly opening: OpeningBalances;
  readonly segments: ReadonlyMap<string, SegmentForecast>;
  /** Units that all customers use of each meter. */
  readonly usage: ReadonlyMap<string, Float64Array>;
}

/** The part of a forecast that is of one segment. */
export interface SegmentForecast {
  readonly customers: CustomerMonths;
  readonly recurring: RecurringMonths;
  /** Its own part of each stream. */
  readonly streams: ReadonlyMap<string, StreamMonths>;
  /** Its own part of what stands in the books before the plan. */
  readonly opening: OpeningBalances;
  /** Customers at each month's end by what they bought. */
  readonly purchases: ReadonlyMap<string, Float64Array>;
  /** The same, each counted as many times as it uses what is expected of a customer. */
  readonly users: ReadonlyMap<string, Float64Array>;
  /** Its customers, cohort by cohort, which metrics are counted from. */
  readonly lived: LivedSegment;
  /** What is sold once, as it is invoiced, in minor units. */
  readonly soldOnce: Float64Array;
  /** Whether anything that they buy goes on; where all is sold once, nobody stays. */
  readonly stays: boolean;
  /** Months that who joins in a month is expected to stay; not a number where nobody can say. */
  readonly lifetimes: Float64Array;
  /** What is earned from each of its purchases, by stream, in minor units. */
  readonly earned: ReadonlyMap<string, ReadonlyMap<string, Float64Array>>;
}
