import type { Normalisation } from "./monthly-value.ts";

/** A choice for each question on which tools disagree. Plain JSON. */
export interface MetricSettings {
  readonly normalisation: Normalisation;
  readonly usage: "out" | "in";
  readonly discounts: "all" | "recurring" | "forever" | "none";
  readonly trials: "out" | "in";
  readonly freeCustomers: "out" | "after-paying" | "in";
  readonly churnDate: "end" | "request" | "paid-through";
  readonly pauses: "churn" | "contraction";
  readonly reactivation: "separate" | "new";
  readonly lateRenewalDays: number;
  readonly grouping: "moment" | "hour" | "month";
  readonly netting: "subscription" | "customer";
  readonly priceChanges: "within" | "separate";
  readonly sliceMoves: "transfer" | "movement";
  readonly fx: "moving" | "fixed";
  readonly fxFixedOn: string;
  readonly retentionMethod: "cohort" | "compound" | "mean";
  readonly retentionReactivation: "out" | "in";
  readonly grossRetention: "lowest" | "end";
  readonly churnBase: "start" | "average" | "start-plus-new";
  readonly churnCount: "of-start" | "all";
  readonly quickRatioReactivation: "in" | "out";
  readonly cohortClock: "calendar" | "anniversary";
  readonly cohortBase: "first" | "month-end";
  readonly dsoMethod: "simple" | "countback";
  readonly deferred: "gross" | "paid";
  readonly revenueBasis: "recognised" | "billed";
  readonly concentrationBasis: "mrr" | "billed";
  readonly churnSpan: "month" | "year";
  readonly lifetimeCapMonths: number;
  readonly ltvMargin: "gross-margin" | "revenue";
  readonly ltvChurn: "logo" | "revenue";
}

/** The name of a setting. */
export type SettingId = keyof MetricSettings;

/** A setting for people: its question, its default and what each answer means. */
export interface SettingDefinition {
  readonly question: string;
  readonly default: string | number;
  /** Meaning of each choice; null for a number or a date. */
  readonly choices: Readonly<Record<string, string>> | null;
}

type Definitions = {
  readonly [K in SettingId]: SettingDefinition & {
    readonly default: MetricSettings[K];
    readonly choices: MetricSettings[K] extends number
      ? null
      : string extends MetricSettings[K]
        ? null
        : Readonly<Record<MetricSettings[K] & string, string>>;
  };
};

