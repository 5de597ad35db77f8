import type { Rounding } from "../money/rounding.ts";
import type { Alert } from "./alert.ts";
import type { Api } from "./api.ts";
import type { Benchmark } from "./benchmark.ts";
import type { Bundle } from "./bundle.ts";
import type { Capital, Correlation, FundingRound, Income, Scenario, Target } from "./capital.ts";
import type { Channel } from "./channel.ts";
import type { Claim } from "./claim.ts";
import type { ContractTemplate } from "./contract.ts";
import type { Cost } from "./costs/registry.ts";
import type { Coupon } from "./coupon.ts";
import type { Credit } from "./credit.ts";
import type { ModelDiscount } from "./discount-terms.ts";
import type { Eligibility } from "./eligibility.ts";
import type { Figure } from "./figure.ts";
import type { Horizon } from "./horizon.ts";
import type { Invoicing } from "./invoicing.ts";
import type { Licence } from "./licence.ts";
import type { Meter } from "./meter.ts";
import type { MetricChoices } from "./metric-choices.ts";
import type { Offer } from "./offer.ts";
import type { Outcome } from "./outcome.ts";
import type { Partner } from "./partner.ts";
import type { Payment } from "./payment.ts";
import type { Addon, Plan } from "./plan.ts";
import type { Policy } from "./policy.ts";
import type { PriceIndex } from "./price-index.ts";
import type { PriceList } from "./price-list.ts";
import type { Product } from "./product.ts";
import type { Reference } from "./reference.ts";
import type { Segment } from "./segment.ts";
import type { Seller } from "./seller.ts";
import type { Share } from "./share.ts";
import type { Sla } from "./sla.ts";
import type { Stream } from "./stream.ts";
import type { Taxes } from "./tax.ts";
import type { Id, Vocabulary } from "./vocabulary.ts";

/** The name of the document's format, and its version. */
export const modelFormat = "florin/1";

/** How a business makes money, as one document. A published version never changes; its identity is `id@version`. */
export interface Model<V extends Vocabulary = Vocabulary> {
  readonly florin: "florin/1";
  readonly id: Id;
  readonly name: string;
  /** Chosen by the author: `1`, `2026-01`, `1.4.0`. */
  readonly version: string;
  readonly currency: V["currency"];
  /** IANA name; the zone of accounts that state none. Default `UTC`. */
  readonly timeZone?: string;
  /** Default `half-up`. */
  readonly rounding?: Extract<Rounding, "half-up" | "half-even">;
  readonly summary?: string;
  /** The document it was written from. */
  readonly source?: string;
  /** Who sells, as invoices name it. */
  readonly seller?: Seller;
  readonly invoicing?: Invoicing<V>;
  readonly payment?: Payment<V>;
  /** Absent: invoices bear no tax. */
  readonly taxes?: Taxes<V>;
  readonly streams: Readonly<Record<V["stream"], Stream>>;
  readonly products?: Readonly<Record<V["product"], Product<V>>>;
  readonly meters: Readonly<Record<V["meter"], Meter>>;
  readonly features: V["features"];
  readonly plans: Readonly<Record<V["plan"], Plan<V>>>;
  readonly addons?: Readonly<Record<V["addon"], Addon<V>>>;
  readonly offers?: Readonly<Record<V["offer"], Offer<V>>>;
  readonly licences?: Readonly<Record<V["licence"], Licence<V>>>;
  readonly bundles?: Readonly<Record<Id, Bundle<V>>>;
  readonly outcomes?: Readonly<Record<Id, Outcome<V>>>;
  readonly priceLists?: Readonly<Record<Id, PriceList<V>>>;
  readonly discounts?: Readonly<Record<V["discount"], ModelDiscount<V>>>;
  /** Every discount, in the order they are taken off. Needed where there is more than one. */
  readonly discountOrder?: readonly V["discount"][];
  readonly coupons?: Readonly<Record<Id, Coupon<V>>>;
  readonly eligibilities?: Readonly<Record<V["eligibility"], Eligibility<V>>>;
  readonly contracts?: Readonly<Record<V["contract"], ContractTemplate<V>>>;
  /** Published indexes that escalators of contracts name. */
  readonly indexes?: Readonly<Record<Id, PriceIndex>>;
  readonly partners?: Readonly<Record<V["partner"], Partner<V>>>;
  readonly shares?: Readonly<Record<Id, Share<V>>>;
  readonly channels?: Readonly<Record<Id, Channel<V>>>;
  /** What customers call through the gateway. */
  readonly apis?: Readonly<Record<Id, Api<V>>>;
  readonly slas?: Readonly<Record<V["sla"], Sla<V>>>;
  readonly credits?: Readonly<Record<V["credit"], Credit<V>>>;
  readonly alerts?: Readonly<Record<Id, Alert<V>>>;
  readonly benchmarks?: Readonly<Record<V["benchmark"], Benchmark<V>>>;
  readonly policies?: Readonly<Record<Id, Policy<V>>>;
  /** What the plan counts in besides money, time and customers, in the singular: `node`, `seat`. */
  readonly nouns?: readonly string[];
  /** How metrics are counted where tools disagree; as usual where absent. */
  readonly metricSettings?: MetricChoices;
  /** The months that the plan covers; needed where there are segments. */
  readonly horizon?: Horizon;
  readonly segments?: Readonly<Record<Id, Segment<V>>>;
  /** Revenue that is planned as a sum. */
  readonly income?: Readonly<Record<Id, Income<V>>>;
  readonly costs?: Readonly<Record<Id, Cost>>;
  readonly capital?: Capital;
  readonly funding?: Readonly<Record<Id, FundingRound>>;
  readonly scenarios?: Readonly<Record<Id, Scenario>>;
  readonly targets?: Readonly<Record<Id, Target>>;
  readonly figures?: Readonly<Record<Id, Figure>>;
  readonly correlations?: readonly Correlation[];
  readonly claims?: Readonly<Record<Id, Claim>>;
  readonly references?: Readonly<Record<V["reference"], Reference>>;
}

/** The identity of a published model, as invoices print it: `acme@3`. */
export const modelIdentity = (model: Pick<Model, "id" | "version">): string =>
  `${model.id}@${model.version}`;
