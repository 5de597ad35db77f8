import type { Stripe } from "stripe";
import { ok, type Result, refuse } from "../../fault/fault.ts";
import type { CurrencyCode } from "../../money/currency.ts";
import {
  add,
  type Decimal,
  decimalOf,
  equals,
  negate,
  subtract,
  zero,
} from "../../money/decimal.ts";
import { minorText } from "../../money/minor-amount.ts";
import type { PayoutContent } from "../payment-provider.ts";
import { providerRefused, providerUnavailable } from "../provider-fault.ts";
import { idOf, stripeAmount } from "./stripe-report.ts";

type Part = keyof PayoutContent["parts"];

/** What a balance transaction is, by Stripe's reporting category; others are `other`. */
const parts: Readonly<Record<string, Part>> = {
  charge: "charges",
  refund: "refunds",
  refund_failure: "refunds",
  partial_capture_reversal: "refunds",
  charge_failure: "charges",
  dispute: "disputes",
  dispute_reversal: "disputes",
};

/** Categories that are fees themselves, as transactions of their own. */
const feeCategories: readonly string[] = ["fee", "tax", "network_cost"];

/**
 * What a payout is made of: the sums of its balance transactions. Refuses with `provider-unavailable` while they do not
 * yet add up to the payout, and with `provider-refused` for a payout that was made by hand, which has none.
 */
export function payoutContent(
  payout: Stripe.Payout,
  transactions: readonly Stripe.BalanceTransaction[],
): Result<PayoutContent> {
  if (!payout.automatic)
    return refuse(providerRefused("a payout made by hand is not tied to what it pays out"));
  const net = stripeAmount(payout.amount, payout.currency);
  if (!net.ok) return net;
  const { currency } = net.value;
  const sums: Record<Part | "fees", Decimal> = {
    charges: zero,
    refunds: zero,
    disputes: zero,
    disputeFees: zero,
    other: zero,
    fees: zero,
  };
  for (const one of transactions.filter(({ source }) => idOf(source) !== payout.id)) {
    const amount = stripeAmount(one.amount, one.currency);
    const fee = stripeAmount(one.fee, one.currency);
    if (!amount.ok) return amount;
    if (!fee.ok) return fee;
    addTo(
      sums,
      one.reporting_category,
      decimalOf(amount.value.amount),
      decimalOf(fee.value.amount),
    );
  }
  const gross = [sums.charges, sums.refunds, sums.disputes, sums.disputeFees, sums.other].reduce(
    add,
    zero,
  );
  if (!equals(subtract(gross, sums.fees), decimalOf(net.value.amount)))
    return refuse(providerUnavailable("the payout's transactions are not complete yet"));
  return ok(content(payout.id, currency, { ...sums, gross, net: decimalOf(net.value.amount) }));
}

function addTo(
  sums: Record<Part | "fees", Decimal>,
  category: string,
  amount: Decimal,
  fee: Decimal,
): void {
  if (feeCategories.includes(category)) {
    sums.fees = add(sums.fees, add(negate(amount), fee));
    return;
  }
  const part = (Object.hasOwn(parts, category) ? parts[category] : undefined) ?? "other";
  sums[part] = add(sums[part], amount);
  if (part === "disputes") sums.disputeFees = subtract(sums.disputeFees, fee);
  else sums.fees = add(sums.fees, fee);
}

function content(
  payout: string,
  currency: CurrencyCode,
  sums: Readonly<Record<Part | "fees" | "gross" | "net", Decimal>>,
): PayoutContent {
  const text = (value: Decimal) => minorText(value, currency);
  return {
    payout,
    currency,
    gross: text(sums.gross),
    fees: text(sums.fees),
    net: text(sums.net),
    parts: {
      charges: text(sums.charges),
      refunds: text(sums.refunds),
      disputes: text(sums.disputes),
      disputeFees: text(sums.disputeFees),
      other: text(sums.other),
    },
  };
}
