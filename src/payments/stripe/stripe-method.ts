import type { Stripe } from "stripe";
import type { ProviderMethod, ProviderMethodKind } from "../provider-method.ts";

/** Our kinds by Stripe's types; other types are not ours to charge. */
const kinds: Readonly<Record<string, ProviderMethodKind>> = {
  card: "card",
  us_bank_account: "ach",
  sepa_debit: "sepa-debit",
};

/** The kinds that Stripe keeps for us. */
export const stripeKinds: readonly ProviderMethodKind[] = Object.values(kinds);

/** Stripe's types of our kinds. */
export const stripeTypes = (wanted: readonly ProviderMethodKind[]): string[] =>
  Object.entries(kinds)
    .filter(([, kind]) => wanted.includes(kind))
    .map(([type]) => type);

/** A method as we keep it; undefined for a type that we do not charge. */
export function stripeMethod(method: Stripe.PaymentMethod): ProviderMethod | undefined {
  const kind = Object.hasOwn(kinds, method.type) ? kinds[method.type] : undefined;
  if (kind === undefined) return undefined;
  const { card, us_bank_account: account, sepa_debit: debit } = method;
  const parts = card
    ? [card.brand, card.last4]
    : account
      ? [account.bank_name, account.last4]
      : [debit?.country, debit?.last4];
  const label = parts.filter((part) => part !== null && part !== undefined).join(" ");
  const month = card ? String(card.exp_month).padStart(2, "0") : "";
  return {
    reference: method.id,
    kind,
    label: label === "" ? kind : label,
    ...(card ? { expires: `${card.exp_year}-${month}` } : {}),
  };
}
