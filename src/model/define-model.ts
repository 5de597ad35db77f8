import type { CurrencyCode } from "../money/currency.ts";
import type { Benchmark } from "./benchmark.ts";
import type { ContractTemplate } from "./contract.ts";
import type { Credit } from "./credit.ts";
import type { ModelDiscount } from "./discount-terms.ts";
import type { Eligibility } from "./eligibility.ts";
import type { Feature } from "./feature.ts";
import type { Licence } from "./licence.ts";
import type { Meter } from "./meter.ts";
import type { Model } from "./model.ts";
import { modelFormat } from "./model.ts";
import type { Offer } from "./offer.ts";
import type { Partner } from "./partner.ts";
import type { Payment, PaymentMethod } from "./payment.ts";
import type { Addon, Plan } from "./plan.ts";
import type { PriceListOfOneCurrency } from "./price-list.ts";
import type { Product } from "./product.ts";
import type { Reference } from "./reference.ts";
import type { Sla } from "./sla.ts";
import type { Stream } from "./stream.ts";
import type { ProductTaxCategory, Taxes } from "./tax.ts";
import type { Id, Vocabulary } from "./vocabulary.ts";

type Declared<K extends Id, T> = Readonly<Record<K, T>>;

/** The sections that {@link defineModel} types anew: keys that others refer to, and lists in one currency each. */
type Retyped =
  | "currency"
  | "streams"
  | "products"
  | "meters"
  | "features"
  | "plans"
  | "addons"
  | "offers"
  | "licences"
  | "discounts"
  | "eligibilities"
  | "contracts"
  | "partners"
  | "payment"
  | "taxes"
  | "slas"
  | "credits"
  | "benchmarks"
  | "references"
  | "priceLists";

/**
 * Writes a model in TypeScript, with the names it declares checked by the compiler: a meter, stream, feature, plan,
 * discount or partner that is not declared, a price in another currency, or a cadence that does not exist does not
 * compile. Returns the document as given, with its format named; what types cannot say is left to `checkModel`.
 */
export function defineModel<
  const C extends CurrencyCode,
  const StreamId extends Id = never,
  const ProductId extends Id = never,
  const MeterId extends Id = never,
  const F extends Readonly<Record<Id, Feature>> = Record<never, Feature>,
  const PlanId extends Id = never,
  const AddonId extends Id = never,
  const OfferId extends Id = never,
  const LicenceId extends Id = never,
  const DiscountId extends Id = never,
  const EligibilityId extends Id = never,
  const ContractId extends Id = never,
  const PartnerId extends Id = never,
  const MethodId extends Id = never,
  const SlaId extends Id = never,
  const CreditId extends Id = never,
  const BenchmarkId extends Id = never,
  const ReferenceId extends Id = never,
  const TaxCategoryId extends Id = never,
  V extends Vocabulary = {
    readonly currency: NoInfer<C>;
    readonly features: NoInfer<F>;
    readonly stream: NoInfer<StreamId>;
    readonly product: NoInfer<ProductId>;
    readonly meter: NoInfer<MeterId>;
    readonly plan: NoInfer<PlanId>;
    readonly addon: NoInfer<AddonId>;
    readonly offer: NoInfer<OfferId>;
    readonly licence: NoInfer<LicenceId>;
    readonly discount: NoInfer<DiscountId>;
    readonly eligibility: NoInfer<EligibilityId>;
    readonly contract: NoInfer<ContractId>;
    readonly partner: NoInfer<PartnerId>;
    readonly method: NoInfer<MethodId>;
    readonly sla: NoInfer<SlaId>;
    readonly credit: NoInfer<CreditId>;
    readonly benchmark: NoInfer<BenchmarkId>;
    readonly reference: NoInfer<ReferenceId>;
    readonly taxCategory: NoInfer<TaxCategoryId>;
  },
>(
  model: Omit<Model<NoInfer<V>>, "florin" | Retyped> & {
    readonly florin?: "florin/1";
    readonly currency: C;
    readonly streams: Declared<StreamId, Stream>;
    readonly products?: Declared<ProductId, Product<NoInfer<V>>>;
    readonly meters: Declared<MeterId, Meter>;
    readonly features: F;
    readonly plans: Declared<PlanId, Plan<NoInfer<V>>>;
    readonly addons?: Declared<AddonId, Addon<NoInfer<V>>>;
    readonly offers?: Declared<OfferId, Offer<NoInfer<V>>>;
    readonly licences?: Declared<LicenceId, Licence<NoInfer<V>>>;
    readonly discounts?: Declared<DiscountId, ModelDiscount<NoInfer<V>>>;
    readonly eligibilities?: Declared<EligibilityId, Eligibility<NoInfer<V>>>;
    readonly contracts?: Declared<ContractId, ContractTemplate<NoInfer<V>>>;
    readonly partners?: Declared<PartnerId, Partner<NoInfer<V>>>;
    readonly payment?: Omit<Payment<NoInfer<V>>, "methods"> & {
      readonly methods: Declared<MethodId, PaymentMethod>;
    };
    readonly taxes?: Omit<Taxes<NoInfer<V>>, "categories"> & {
      readonly categories?: Declared<TaxCategoryId, ProductTaxCategory>;
    };
    readonly slas?: Declared<SlaId, Sla<NoInfer<V>>>;
    readonly credits?: Declared<CreditId, Credit<NoInfer<V>>>;
    readonly benchmarks?: Declared<BenchmarkId, Benchmark<NoInfer<V>>>;
    readonly references?: Declared<ReferenceId, Reference>;
    readonly priceLists?: Declared<Id, PriceListOfOneCurrency<NoInfer<V>>>;
  },
): Model<V>;
export function defineModel(model: object): unknown {
  return { florin: modelFormat, ...model };
}
