import { createHash } from "node:crypto";
import type { Payment } from "../../model/payment.ts";
import type { CustomerMethod } from "../../payments/customer-method.ts";
import type { ProviderMethod, ProviderMethodKind } from "../../payments/provider-method.ts";
import type { MethodReport } from "../../payments/provider-report.ts";
import {
  customerOfReference,
  methodsByReference,
  methodsOf,
  type StoredMethod,
  saveMethod,
} from "../../store/customer-methods.ts";
import { collectAgain } from "../../store/open-items.ts";
import type { Tx } from "../../store/tenant.ts";
import type { PaymentParts } from "./payment-parts.ts";

/** Takes in that a customer's way to pay came, changed or went; what is about nobody of ours is passed over. */
export async function takeMethodReport(
  parts: PaymentParts,
  tx: Tx,
  provider: string,
  report: MethodReport,
): Promise<void> {
  const { change, customerReference, method } = report;
  if (change === "detached") {
    const customer =
      customerReference === undefined
        ? undefined
        : await customerOfReference(tx, provider, customerReference);
    for (const known of await methodsByReference(tx, provider, method.reference, customer))
      await detach(parts, tx, known);
    return;
  }
  if (customerReference === undefined) return;
  const customer = await customerOfReference(tx, provider, customerReference);
  if (customer === undefined) return;
  await keepMethod(parts, tx, { customer, provider, customerReference, method });
}

/** A method that a provider keeps for a customer of ours. */
export interface KeptByProvider {
  readonly customer: string;
  readonly provider: string;
  readonly customerReference: string;
  readonly method: ProviderMethod;
}

/**
 * Keeps a method, or what changed of it, and has what its customer owes collected with it. A customer's first method is
 * its default. One that is as we know it stays as it is, so that what it failed with before still counts.
 */
export async function keepMethod(
  parts: PaymentParts,
  tx: Tx,
  { customer, provider, customerReference, method }: KeptByProvider,
): Promise<StoredMethod> {
  const now = parts.now(tx.tenant);
  const { reference, kind, label } = method;
  const expires = method.expires ?? null;
  const [known] = await methodsByReference(tx, provider, reference, customer);
  const same =
    known !== undefined &&
    known.detachedAt === null &&
    known.kind === kind &&
    known.label === label &&
    known.expires === expires;
  if (same) return known;
  const others = await methodsOf(tx, customer);
  const kept: StoredMethod = {
    id: known?.id ?? idOf(provider, reference, customer),
    customer,
    provider,
    reference,
    customerReference,
    method: modelName(await paymentOf(parts, tx), kind),
    kind,
    label,
    expires,
    isDefault: known?.detachedAt === null ? known.isDefault : others.length === 0,
    priority: known?.priority ?? others.length + 1,
    failingUntil: null,
    changedAt: now,
    detachedAt: null,
  };
  await saveMethod(tx, kept);
  await collectAgain(tx, customer, now);
  return kept;
}

/** The same method of the same customer has the same id whoever tells of it first. */
const idOf = (provider: string, reference: string, customer: string): string =>
  `method_${createHash("sha256")
    .update(JSON.stringify([provider, reference, customer]))
    .digest("hex")
    .slice(0, 24)}`;

/** Takes a method out of use. */
export async function detach(parts: PaymentParts, tx: Tx, method: StoredMethod): Promise<void> {
  if (method.detachedAt !== null) return;
  await saveMethod(tx, { ...method, isDefault: false, detachedAt: parts.now(tx.tenant) });
}

/** How the current model says that invoices are paid; no ways where it says nothing. */
export async function paymentOf({ library }: PaymentParts, tx: Tx): Promise<Payment> {
  const model = (await library.of(tx))?.books.current.model;
  return model?.payment ?? { methods: {} };
}

/** The model's name of a kind of method: the first that is of this kind, else the kind itself. */
const modelName = ({ methods }: Payment, kind: ProviderMethodKind): string =>
  Object.entries(methods).find(([, one]) => one.kind === kind)?.[0] ?? kind;

/** A stored method as the choice of methods sees it. */
export const customerMethod = (row: StoredMethod): CustomerMethod => ({
  id: row.id,
  provider: row.provider,
  reference: row.reference,
  customerReference: row.customerReference,
  method: row.method,
  kind: row.kind as ProviderMethodKind,
  label: row.label,
  isDefault: row.isDefault,
  priority: row.priority,
  changedAt: row.changedAt,
  ...(row.expires === null ? {} : { expires: row.expires }),
  ...(row.failingUntil === null ? {} : { failingUntil: row.failingUntil }),
  ...(row.detachedAt === null ? {} : { detachedAt: row.detachedAt }),
});
