import { ok, type Result, refuse } from "../../fault/fault.ts";
import { recordCharge } from "../../payments/payment-intent.ts";
import type { ProviderMethodKind } from "../../payments/provider-method.ts";
import { invoiceById } from "../../store/invoices.ts";
import type { IdempotentRequest, StoredAnswer } from "../services.ts";
import { writing } from "./act-on-intent.ts";
import { announceCharge, noInvoice, openDebt } from "./charge-invoice.ts";
import type { PaymentParts } from "./payment-parts.ts";
import { knownCustomer } from "./provider-customers.ts";
import { requestOf, startIntent, writeIntent } from "./start-intent.ts";
import { clearTheWay } from "./withdraw-intent.ts";

/** A page on which the customer pays an invoice. */
export interface CheckoutRequest {
  /** The invoice's id. */
  readonly invoice: string;
  readonly provider: string;
  /** Which kinds of methods the page offers; all of the provider's where absent. */
  readonly kinds?: readonly ProviderMethodKind[];
  readonly successUrl: string;
  readonly cancelUrl: string;
  /** How who asks reaches the server, where it is not set how browsers do. */
  readonly origin: string;
}

/**
 * Opens a page of the provider on which the customer pays what is open of an invoice: a payment link. While it can be paid
 * on, nothing else is charged for the invoice. Refuses like `chargeInvoice`, and `not-offered` for kinds that the provider
 * does not have.
 */
export async function openCheckout(
  parts: PaymentParts,
  tenant: string,
  request: CheckoutRequest,
  once: IdempotentRequest | undefined,
): Promise<Result<StoredAnswer>> {
  const found = await writing(parts, tenant, (tx) => invoiceById(tx, request.invoice));
  if (found === undefined) return refuse(noInvoice);
  const known = await knownCustomer(parts, tenant, found.customer, request.provider);
  if (!known.ok) return known;
  const { provider, reference } = known.value;
  const kinds = request.kinds ?? provider.kinds;
  const [kind] = kinds;
  if (kind === undefined || kinds.some((one) => !provider.kinds.includes(one)))
    return refuse({
      code: "not-offered",
      path: "/kinds",
      message: `${request.provider} does not offer these kinds of methods`,
      value: kinds.join(", "),
      suggestion: `use of ${provider.kinds.join(", ")}`,
    });
  await clearTheWay(parts, tenant, found.number);
  return startIntent(parts, tenant, once, async (tx, id) => {
    const debt = await openDebt(parts, tx, found);
    if (!debt.ok) return debt;
    const { customer, number, state, item } = debt.value;
    const intent = recordCharge({
      id,
      provider: request.provider,
      customer,
      invoices: [number],
      amount: item.open,
      currency: state.currency,
      method: { id: "checkout", kind, customerReference: reference },
      at: parts.now(tenant),
    });
    if (!intent.ok) return intent;
    const begun = await announceCharge(parts, tx, debt.value, id, "checkout");
    if (!begun.ok) return begun;
    const { successUrl, cancelUrl } = request;
    const page = { kinds, successUrl, cancelUrl, origin: parts.publicOrigin ?? request.origin };
    await writeIntent(parts, tx, intent.value, "checkout", { page, ...requestOf(once) });
    return ok("recorded");
  });
}