/** Every setting in the order of reports. */
export const settingDefinitions: Definitions = {
  normalisation: {
    question: "How does a price per year, week or day become one per month?",
    default: "months",
    choices: {
      months: "a year is 12 months, 52 weeks, 365 days",
      "thirty-days": "a month is 30 days of a year of 365",
      "four-weeks": "a year is 12 months; a month 4 weeks or 30 days",
    },
  },
  usage: {
    question: "Is metered use recurring?",
    default: "out",
    choices: {
      out: "never",
      in: "each month's use counts in its month, while its subscription is there",
    },
  },
  discounts: {
    question: "Which discounts reduce recurring value?",
    default: "all",
    choices: {
      all: "every discount in force",
      recurring: "those of more than one invoice",
      forever: "those that never end",
      none: "none",
    },
  },
  trials: {
    question: "Do trials count?",
    default: "out",
    choices: { out: "from the first paid moment on", in: "from the first day of the trial on" },
  },
  freeCustomers: {
    question: "Is somebody who pays nothing a customer?",
    default: "out",
    choices: {
      out: "no",
      "after-paying": "while they stay after they paid",
      in: "yes, while they hold a plan",
    },
  },
  churnDate: {
    question: "When is a cancelled subscription lost?",
    default: "end",
    choices: {
      end: "when it ends",
      request: "when it was asked for",
      "paid-through": "when the last paid period ends",
    },
  },
  pauses: {
    question: "Is a pause a loss of the customer?",
    default: "churn",
    choices: {
      churn: "yes, and its end a reactivation",
      contraction: "no: a contraction, and its end an expansion",
    },
  },
  reactivation: {
    question: "Is a returning customer new?",
    default: "separate",
    choices: { separate: "no, reactivated", new: "yes" },
  },
  lateRenewalDays: {
    question:
      "How many days may lie between two stretches of a subscription that count as one, renewed late?",
    default: 0,
    choices: null,
  },
  grouping: {
    question: "Which changes of a customer are one?",
    default: "moment",
    choices: {
      moment: "those of the same instant",
      hour: "those within 60 minutes of the first, in one month",
      month: "all of a month: its start against its end",
    },
  },
  netting: {
    question: "Within one change, what are gains and losses set off in?",
    default: "subscription",
    choices: { subscription: "each subscription", customer: "the customer" },
  },
  priceChanges: {
    question: "Are price changes expansion and contraction?",
    default: "within",
    choices: { within: "yes", separate: "no, a movement of their own" },
  },
  sliceMoves: {
    question: "What is a move between two plans, segments or streams to each of them?",
    default: "transfer",
    choices: {
      transfer: "a transfer; kinds stay what they are for the whole business",
      movement: "a loss of the one and a gain of the other",
    },
  },
  fx: {
    question: "At which rate are other currencies converted?",
    default: "moving",
    choices: {
      moving: "that of each month's end; the difference is the movement fx",
      fixed: "one rate for all time",
    },
  },
  fxFixedOn: {
    question: "The day whose rate is the fixed one; empty for each currency's first rate",
    default: "",
    choices: null,
  },
  retentionMethod: {
    question: "How is a year's retention counted?",
    default: "cohort",
    choices: {
      cohort: "the customers of twelve months ago, then and now",
      compound: "twelve monthly rates multiplied",
      mean: "the mean of twelve monthly rates",
    },
  },
  retentionReactivation: {
    question: "Does a customer who left and came back within the period count as retained?",
    default: "out",
    choices: { out: "no", in: "yes" },
  },
  grossRetention: {
    question: "May a later expansion make good an earlier contraction in gross retention?",
    default: "lowest",
    choices: { lowest: "no, the lowest point counts", end: "yes, the end counts" },
  },
  churnBase: {
    question: "Lost customers are divided by which?",
    default: "start",
    choices: {
      start: "those of the month's start",
      average: "the mean of start and end",
      "start-plus-new": "those of the start and the new and returned ones",
    },
  },
  churnCount: {
    question: "Which lost customers count?",
    default: "of-start",
    choices: {
      "of-start": "customers of the start who are none at the end",
      all: "every loss of the month, of customers who came in it too",
    },
  },
  quickRatioReactivation: {
    question: "Is reactivation a gain in the quick ratio?",
    default: "in",
    choices: { in: "yes", out: "no" },
  },
  cohortClock: {
    question: "When is a cohort looked at?",
    default: "calendar",
    choices: {
      calendar: "at the ends of calendar months",
      anniversary: "at each customer's own monthly anniversary",
    },
  },
  cohortBase: {
    question: "What is 100% of a cohort's revenue?",
    default: "first",
    choices: { first: "what its customers began with", "month-end": "its value at month 0's end" },
  },
  dsoMethod: {
    question: "How are days sales outstanding counted?",
    default: "simple",
    choices: {
      simple: "receivable / billings of the month x its days",
      countback: "the latest months' billings are taken off the receivable",
    },
  },
  deferred: {
    question: "Is what was billed and not paid yet deferred revenue?",
    default: "gross",
    choices: { gross: "yes", paid: "no, paid invoices only" },
  },
  revenueBasis: {
    question: "What is the revenue of shares?",
    default: "recognised",
    choices: { recognised: "recognised in the month", billed: "billed in the month" },
  },
  concentrationBasis: {
    question: "What are customers compared by?",
    default: "mrr",
    choices: { mrr: "recurring value at the end", billed: "billings of the last twelve months" },
  },
  churnSpan: {
    question: "Which churn do lifetime and lifetime value rest on?",
    default: "year",
    choices: { month: "the month's", year: "the mean month of the last twelve" },
  },
  lifetimeCapMonths: {
    question: "The longest lifetime in months; 0 for none, and then no churn gives no lifetime",
    default: 0,
    choices: null,
  },
  ltvMargin: {
    question: "Is lifetime value what is earned or what is paid?",
    default: "gross-margin",
    choices: { "gross-margin": "revenue x gross margin", revenue: "revenue" },
  },
  ltvChurn: {
    question: "Which churn does lifetime value rest on?",
    default: "logo",
    choices: { logo: "of customers", revenue: "of recurring value" },
  },
};

/** The names of all settings, in the order of reports. */
export const settingIds = Object.keys(settingDefinitions) as readonly SettingId[];

/** The settings where nobody chose. */
export const defaultSettings: MetricSettings = Object.fromEntries(
  settingIds.map((id) => [id, settingDefinitions[id].default]),
  // Object.fromEntries forgets which key has which value; the type of the definitions ties them.
) as unknown as MetricSettings;
