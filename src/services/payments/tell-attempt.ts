import type { PaymentEffect } from "../../payments/intent-effect.ts";
import { idsOfInvoices } from "../../store/invoices.ts";
import type { Tx } from "../../store/tenant.ts";
import { tellEvents } from "../webhooks/tell-events.ts";

/** Tells that a payment we asked for failed, or waits for its payer; what money did is told of by the account. */
export async function tellAttempt(tx: Tx, effect: PaymentEffect): Promise<void> {
  if (effect.kind !== "payment-failed" && effect.kind !== "payment-needs-action") return;
  const { id, intent, customer, provider, currency, amount, invoices, at } = effect;
  const ids = await idsOfInvoices(tx, customer, invoices);
  const data = {
    intent,
    customer,
    provider,
    currency,
    amount,
    invoices: invoices.map((number) => ({ id: ids.get(number) ?? number, number })),
    ...(effect.kind === "payment-failed" ? { reason: effect.decline.code } : {}),
  };
  const type = effect.kind === "payment-failed" ? "payment.failed" : "payment.action_required";
  await tellEvents(tx, [{ type, key: id, account: customer, at, data }]);
}
