import { type Fault, ok, type Result, refuse } from "../../fault/fault.ts";
import type { PaymentProvider } from "../../payments/payment-provider.ts";
import { providerCustomer, rememberProviderCustomer } from "../../store/customer-methods.ts";
import { findCustomer } from "../../store/customers.ts";
import { writing } from "./act-on-intent.ts";
import type { PaymentParts } from "./payment-parts.ts";

/** A customer as a provider knows it. */
export interface KnownCustomer {
  readonly provider: PaymentProvider;
  readonly reference: string;
}

/**
 * Makes a customer known to a provider, once: asking again for the same one gives the same, also where an answer was lost.
 * Refuses `not-found`, and what keeps the provider from being called.
 */
export async function knownCustomer(
  parts: PaymentParts,
  tenant: string,
  customer: string,
  providerName: string,
): Promise<Result<KnownCustomer>> {
  const found = await writing(parts, tenant, async (tx) => {
    const record = await findCustomer(tx, customer);
    if (record === undefined) return refuse(noCustomer);
    const opened = await parts.desk.open(tx, providerName);
    if (!opened.ok) return opened;
    const reference = await providerCustomer(tx, providerName, customer);
    return ok({ provider: opened.value, record, reference });
  });
  if (!found.ok) return found;
  const { provider, record, reference } = found.value;
  if (reference !== undefined) return ok({ provider, reference });
  const made = await provider.openCustomer({
    id: `${tenant}.${customer}`,
    name: record.name,
    ...(record.email === null ? {} : { email: record.email }),
  });
  if (!made.ok) return made;
  return writing(parts, tenant, async (tx) => {
    await rememberProviderCustomer(tx, providerName, customer, made.value);
    // Who asked at the same time may have been quicker.
    const kept = await providerCustomer(tx, providerName, customer);
    return ok({ provider, reference: kept ?? made.value });
  });
}

/** There is no such customer. */
export const noCustomer: Fault = {
  code: "not-found",
  path: "",
  message: "there is no such customer",
};
