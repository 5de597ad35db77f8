import type { Id, Noted, Vocabulary } from "./vocabulary.ts";

/** Money that the business has and waits for. */
export interface Capital extends Noted {
  /** Cash on the day before the plan: `"250k USD"`. Default: none. */
  readonly opening?: string;
  /** How long invoices stay unpaid: `"1.5 months"`. Default: they are paid in the month in which they are billed. */
  readonly collectedAfter?: string;
  /** The part of billings that is paid later than that: `"10%"`. Default: none. */
  readonly paidLate?: string;
  /** How much later. Default `"1 month"`. */
  readonly lateBy?: string;
  /** The part of invoices whose payment fails at first, as when a card is declined: `"4%"`. Default: none. */
  readonly failedPayments?: string;
  /** The part of those that is paid all the same, after retries and reminders; who does not pay the others is lost. Default `"70%"`. */
  readonly recoveredPayments?: string;
}

/** Money that comes from investors or lenders. */
export interface FundingRound extends Noted {
  readonly name: string;
  /** The month in which it arrives: `2027-03`. */
  readonly month: string;
  /** `"1.5M USD"`. */
  readonly amount: string;
}

/** Revenue that is planned as a sum, and not by customers: billed and earned in the same month. */
export interface Income<V extends Vocabulary = Vocabulary> extends Noted {
  readonly name: string;
  readonly stream: V["stream"];
  /** `"20k USD per month * 1.02 ^ month-number()"`. */
  readonly amount: string;
}

/** Figures that are told otherwise: what would be if. */
export interface Scenario extends Noted {
  readonly name: string;
  /** Another scenario that it changes; the plan itself where absent. */
  readonly from?: Id;
  /** Formulas by the name of the figure that they replace: `{ "segments.teams.purchases.team.churn": "2% per month" }`. */
  readonly set: Readonly<Record<string, string>>;
}

/** Two figures that chance decides together: where one lies high, so does the other, or low where it is below 0. */
export interface Correlation extends Noted {
  /** Figures with bounds or a distribution, drawn once. */
  readonly between: readonly string[];
  /** From -1 to 1, of the normal draws that both are made of: `"0.6"`, `"-30%"`. */
  readonly is: string;
}

/** A figure that the plan is to reach: a rule for each month, or a gate at the end of one. */
export interface Target extends Noted {
  readonly name: string;
  /** What is looked at, as a formula: `"forecast.mrr * 12 months"`. */
  readonly figure: string;
  readonly atLeast?: string;
  readonly atMost?: string;
  /** The month at whose end it is looked at, `2028-12`; at the end of every month where absent. */
  readonly by?: string;
}
