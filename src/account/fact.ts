import type {
  AdjustGrantFact,
  GrantFact,
  SlaClaimFact,
  TopUpRuleFact,
  UptimeFact,
  VoidGrantFact,
} from "../credit/credit-fact.ts";
import type { InvoicesPer } from "../model/invoicing.ts";
import type { CurrencyCode, Money } from "../money/money.ts";
import type { Percent } from "../money/percent.ts";
import type { Quantity } from "../money/quantity.ts";
import type { BuyerExemption } from "../tax/tax-buyer.ts";
import type { TaxDecision } from "../tax/tax-decision.ts";
import type { VatCheck } from "../tax/vat-check.ts";
import type { CadenceName } from "../time/cadence.ts";
import type { Alignment } from "../time/schedule.ts";
import type { AmendmentFact } from "./amendment-fact.ts";
import type { BundleFact } from "./bundles/bundle-fact.ts";
import type { Bundled } from "./bundles/bundled.ts";
import type { ChangeFact } from "./change-fact.ts";
import type { ContractTold } from "./contracts/contract-fact.ts";
import type { CreditNoteFact } from "./credit-note-fact.ts";
import type { MilestoneFact } from "./milestone-fact.ts";
import type { MoneyFact } from "./money-fact.ts";
import type { Address } from "./party.ts";

/** When a fact became known, RFC 3339; absent means at the moment it speaks of. */
interface Recorded {
  readonly recordedAt?: string;
}

/** Somebody who can buy, and what its invoices say of it. The id is the caller's own. */
export interface CustomerFact extends Recorded {
  readonly fact: "customer";
  readonly id: string;
  /** The legal name. */
  readonly name: string;
  readonly email?: string;
  readonly phone?: string;
  readonly segment?: string;
  /** ISO 3166-1 alpha-2; the address's own where there is one. */
  readonly country?: string;
  readonly address?: Address;
  /** Checked where its form is known (EU, GB, CH, NO); any other stands as it is written. */
  readonly vatNumber?: string;
  /** Number in a register of companies. */
  readonly registration?: string;
  /** Whether it buys for a business. Default: where it has a VAT number that stands. */
  readonly business?: boolean;
  /** That it pays no tax, as its certificate says. */
  readonly taxExempt?: BuyerExemption;
  /** What it calls its purchases (EN 16931 BT-10): cost centre, department, Leitweg-ID. */
  readonly reference?: string;
  /** Number of its order (EN 16931 BT-13). */
  readonly purchaseOrder?: string;
  /** Whether this replaces what is known of the customer, from when it is recorded on; else it opens the account. */
  readonly amends?: boolean;
  /** BCP 47 tag of the language of its documents, `de` or `de-AT`; the seller's choice where it has no such documents. */
  readonly language?: string;
  /**
   * The customer in whose account it buys and who pays: it is a department of that one, or a subsidiary. Said when it is
   * opened, and then fixed. What the account decides (currency, zone, tax, documents) is the payer's alone.
   */
  readonly payer?: string;
  /** What goes on one document of what is due at once; as the model's `invoicing` has it where absent. */
  readonly invoicesPer?: InvoicesPer;
  /** The price list of the model to buy from; by currency and country where absent. */
  readonly priceList?: string;
  /** The model's currency, or that of one of its price lists. */
  readonly currency?: CurrencyCode;
  /** IANA zone of the customer's local midnights; the model's zone where absent. */
  readonly timeZone?: string;
}

/** What a register of VAT numbers said of a customer's. */
export interface VatCheckFact extends Recorded, VatCheck {
  readonly fact: "vat-check";
  readonly id: string;
  readonly customer: string;
}

/** What a tax engine decided about a customer: how a category is taxed in a span of days. */
export interface TaxDecisionFact extends Recorded, TaxDecision {
  readonly fact: "tax-decision";
  readonly id: string;
  readonly customer: string;
}

/** Other terms that were agreed from the beginning, from a day on; what a step does not name stays. */
export interface RampStep
  extends Partial<
    Pick<
      SubscriptionFact,
      "plan" | "cadence" | "quantity" | "quantities" | "agreed" | "discounts" | "eligibilities"
    >
  > {
  /** A local day, or so many months after the first paid one: after a stub, counted from the calendar's own months. */
  readonly from: string | { readonly afterMonths: number };
}

