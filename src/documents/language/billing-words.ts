import type { Cadence } from "../../time/cadence.ts";

/** What billing adds to the name of what was sold. */
export const additions = ["unused time", "rest of the period", "late usage", "so far"] as const;

/** One of them. */
export type Addition = (typeof additions)[number];

/** What a licence's name is followed by. */
export const licenceParts = ["perpetual licence", "term licence", "maintenance"] as const;

/** One of them. */
export type LicencePart = (typeof licenceParts)[number];

/** What discounts and credits are called that have no name of their own. */
export const discountTitles = [
  "volume discount",
  "term discount",
  "promotional discount",
  "academic discount",
  "partner discount",
  "negotiated discount",
  "annual discount",
  "discount",
  "discounts on the unused time",
  "discounts on the rest of the period",
  "discounts on the late usage",
  "Credits",
  "Prepaid credits",
  "Promotional credits",
  "Service credits",
  "Goodwill credits",
  "Referral credits",
] as const;

/** One of them. */
export type DiscountTitle = (typeof discountTitles)[number];

/**
 * What billing itself says on a line, in one language; names of the model stay as they are. English has none of these, for it is
 * what billing speaks.
 */
export interface BillingWords {
  readonly cadence: (cadence: Cadence) => string;
  readonly additions: Readonly<Record<Addition, string>>;
  readonly licenceParts: Readonly<Record<LicencePart, string>>;
  readonly earlyTermination: (plan: string) => string;
  readonly latePaymentFee: string;
  /** What a broken promise gives back of a line. */
  readonly serviceCredit: (promise: string, line: string) => string;
  /** What is missing to the commitment of a contract. */
  readonly missing: (contract: string) => string;
  readonly discountTitles: Readonly<Record<DiscountTitle, string>>;
  /** Credits of a book of the model. */
  readonly creditsOf: (book: string) => string;
  /** The highest rate of a discount whose bands have their own. */
  readonly graduatedUpTo: (percent: string) => string;
  readonly forYears: (years: number) => string;
  /** Units that billing names itself, for one and for several. */
  readonly units: Readonly<Record<string, readonly [string, string]>>;
}
