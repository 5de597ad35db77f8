import { ok, type Result, refuse } from "../../fault/fault.ts";
import { isCurrencyCode } from "../../money/currency.ts";
import type { ProviderMethodKind } from "../../payments/provider-method.ts";
import {
  autopayOf,
  type ChargeOn,
  endAutopay,
  findMethod,
  methodsOf,
  orderMethods,
  type StoredMethod,
  saveMethod,
  startAutopay,
} from "../../store/customer-methods.ts";
import { findCustomer } from "../../store/customers.ts";
import { collectAgain, collectNoMore } from "../../store/open-items.ts";
import type { Tx } from "../../store/tenant.ts";
import { formatInstant, type Instant } from "../../time/instant.ts";
import { answered, onceOnly } from "../once.ts";
import type { IdempotentRequest, StoredAnswer } from "../services.ts";
import { writing } from "./act-on-intent.ts";
import { detach, keepMethod } from "./method-reports.ts";
import type { PaymentParts } from "./payment-parts.ts";
import { knownCustomer, noCustomer } from "./provider-customers.ts";
import { holdCustomer } from "./record-effects.ts";

/** A customer's way to pay, as the API shows it. */
export interface MethodView {
  readonly id: string;
  readonly provider: string;
  /** The model's name of it. */
  readonly method: string;
  readonly kind: string;
  /** For people: `visa 4242`. */
  readonly label: string;
  readonly expires: string | null;
  readonly isDefault: boolean;
  /** Whether it was refused for good, and rests until it is changed. */
  readonly failing: boolean;
  readonly changedAt: string;
}

/** How a customer pays, as the API shows it; methods in the order in which they are tried. */
export interface CustomerPaymentsView {
  readonly customer: string;
  /** `issue` or `due`; null where the customer does not pay automatically. */
  readonly autopay: ChargeOn | null;
  readonly methods: readonly MethodView[];
}

/** How a customer pays; undefined where there is no such customer. */
export async function customerPayments(
  parts: PaymentParts,
  tx: Tx,
  customer: string,
): Promise<CustomerPaymentsView | undefined> {
  if ((await findCustomer(tx, customer)) === undefined) return undefined;
  const autopay = await autopayOf(tx, customer);
  const methods = await methodsOf(tx, customer);
  return {
    customer,
    autopay: autopay?.chargeOn ?? null,
    methods: methods.map((one) => methodView(one, parts.now(tx.tenant))),
  };
}

const methodView = (method: StoredMethod, now: Instant): MethodView => ({
  id: method.id,
  provider: method.provider,
  method: method.method,
  kind: method.kind,
  label: method.label,
  expires: method.expires,
  isDefault: method.isDefault,
  failing: method.failingUntil !== null && method.failingUntil > now,
  changedAt: formatInstant(method.changedAt),
});

/** A page on which a customer enters a method. */
export interface MethodPageRequest {
  readonly provider: string;
  readonly kinds?: readonly ProviderMethodKind[];
  readonly successUrl: string;
  readonly cancelUrl: string;
  /** How who asks reaches the server, where it is not set how browsers do. */
  readonly origin: string;
}

/**
 * Opens a page of the provider on which the customer enters a method; it is kept once the provider tells of it. Refuses
 * `not-found`, `not-offered`, and what keeps the provider from being called.
 */
export async function openMethodPage(
  parts: PaymentParts,
  tenant: string,
  customer: string,
  request: MethodPageRequest,
): Promise<Result<{ readonly url: string; readonly expiresAt: string | null }>> {
  const known = await knownCustomer(parts, tenant, customer, request.provider);
  if (!known.ok) return known;
  const { provider, reference } = known.value;
  const currency = await writing(parts, tenant, async (tx) => {
    const own = (await findCustomer(tx, customer))?.currency;
    return own ?? (await parts.library.of(tx))?.books.current.model.currency;
  });
  const kinds = request.kinds ?? provider.kinds;
  if (kinds.length === 0 || kinds.some((one) => !provider.kinds.includes(one)))
    return refuse({
      code: "not-offered",
      path: "/kinds",
      message: `${request.provider} does not offer these kinds of methods`,
      value: kinds.join(", "),
      suggestion: `use of ${provider.kinds.join(", ")}`,
    });
  const page = await provider.setUpMethod({
    id: parts.newId("page"),
    customerReference: reference,
    kinds,
    currency: currency !== undefined && isCurrencyCode(currency) ? currency : "USD",
    successUrl: request.successUrl,
    cancelUrl: request.cancelUrl,
    tenant,
    origin: parts.publicOrigin ?? request.origin,
  });
  if (!page.ok) return page;
  const { url, expiresAt } = page.value;
  return ok({ url, expiresAt: expiresAt === null ? null : formatInstant(expiresAt) });
}

/** Methods that a provider keeps for a customer, to be kept by us: one of them, or all. */
export interface FetchMethodsRequest {
  readonly provider: string;
  /** The provider's id of the one that is wanted. */
  readonly reference?: string;
}

/**
 * Asks a provider which methods it keeps for a customer and keeps those; where all are asked for, forgets the ones that it
 * has no more. Of a provider whose pages we serve, only one that is named is new. Refuses `not-found`, `unknown-method`, and
 * what keeps the provider from being called.
 */