/** A plan, or an add-on of one, bought from a day on. */
export interface SubscriptionFact extends Recorded {
  readonly fact: "subscription";
  readonly id: string;
  readonly customer: string;
  /** What is bought: a plan, or else an add-on. */
  readonly plan?: string;
  /** An add-on of the model, instead of a plan. It lives and is billed in step with the subscription it goes with. */
  readonly addon?: string;
  /** The subscription that the add-on goes with. */
  readonly of?: string;
  /** `id@version` whose prices are bought; the current one where absent. */
  readonly model?: string;
  /** Which of the plan's recurring prices; needless where the plan has one or none. */
  readonly cadence?: CadenceName;
  /** Local calendar day of the account's zone, `2026-01-31`: the anchor of every period. */
  readonly start: string;
  /** First local day that is no longer served; periods beyond it are not billed. */
  readonly end?: string;
  /** Free days before the first period, instead of the plan's own; 0 for none. */
  readonly trialDays?: number;
  /** Units of the plan's `per` (nodes, seats); 1 where absent. */
  readonly quantity?: Quantity;
  /** Reserved quantity by charge, for capacity prices. */
  readonly quantities?: Readonly<Record<string, Quantity>>;
  /** `anniversary` (default) bills on the start's day, `calendar` on the first of the month with a prorated stub. */
  readonly alignment?: Alignment;
  /** Commitment in years, for term discounts. */
  readonly termYears?: number;
  /**
   * Points agreed where the plan states a floor or a range: `base` for the recurring price, else the charge's id.
   * A percentage where the price is one.
   */
  readonly agreed?: Readonly<Record<string, Money | Percent>>;
  /** Discounts granted besides the plan's own, and those of the plan that ask for an eligibility. */
  readonly discounts?: readonly string[];
  /** Percentages agreed where a discount states a range, by discount. */
  readonly agreedDiscounts?: Readonly<Record<string, Percent>>;
  /** Number of the signed contract, where the model asks for one. */
  readonly contractNumber?: string;
  /** The signed contract that it is bought under: its prices, discounts and terms hold, and it counts for its commitment. */
  readonly contract?: string;
  /** Eligibilities of the model that the customer was seen to have; their discounts come with them. */
  readonly eligibilities?: readonly string[];
  /** Codes of coupons that are redeemed with it. */
  readonly coupons?: readonly string[];
  /** Steps to other terms, in the order of their days. */
  readonly ramp?: readonly RampStep[];
  /** As the account keeps it, never told: the bundle that it is a part of. */
  readonly bundled?: Bundled;
}

/** A licence bought on a day: a fee, and maintenance on its anniversaries where the licence has it. */
export interface LicenceFact extends Recorded {
  readonly fact: "licence";
  readonly id: string;
  readonly customer: string;
  readonly licence: string;
  readonly start: string;
  /** Local day from which maintenance is no longer renewed. */
  readonly end?: string;
  readonly quantity?: Quantity;
  /** The fee agreed where the licence states a range or a floor. */
  readonly agreed?: Money;
  /** Discounts granted besides the licence's own. */
  readonly discounts?: readonly string[];
  readonly agreedDiscounts?: Readonly<Record<string, Percent>>;
  readonly contractNumber?: string;
  readonly contract?: string;
  readonly eligibilities?: readonly string[];
  /** As the account keeps it, never told: the bundle that it is a part of. */
  readonly bundled?: Bundled;
}

/** A one-off: hours of service, a training place, a project. Billed on its day. */
export interface SaleFact extends Recorded {
  readonly fact: "sale";
  readonly id: string;
  readonly customer: string;
  readonly offer: string;
  readonly date: string;
  readonly quantity?: Quantity;
  /** A delivery mode of the offer, such as `on-site`. */
  readonly delivery?: string;
  readonly agreed?: Money;
  /** Discounts granted besides the offer's own. */
  readonly discounts?: readonly string[];
  readonly agreedDiscounts?: Readonly<Record<string, Percent>>;
  readonly contractNumber?: string;
  readonly contract?: string;
  readonly eligibilities?: readonly string[];
  /** As the account keeps it, never told: the bundle that it is a part of. */
  readonly bundled?: Bundled;
}

/** A purchase of one thing. */
export type PurchaseFact = SubscriptionFact | LicenceFact | SaleFact;

/** What turns a customer into money: a purchase, or several at once. */
export type Bought = PurchaseFact | BundleFact;

/** What an account is told about its credits. */
export type CreditTold =
  | GrantFact
  | VoidGrantFact
  | AdjustGrantFact
  | TopUpRuleFact
  | ToldUptime
  | SlaClaimFact;

/** A measurement of service as one account is told it: its own, or that of everyone under the promise. */
export type ToldUptime = UptimeFact & { readonly customer: string; readonly everyone?: true };

/** Everything that changes an account by being told; usage is the other half. */
export type AccountFact =
  | CustomerFact
  | VatCheckFact
  | TaxDecisionFact
  | Bought
  | ChangeFact
  | MilestoneFact
  | AmendmentFact
  | CreditTold
  | UptimeFact
  | MoneyFact
  | CreditNoteFact
  | ContractTold;
