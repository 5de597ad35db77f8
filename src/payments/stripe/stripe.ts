import { Stripe } from "stripe";
import { ok, type Result, refuse } from "../../fault/fault.ts";
import { decimalOf } from "../../money/decimal.ts";
import { type Instant, SECOND_MS } from "../../time/instant.ts";
import type { ChargeIntent } from "../payment-intent.ts";
import type {
  CheckoutPage,
  HostedPage,
  HostedPageRequest,
  PaymentProvider,
} from "../payment-provider.ts";
import { providerUnavailable } from "../provider-fault.ts";
import type { ProviderEvent } from "../provider-report.ts";
import { type ProviderSettings, requireKey, wholeOption } from "../provider-settings.ts";
import type { Secret } from "../secret.ts";
import { toStripeAmount } from "./stripe-amount.ts";
import {
  chargeStripe,
  descriptionOf,
  refundStripe,
  type StripeAccess,
  withdrawStripe,
} from "./stripe-call.ts";
import { refusable } from "./stripe-error.ts";
import { lookUpStripe } from "./stripe-look-up.ts";
import { stripeKinds, stripeMethod, stripeTypes } from "./stripe-method.ts";
import { payoutContent } from "./stripe-payout.ts";
import { intentKey, stripeTime, waitingReport } from "./stripe-report.ts";
import { readStripeWebhook, stripeEventTypes, translateStripeEvent } from "./stripe-webhook.ts";

const name = "stripe";
const pageSize = 100;
/** The most messages that one call fetches. */
const eventsMost = 10_000;

/**
 * Stripe, through its official SDK and the API version that the SDK is made for. Keys: `secret`, `webhook` and, while the
 * signing secret is being replaced, `previousWebhook`. Options: `timeoutMs` (default 30,000), `readRetries` (default 2,
 * at most 3: calls that move no money), and for a local server `host`, `port`, `protocol`. Refuses with
 * `missing-provider-setting` and `bad-provider-setting`.
 */
export function stripeProvider(settings: ProviderSettings): Result<PaymentProvider> {
  const secret = requireKey(settings, "secret");
  const webhook = requireKey(settings, "webhook");
  if (!secret.ok) return secret;
  if (!webhook.ok) return webhook;
  const timeout = wholeOption(settings, "timeoutMs", {
    least: 50,
    most: 80_000,
    otherwise: 30_000,
  });
  const retries = wholeOption(settings, "readRetries", { least: 0, most: 3, otherwise: 2 });
  const port = wholeOption(settings, "port", { least: 1, most: 65_535, otherwise: 443 });
  if (!timeout.ok) return timeout;
  if (!retries.ok) return retries;
  if (!port.ok) return port;
  const { host, protocol } = settings.options;
  const stripe = new Stripe(secret.value.reveal(), {
    timeout: timeout.value,
    maxNetworkRetries: retries.value,
    port: port.value,
    protocol: protocol === "http" ? "http" : "https",
    telemetry: false,
    ...(host === undefined ? {} : { host }),
  });
  const { previousWebhook } = settings.keys;
  const keys = previousWebhook ? [webhook.value, previousWebhook] : [webhook.value];
  return ok(provider({ stripe, secrets: [secret.value, ...keys] }, keys));
}

function provider(access: StripeAccess, webhookKeys: readonly Secret[]): PaymentProvider {
  const { stripe, secrets } = access;
  return {
    name,
    kinds: stripeKinds,
    openCustomer: (customer) =>
      refusable(secrets, async () => {
        const { id, name: customerName, email } = customer;
        const made = await stripe.customers.create(
          {
            name: customerName,
            metadata: { florin_customer: id },
            ...(email === undefined ? {} : { email }),
          },
          { idempotencyKey: `florin-customer-${id}` },
        );
        return ok(made.id);
      }),
    setUpMethod: (request) => refusable(secrets, () => setUpMethod(access, request)),
    openCheckout: (intent, page) => refusable(secrets, () => openCheckout(access, intent, page)),
    listMethods: (customer) =>
      refusable(secrets, async () => {
        const list = stripe.customers.listPaymentMethods(customer, { limit: pageSize });
        const methods = await list.autoPagingToArray({ limit: 1_000 });
        return ok(methods.flatMap((method) => stripeMethod(method) ?? []));
      }),
    detachMethod: (reference) => detachMethod(access, reference),
    charge: (intent) => chargeStripe(access, intent),
    refund: (intent) => refundStripe(access, intent),
    withdraw: (intent) => withdrawStripe(access, intent),
    lookUp: (intent) => lookUpStripe(access, intent),
    readPayout: (id) =>
      refusable(secrets, async () => {
        const payout = await stripe.payouts.retrieve(id);
        const list = stripe.balanceTransactions.list({
          payout: id,
          limit: pageSize,
          expand: ["data.source"],
        });
        return payoutContent(payout, await list.autoPagingToArray({ limit: 10_000 }));
      }),
    readEvents: (since) => refusable(secrets, () => readEvents(access, since)),
    readWebhook: (delivery, now) => readStripeWebhook(delivery, webhookKeys, now),
  };
}

