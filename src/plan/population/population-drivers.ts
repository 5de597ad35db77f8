/** How differently customers use something. */
export interface UsageVariation {
  /** Parts of equal size that customers fall into. */
  readonly classes: number;
  /** How many times what is expected is used by who uses more than this part of customers, from 0 to 1. */
  readonly factorAt: (share: number) => number;
}

/** What a purchase asks of the customers of a segment. Months are those of the plan, from 0. */
export interface PurchaseDrivers {
  readonly id: string;
  /** Whether it goes on until customers leave; what does not is over with its first month. */
  readonly lasting: boolean;
  /** The part of a month's new customers who buy it. */
  readonly shareIn: (month: number) => number;
  /** The day of the month on which periods begin of who joins in a month of the plan, after a trial; the first where absent. */
  readonly dayOf?: (start: number) => number;
  /** All use alike where absent. */
  readonly variation?: UsageVariation;
  /** Months from one renewal to the next. */
  readonly period: number;
  /** The chance to be lost at a cohort's renewal of this number, from 1, whose period ended before `month`. */
  readonly lossAt: (renewal: number, month: number) => number;
  /** Whether that is the same for a renewal of any number; not known where absent. */
  readonly ageless?: boolean;
  /** Whose invoices stay unpaid, and is lost some months after; nobody where absent. */
  readonly unpaid?: {
    /** Months from one invoice to the next. */
    readonly every: number;
    /** Months from the begin of what such an invoice is first for until service ends, at least one. */
    readonly after: number;
    /** How many of these pass before it is invoiced; none where absent. */
    readonly settled?: number;
    /** The chance that an invoice of a month is never paid. */
    readonly chanceIn: (month: number) => number;
  };
  /** The chances of those who renew to go on to other purchases instead, by renewal period; together at most 1. */
  readonly moves: readonly { readonly to: string; readonly rateIn: (month: number) => number }[];
}

/** What a segment's customers do. */
export interface PopulationDrivers {
  readonly months: number;
  /** Customers who joined in the month before the plan. */
  readonly opening: number;
  /** New customers in a month, or the customers that there are to be at its end, of the purchases that are counted. */
  readonly arrivals:
    | { readonly kind: "new"; readonly newIn: (month: number) => number }
    | {
        readonly kind: "target";
        readonly customersAt: (month: number) => number;
        /** Purchases that make a customer: a licence beside a plan makes no second one. */
        readonly counted: ReadonlySet<string>;
      };
  readonly purchases: readonly PurchaseDrivers[];
}
