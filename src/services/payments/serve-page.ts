import { type Fault, ok, type Result, refuse } from "../../fault/fault.ts";
import type { ChargeIntent } from "../../payments/payment-intent.ts";
import type { PaymentProvider } from "../../payments/payment-provider.ts";
import type { ProviderMethod } from "../../payments/provider-method.ts";
import type { ServedPage } from "../../payments/served-page.ts";
import { customerOfReference } from "../../store/customer-methods.ts";
import { findIntent } from "../../store/payment-intents.ts";
import type { Tx } from "../../store/tenant.ts";
import { writing } from "./act-on-intent.ts";
import { fetchMethods } from "./customer-payments.ts";
import type { PaymentParts } from "./payment-parts.ts";
import { takeDelivery } from "./provider-messages.ts";
import { readIntent } from "./stored-intent.ts";

/** Which page is asked for: a tenant's, of a provider, by the token that the provider signed. */
export interface PageAsked {
  readonly tenant: string;
  readonly provider: string;
  readonly token: string;
}

/** A provider's page as we show it. */
export interface ServedPageView {
  /** What is paid on it; null where a method is only entered. */
  readonly pays: {
    readonly amount: string;
    readonly currency: string;
    readonly invoices: readonly string[];
  } | null;
  readonly choices: readonly ProviderMethod[];
  readonly successUrl: string;
  readonly cancelUrl: string;
}

/** A page with whom or what it is about, as it stands now. */
type OpenPage =
  | { readonly page: ServedPage; readonly provider: PaymentProvider; readonly customer: string }
  | {
      readonly page: ServedPage;
      readonly provider: PaymentProvider;
      readonly intent: ChargeIntent;
    };

/**
 * What stands on a page of a provider that has none of its own. Refuses `not-found`: the tenant has no such provider, the
 * token is not signed for it or past, or there is nothing to be chosen on the page any more.
 */
export async function servedPage(
  parts: PaymentParts,
  asked: PageAsked,
): Promise<Result<ServedPageView>> {
  const opened = await openPage(parts, asked);
  return opened === undefined ? refuse(noPage) : ok(viewOf(opened));
}

/**
 * Does what was chosen on the page: the method is the customer's, or the intent is told of its payment by the provider's
 * own signed messages. Answers where the browser goes on to. Refuses like {@link servedPage}, for what the page does not
 * offer as well, and what `fetchMethods` and a delivery refuse.
 */
export async function chooseOnPage(
  parts: PaymentParts,
  asked: PageAsked,
  reference: string,
): Promise<Result<string>> {
  const { tenant, provider: name } = asked;
  const opened = await openPage(parts, asked);
  if (opened === undefined) return refuse(noPage);
  const { page, provider } = opened;
  if (!page.choices.some((method) => method.reference === reference)) return refuse(noPage);
  if ("customer" in opened) {
    const kept = await fetchMethods(parts, tenant, opened.customer, { provider: name, reference });
    return kept.ok ? ok(page.successUrl) : kept;
  }
  const at = { now: parts.now(tenant), signedAt: parts.wallClock() };
  for (const delivery of provider.pages?.pay(opened.intent, reference, at) ?? []) {
    const taken = await takeDelivery(parts, tenant, name, delivery);
    if (!taken.ok) return taken;
  }
  const paid = await writing(parts, tenant, (tx) => findIntent(tx, opened.intent.id));
  return ok(paid?.state === "succeeded" ? page.successUrl : page.cancelUrl);
}

const openPage = (
  parts: PaymentParts,
  { tenant, provider: name, token }: PageAsked,
): Promise<OpenPage | undefined> =>
  parts.store.withTenant(
    tenant,
    async (tx) => {
      const opened = await parts.desk.open(tx, name);
      const provider = opened.ok ? opened.value : undefined;
      const page = provider?.pages?.read(token, tenant, parts.now(tenant));
      if (provider === undefined || page === undefined) return undefined;
      if (page.kind === "set-up") {
        const customer = await customerOfReference(tx, name, page.customerReference);
        return customer === undefined ? undefined : { page, provider, customer };
      }
      const intent = await payable(tx, name, page.intent);
      return intent === undefined ? undefined : { page, provider, intent };
    },
    { readOnly: true },
  );

/** A checkout that its customer may pay: it waits, or failed and may be tried again. */
async function payable(tx: Tx, provider: string, id: string): Promise<ChargeIntent | undefined> {
  const row = await findIntent(tx, id);
  if (row === undefined || row.provider !== provider || row.way !== "checkout") return undefined;
  const { intent } = readIntent(row);
  const waits = intent.state === "pending" || intent.state === "failed";
  return intent.kind === "charge" && waits ? intent : undefined;
}

function viewOf(opened: OpenPage): ServedPageView {
  const { choices, successUrl, cancelUrl } = opened.page;
  const all = { choices, successUrl, cancelUrl };
  if ("customer" in opened) return { pays: null, ...all };
  const { amount, currency, invoices } = opened.intent;
  return { pays: { amount, currency, invoices }, ...all };
}

const noPage: Fault = { code: "not-found", path: "", message: "there is no such page, or no more" };
