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
import type { ReportedAmount } from "../provider-report.ts";
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
  const exchanged = new Map<CurrencyCode, { readonly amount: Decimal; readonly became: Decimal }>();
  for (const one of transactions.filter(({ source }) => idOf(source) !== payout.id)) {
    const amount = stripeAmount(one.amount, one.currency);
    const fee = stripeAmount(one.fee, one.currency);
    if (!amount.ok) return amount;
    if (!fee.ok) return fee;
    const moved = movedIn(one);
    if (moved !== undefined) {
      if (!moved.ok) return moved;
      const { currency: other, amount: sent } = moved.value;
      const before = exchanged.get(other) ?? { amount: zero, became: zero };
      exchanged.set(other, {
        amount: add(before.amount, one.amount < 0 ? negate(decimalOf(sent)) : decimalOf(sent)),
        became: add(before.became, decimalOf(amount.value.amount)),
      });
    }
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
  const whole = content(payout.id, currency, { ...sums, gross, net: decimalOf(net.value.amount) });
  if (exchanged.size === 0) return ok(whole);
  const parts = [...exchanged].map(([other, { amount, became }]) => ({
    currency: other,
    amount: minorText(amount, other),
    became: minorText(became, currency),
  }));
  return ok({ ...whole, exchanged: parts });
}

/** What a transaction moved in the currency of its source, above zero, where that is another than the payout's. */
function movedIn({
  source,
  currency,
}: Stripe.BalanceTransaction): Result<ReportedAmount> | undefined {
  if (typeof source !== "object" || source === null) return undefined;
  if (!("currency" in source && "amount" in source) || source.currency === currency)
    return undefined;
  return stripeAmount(Math.abs(source.amount), source.currency);
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
