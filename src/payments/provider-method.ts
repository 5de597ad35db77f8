/** How a customer's money reaches us; the kinds of the model that a provider can keep on file. */
export type ProviderMethodKind = "card" | "ach" | "sepa-debit" | "bank-transfer";

/** A way to pay that a provider keeps for a customer. No number that could be charged elsewhere is ever in it. */
export interface ProviderMethod {
  /** The provider's id of it. */
  readonly reference: string;
  readonly kind: ProviderMethodKind;
  /** For people: `visa 4242`, `Test Bank 6789`. */
  readonly label: string;
  /** The last month in which a card works: `2027-04`. */
  readonly expires?: string;
}
