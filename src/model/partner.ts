import type { Amount, Rate } from "../money/amount.ts";
import type { CadenceName } from "../time/cadence.ts";
import type { Noted, Vocabulary } from "./vocabulary.ts";

/** What a partner earns on customers it brings. */
export interface Commission {
  readonly rate: Rate;
  /** What the rate is taken of, in words: `first-year subscription`. */
  readonly base: string;
  /** How long after the first invoice it is earned. Default: for ever. */
  readonly forMonths?: number;
  /** Which introduction counts where there are several. Default `first`. */
  readonly attribution?: "first" | "last";
}

/** Something a partnership promises, with a due date or a period. */
export interface Obligation {
  readonly name: string;
  readonly by: "us" | "partner";
  /** A date, `2026-12-31`. */
  readonly due?: string;
  readonly every?: CadenceName;
  /** False for a benefit that is no money, kept out of revenue. Default false. */
  readonly cash?: boolean;
}

/** Money a partner gives for a purpose: a market development fund. */
export interface PartnerFund<V extends Vocabulary = Vocabulary> {
  readonly name: string;
  readonly amount?: Amount<V["currency"]>;
  readonly every?: CadenceName;
  /** Income of ours, or less cost; never revenue from customers. */
  readonly treatment: "income" | "contra-cost" | "contra-revenue";
}

/** Who sells with us, for us, or on our platform. */
export interface Partner<V extends Vocabulary = Vocabulary> extends Noted {
  readonly name: string;
  readonly role:
    | "reseller"
    | "integrator"
    | "referrer"
    | "oem"
    | "technology"
    | "marketplace"
    | "seller"
    | "service"
    | "community";
  /** 1 is the closest. */
  readonly tier?: number;
  /** What the partner pays less than list, as one of the model's discounts. */
  readonly discount?: V["discount"];
  readonly commission?: Commission;
  readonly certified?: boolean;
  readonly obligations?: readonly Obligation[];
  readonly funds?: readonly PartnerFund<V>[];
}