async function readEvents(
  { stripe }: StripeAccess,
  since: Instant,
): Promise<Result<readonly ProviderEvent[]>> {
  const list = stripe.events.list({
    created: { gte: Math.floor(since / SECOND_MS) },
    types: [...stripeEventTypes],
    limit: pageSize,
  });
  const events = await list.autoPagingToArray({ limit: eventsMost });
  if (events.length === eventsMost)
    return refuse(
      providerUnavailable("there are too many messages at once: ask from a later time"),
    );
  return ok(
    events.toReversed().map((event) => {
      const read = translateStripeEvent(event);
      if (read.ok) return read.value;
      const [fault] = read.faults;
      const { id, type, created } = event;
      const unread = { provider: name, id, type, at: stripeTime(created), reports: [] };
      return fault === undefined ? unread : { ...unread, fault };
    }),
  );
}

async function setUpMethod(
  { stripe }: StripeAccess,
  request: HostedPageRequest,
): Promise<Result<HostedPage>> {
  const session = await stripe.checkout.sessions.create(
    { ...pageParameters(request), mode: "setup" },
    { idempotencyKey: `florin-setup-${request.id}` },
  );
  return ok(pageOf(session));
}

async function openCheckout(
  { stripe }: StripeAccess,
  intent: ChargeIntent,
  request: HostedPageRequest,
): Promise<Result<CheckoutPage>> {
  const amount = toStripeAmount(decimalOf(intent.amount), intent.currency);
  if (!amount.ok) return amount;
  const metadata = { [intentKey]: intent.id };
  const session = await stripe.checkout.sessions.create(
    {
      ...pageParameters({ ...request, currency: intent.currency }),
      mode: "payment",
      metadata,
      payment_intent_data: { metadata, description: descriptionOf(intent) },
      line_items: [
        {
          quantity: 1,
          price_data: {
            currency: intent.currency.toLowerCase(),
            unit_amount: amount.value,
            product_data: { name: descriptionOf(intent).slice(0, 250) },
          },
        },
      ],
    },
    { idempotencyKey: `${intent.idempotencyKey}-checkout` },
  );
  const { id, amount: asked, currency } = intent;
  const report = waitingReport(session, { intent: id, amount: asked, currency });
  return ok({ ...pageOf(session), report });
}

const pageParameters = (request: HostedPageRequest) => ({
  customer: request.customerReference,
  currency: request.currency.toLowerCase(),
  allowed_payment_method_types: stripeTypes(request.kinds),
  success_url: request.successUrl,
  cancel_url: request.cancelUrl,
});

const pageOf = (session: Stripe.Checkout.Session): HostedPage => ({
  reference: session.id,
  url: session.url ?? "",
  expiresAt: stripeTime(session.expires_at),
});

async function detachMethod(
  { stripe, secrets }: StripeAccess,
  reference: string,
): Promise<Result<void>> {
  try {
    await stripe.paymentMethods.detach(reference);
    return ok(undefined);
  } catch (error) {
    const isGone =
      error instanceof Stripe.errors.StripeInvalidRequestError &&
      (error.code === "resource_missing" || /not attached/i.test(error.message));
    if (isGone) return ok(undefined);
    return refusable(secrets, () => Promise.reject(error));
  }
}