export async function fetchMethods(
  parts: PaymentParts,
  tenant: string,
  customer: string,
  { provider: name, reference }: FetchMethodsRequest,
): Promise<Result<CustomerPaymentsView>> {
  const known = await knownCustomer(parts, tenant, customer, name);
  if (!known.ok) return known;
  const { provider, reference: customerReference } = known.value;
  const listed = await provider.listMethods(customerReference);
  if (!listed.ok) return listed;
  const own =
    provider.pages === undefined ? undefined : await keptReferences(parts, tenant, customer);
  const wanted = listed.value.filter((method) =>
    reference === undefined
      ? own === undefined || own.has(method.reference)
      : method.reference === reference,
  );
  if (reference !== undefined && wanted.length === 0) return refuse(unknownMethod(reference));
  return writing(parts, tenant, async (tx) => {
    await holdCustomer(tx, customer);
    for (const method of wanted)
      await keepMethod(parts, tx, { customer, provider: name, customerReference, method });
    if (reference === undefined)
      for (const method of await methodsOf(tx, customer))
        if (method.provider === name && !wanted.some((one) => one.reference === method.reference))
          await detach(parts, tx, method);
    const view = await customerPayments(parts, tx, customer);
    return view === undefined ? refuse(noCustomer) : ok(view);
  });
}

/** A provider whose pages we serve lists what everybody may choose; what a customer chose there, we keep. */
const keptReferences = (
  parts: PaymentParts,
  tenant: string,
  customer: string,
): Promise<ReadonlySet<string>> =>
  parts.store.withTenant(
    tenant,
    async (tx) => new Set((await methodsOf(tx, customer)).map(({ reference }) => reference)),
    { readOnly: true },
  );

/** How a customer wishes to pay. What is absent stays as it is. */
export interface CustomerPaymentsRequest {
  /** `issue`, `due`, or null to pay automatically no more. */
  readonly autopay?: ChargeOn | null;
  /** Ids of methods in the order in which they are tried; the first is the default. Those left out follow. */
  readonly order?: readonly string[];
}

/** Changes how a customer pays. Refuses `not-found` and `unknown-method`. */
export const changeCustomerPayments = (
  parts: PaymentParts,
  tenant: string,
  customer: string,
  request: CustomerPaymentsRequest,
  once: IdempotentRequest | undefined,
): Promise<Result<StoredAnswer>> =>
  writing(parts, tenant, (tx) =>
    onceOnly(tx, once, parts.now(tenant), async () => {
      if (!(await holdCustomer(tx, customer))) return refuse(noCustomer);
      const { autopay, order } = request;
      if (order !== undefined) {
        const ordered = await putInOrder(tx, customer, order);
        if (!ordered.ok) return ordered;
      }
      if (autopay === null) {
        await endAutopay(tx, customer);
        await collectNoMore(tx, customer);
      } else if (autopay !== undefined) {
        await startAutopay(tx, customer, autopay, parts.now(tenant));
        await collectAgain(tx, customer, parts.now(tenant));
      }
      const view = await customerPayments(parts, tx, customer);
      return ok(answered(200, JSON.stringify(view)));
    }),
  );

async function putInOrder(
  tx: Tx,
  customer: string,
  order: readonly string[],
): Promise<Result<void>> {
  const methods = await methodsOf(tx, customer);
  const unknown = order.find((id) => !methods.some((one) => one.id === id));
  if (unknown !== undefined) return refuse(unknownMethod(unknown));
  const rest = methods.filter(({ id }) => !order.includes(id)).map(({ id }) => id);
  const all = [...new Set([...order, ...rest])];
  await orderMethods(tx, customer, all, all[0] ?? null);
  return ok(undefined);
}

/**
 * Removes a method, here and at its provider. Refuses `not-found`, and what keeps the provider from being called: it is
 * kept then, for the provider would still have it.
 */
export async function removeMethod(
  parts: PaymentParts,
  tenant: string,
  id: string,
): Promise<Result<CustomerPaymentsView>> {
  const found = await writing(parts, tenant, async (tx) => {
    const method = await findMethod(tx, id);
    if (method === undefined) return refuse(noMethod);
    if (method.detachedAt !== null) return ok({ method, provider: undefined });
    const provider = await parts.desk.open(tx, method.provider);
    return provider.ok ? ok({ method, provider: provider.value }) : provider;
  });
  if (!found.ok) return found;
  const { method, provider } = found.value;
  const detached = (await provider?.detachMethod(method.reference)) ?? ok(undefined);
  if (!detached.ok) return detached;
  return writing(parts, tenant, async (tx) => {
    await holdCustomer(tx, method.customer);
    const now = await findMethod(tx, id);
    if (now !== undefined) await detach(parts, tx, now);
    const [first] = await methodsOf(tx, method.customer);
    // Somebody who pays automatically goes on paying with the method that comes next.
    if (method.isDefault && first !== undefined && !first.isDefault)
      await saveMethod(tx, { ...first, isDefault: true });
    const view = await customerPayments(parts, tx, method.customer);
    return view === undefined ? refuse(noCustomer) : ok(view);
  });
}

const noMethod = { code: "not-found", path: "", message: "there is no such method" };

const unknownMethod = (method: string) => ({
  code: "unknown-method",
  path: "/reference",
  message: "the customer has no such method",
  value: method.slice(0, 60),
});
