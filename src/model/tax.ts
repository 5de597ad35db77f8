import type { Percent } from "../money/percent.ts";
import type { Id, Noted, Vocabulary } from "./vocabulary.ts";

/** The category that always exists: electronically supplied services at the standard rate. */
export const standardTaxCategory = "standard";

/**
 * What kind of supply a product is, which decides where it is taxed (Directive 2006/112/EC).
 *
 * - `electronic-service`: software, hosting, API use (art. 58; Regulation 282/2011 art. 7).
 * - `advisory-service`: consulting, engineering, data processing, licences of rights (art. 59).
 * - `service`: any other service without a rule of its own (art. 44, 45).
 * - `goods`: things that are shipped (art. 31 to 33, 138, 146).
 */
export type SupplyKind = "electronic-service" | "advisory-service" | "service" | "goods";

/** Products that are taxed alike. */
export interface ProductTaxCategory extends Noted {
  readonly name: string;
  readonly supply: SupplyKind;
}

/** Where the seller is registered for tax besides its home, and since when. */
export interface TaxRegistration {
  /** ISO 3166-1 alpha-2: where, or for a one-stop shop where it was joined. */
  readonly country: string;
  /** ISO 3166-2 without the country, `NY`. */
  readonly region?: string;
  /**
   * `one-stop-shop`: tax of consumers in every member state of the EU is declared here (Directive 2006/112/EC art. 358 to
   * 369zc). Default `local`: tax of this country or region only.
   */
  readonly scheme?: "local" | "one-stop-shop";
  /** A day, `2021-07-01`. */
  readonly from: string;
  /** The first day on which it no longer holds. */
  readonly to?: string;
  readonly vatNumber?: string;
}

/** What tax is charged somewhere, in a span of days. */
export interface TaxRule<V extends Vocabulary = Vocabulary> {
  /** ISO 3166-1 alpha-2. */
  readonly country: string;
  /** ISO 3166-2 without the country, `NY`. A rule without one holds in every region that has none of its own. */
  readonly region?: string;
  /** Default `standard`, whose rules also hold for categories that have none of their own here. */
  readonly category?: V["taxCategory"] | "standard";
  /** What the tax is called there: `VAT`, `USt.`, `Sales tax`. */
  readonly name: string;
  readonly rate: Percent;
  /** A day, `2007-01-01`. */
  readonly from: string;
  /** The first day on which it no longer holds. */
  readonly to?: string;
  /** Why no tax is due, in the words of the law; the rate is then 0%. Without it, 0% is a zero rate. */
  readonly exemption?: string;
  /**
   * Outside the home country and the EU: whether a business there accounts for the tax itself. Default `taxed`.
   * Inside the EU the directive decides.
   */
  readonly businesses?: "taxed" | "reverse-charge";
}

/** The tax category of what is sold; what is named itself goes before its stream. */
export interface ProductTaxes<V extends Vocabulary = Vocabulary> {
  readonly streams?: Readonly<Partial<Record<V["stream"], V["taxCategory"] | "standard">>>;
  readonly plans?: Readonly<Partial<Record<V["plan"], V["taxCategory"] | "standard">>>;
  readonly addons?: Readonly<Partial<Record<V["addon"], V["taxCategory"] | "standard">>>;
  readonly offers?: Readonly<Partial<Record<V["offer"], V["taxCategory"] | "standard">>>;
  readonly licences?: Readonly<Partial<Record<V["licence"], V["taxCategory"] | "standard">>>;
}

/** The taxes of a model, as dated rules. */
export interface Taxes<V extends Vocabulary = Vocabulary> {
  /** Where the seller is established, ISO 3166-1 alpha-2. */
  readonly home: string;
  /** The region of the home, where tax goes by region. */
  readonly homeRegion?: string;
  /** `tax`: prices include it. Default: it comes on top. */
  readonly pricesInclude?: "tax";
  readonly registrations?: readonly TaxRegistration[];
  /**
   * `below-threshold`: sales to consumers in other member states stay under 10,000 EUR a year and are taxed at home
   * (Directive 2006/112/EC art. 59c). `not-sold-to`: there are none. Default: they are taxed where the consumer is, which
   * needs a one-stop shop or a registration there.
   */
  readonly crossBorderConsumers?: "below-threshold" | "not-sold-to";
  /**
   * `external`: a tax engine decides how each customer is taxed, and its decisions are recorded; an invoice waits for the one
   * that it lacks. Default: the rules decide.
   */
  readonly provider?: "external";
  /** `vies`: the EU's register is asked about a customer's VAT number when it is told. Default: only on request. */
  readonly checkVatNumbers?: "vies";
  /** `standard` exists without being named here. */
  readonly categories?: Readonly<Record<V["taxCategory"], ProductTaxCategory>>;
  /** The category of what `products` does not name. Default `standard`. */
  readonly defaultCategory?: V["taxCategory"] | "standard";
  readonly products?: ProductTaxes<V>;
  readonly rules: readonly TaxRule<V>[];
}

/** What is sold, by the names of the model. */
export interface Sold {
  readonly stream?: string;
  readonly plan?: string;
  readonly addon?: string;
  readonly offer?: string;
  readonly licence?: string;
}

const own = <T>(record: Readonly<Record<string, T>> | undefined, key: string | undefined) =>
  record !== undefined && key !== undefined && Object.hasOwn(record, key) ? record[key] : undefined;

/** The tax category of what is sold: its own, else its stream's, else the model's default. */
export function taxCategoryOf(taxes: Taxes, sold: Sold): Id {
  const { products = {}, defaultCategory = standardTaxCategory } = taxes;
  return (
    own(products.plans, sold.plan) ??
    own(products.addons, sold.addon) ??
    own(products.offers, sold.offer) ??
    own(products.licences, sold.licence) ??
    own(products.streams, sold.stream) ??
    defaultCategory
  );
}

/** What kind of supply the products of a category are. An undeclared category is `standard`, or refused by the check. */
export const supplyOf = (taxes: Taxes, category: Id): SupplyKind =>
  own(taxes.categories, category)?.supply ?? "electronic-service";
