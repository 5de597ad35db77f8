import type { CurrencyCode } from "../money/currency.ts";
import type { Percent } from "../money/percent.ts";
import type { Price } from "../pricing/registry.ts";
import type { PricesByCadence } from "./plan.ts";
import type { Id, Noted, Vocabulary } from "./vocabulary.ts";

/** What one plan costs in a price list. */
export interface ListedPrices<C extends CurrencyCode = CurrencyCode> {
  readonly base?: PricesByCadence<C>;
  /** By charge id of the plan. */
  readonly charges?: Readonly<Record<Id, Price<C>>>;
}

/** Prices of another currency or market; what it does not name is not sold there. */
export interface PriceList<V extends Vocabulary = Vocabulary, C extends CurrencyCode = CurrencyCode>
  extends Noted {
  readonly name: string;
  readonly currency: C;
  /** ISO 3166-1 alpha-2 codes. Absent: any country. */
  readonly countries?: readonly string[];
  readonly plans?: Readonly<Partial<Record<V["plan"], ListedPrices<C>>>>;
  readonly offers?: Readonly<Partial<Record<V["offer"], Price<C>>>>;
  /** A market's level against the model's own list where no price is named: `80%`. Same currency only. */
  readonly level?: Percent;
}

/** A price list whose every price is in the list's own currency, for the compiler to hold an author to. */
export type PriceListOfOneCurrency<V extends Vocabulary> = {
  readonly [C in CurrencyCode]: PriceList<V, C>;
}[CurrencyCode];
