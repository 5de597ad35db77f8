/**
 * How a supply is taxed, by the codes of UNTDID 5305 that EN 16931 allows (BT-118, BT-151): standard or reduced rate,
 * zero-rated, exempt, reverse charge, intra-community supply of goods, export outside the EU, outside the scope of tax.
 */
export type TaxCategory = "S" | "Z" | "E" | "AE" | "K" | "G" | "O";

/** What tax a line bears. */
export interface LineTax {
  readonly category: TaxCategory;
  /** Percent as decimal text, `19` for 19%; `0` where no tax is charged. */
  readonly rate: string;
  /** Who levies it: an ISO 3166-1 alpha-2 country, or with its subdivision, `US-NY`. */
  readonly jurisdiction: string;
  /** What it is called there: `VAT`, `MwSt.`, `Sales tax`. */
  readonly name: string;
}

/** The tax of an invoice at one rate, over all lines that bear it; rounded once, here (EN 16931 BG-23). */
export interface TaxSubtotal extends LineTax {
  /** Minor-unit text. Below zero on a credit note. */
  readonly base: string;
  readonly amount: string;
  /** Why no tax is charged: `Reverse charge` and the like; absent where it is. */
  readonly reason?: string;
}
