import { ok, type Result } from "../../fault/fault.ts";
import type { Instant } from "../../time/instant.ts";
import type { CallAnswer, LookUpAnswer } from "../call-answer.ts";
import type { ChargeIntent, PaymentIntent } from "../payment-intent.ts";
import type { CheckoutPage, HostedPageRequest, PaymentProvider } from "../payment-provider.ts";
import { badSignature, malformedWebhook, notOffered } from "../provider-fault.ts";
import type { ProviderEvent } from "../provider-report.ts";
import { type ProviderSettings, requireKey } from "../provider-settings.ts";
import type { Secret } from "../secret.ts";
import type { WebhookDelivery } from "../webhook-delivery.ts";
import { bodyText, headerOf, isSigned, signBody } from "../webhook-signature.ts";
import { outcomeOf, sandboxHistory, sandboxId, sandboxMethods } from "./sandbox-outcome.ts";
import { readSandboxPage, sandboxPage } from "./sandbox-pages.ts";

const name = "sandbox";
const header = "sandbox-signature";

/**
 * A provider that moves no money, for demos and tests: the method decides what happens (`sandbox-declined`), the clock
 * decides when. It keeps nothing, so every answer follows from the intent alone. Needs the key `webhook`.
 */
export function sandboxProvider(settings: ProviderSettings): Result<PaymentProvider> {
  const key = requireKey(settings, "webhook");
  if (!key.ok) return key;
  const { clock } = settings;
  return ok({
    name,
    kinds: ["card", "ach"],
    pages: {
      read: readSandboxPage(key.value),
      pay: (intent, reference, { now, signedAt }) => {
        // Nothing becomes of it before somebody chooses.
        const chosen = { ...intent, method: { ...intent.method, reference }, recordedAt: now };
        return sandboxDeliveries(chosen, now, key.value, signedAt);
      },
    },
    openCustomer: (customer) => Promise.resolve(ok(`sandbox-customer-${customer.id}`)),
    setUpMethod: (request) =>
      Promise.resolve(ok(sandboxPage(request, "set-up", key.value, clock()))),
    listMethods: () => Promise.resolve(ok(sandboxMethods)),
    detachMethod: () => Promise.resolve(ok(undefined)),
    openCheckout: (intent, request) => Promise.resolve(checkout(intent, request, key.value)),
    charge: (intent) => Promise.resolve(call(intent, clock())),
    refund: (intent) => Promise.resolve(call(intent, clock())),
    withdraw: (intent) => Promise.resolve(withdraw(intent, clock())),
    lookUp: (intent) => Promise.resolve(lookUp(intent, clock())),
    readPayout: () => Promise.resolve(notOffered(name, "payouts")),
    readEvents: () => Promise.resolve(notOffered(name, "a list of messages")),
    readWebhook: (delivery, now) => readSandboxWebhook(delivery, [key.value], now),
  });
}

function checkout(
  intent: ChargeIntent,
  request: HostedPageRequest,
  key: Secret,
): Result<CheckoutPage> {
  const { id, amount, currency, recordedAt: at } = intent;
  const payment = sandboxId(intent);
  const waits = { kind: "payment", status: "needs-action", payment, try: payment } as const;
  const page = sandboxPage(request, "checkout", key, at);
  return ok({ ...page, report: { ...waits, amount, currency, at, intent: id } });
}

function call(intent: PaymentIntent, now: Instant): CallAnswer {
  const outcome = outcomeOf(intent);
  if (outcome === undefined) {
    const decline = { class: "final", code: "no-such-method" } as const;
    return { kind: "refused", decline, message: "the sandbox has no such method" };
  }
  if (intent.attempts.length <= 1) {
    const { firstCall } = outcome;
    if (firstCall === "busy") return { kind: "not-executed", message: "busy", retryAfterMs: 1_000 };
    if (firstCall !== undefined) return { kind: "lost", message: "no answer in time" };
  }
  return { kind: "reported", reports: sandboxHistory(intent, now) };
}

function lookUp(intent: PaymentIntent, now: Instant): LookUpAnswer {
  const firstCall = outcomeOf(intent)?.firstCall;
  const arrived = firstCall === "never-arrives" || firstCall === "busy" ? 2 : 1;
  if (intent.attempts.length < arrived) return { kind: "absent" };
  const reports = sandboxHistory(intent, now);
  return reports.length === 0 ? { kind: "absent" } : { kind: "found", reports };
}

function withdraw(intent: ChargeIntent, now: Instant): CallAnswer {
  const latest = sandboxHistory(intent, now).findLast(({ kind }) => kind === "payment");
  if (
    latest?.kind === "payment" &&
    latest.status !== "needs-action" &&
    latest.status !== "failed"
  ) {
    const decline = { class: "final", code: latest.status } as const;
    return { kind: "refused", decline, message: `the payment is ${latest.status}` };
  }
  const payment = sandboxId(intent);
  return {
    kind: "reported",
    reports: [{ kind: "payment-withdrawn", payment, at: now, intent: intent.id }],
  };
}

/**
 * The signed messages that the sandbox would have sent about an intent up to `now`, in their order. `signedAt`: real time,
 * where the books have a time of their own.
 */
export const sandboxDeliveries = (
  intent: PaymentIntent,
  now: Instant,
  key: Secret,
  signedAt: Instant = now,
): readonly WebhookDelivery[] =>
  sandboxHistory(intent, now).map((report) => {
    const status = "status" in report ? report.status : "done";
    const event: ProviderEvent = {
      provider: name,
      id: `sandbox-event-${intent.id}-${report.kind}-${status}`,
      type: `${report.kind}.${status}`,
      at: report.at,
      reports: [report],
    };
    const body = JSON.stringify(event);
    return { body, headers: { [header]: signBody(body, key, signedAt) } };
  });

function readSandboxWebhook(
  { body, headers }: WebhookDelivery,
  keys: readonly Secret[],
  now: Instant,
): Result<readonly ProviderEvent[]> {
  const text = bodyText(body);
  const signature = headerOf(headers, header);
  if (signature === undefined) return badSignature(`send the header ${header} once`);
  if (!isSigned(text, signature, keys, now)) return badSignature("check the key and the clock");
  const event = parseEvent(text);
  return event === undefined ? malformedWebhook("", "this is not a message") : ok([event]);
}

/** Only the sandbox signs with this key, so a message of its form is one that it wrote. */
function parseEvent(text: string): ProviderEvent | undefined {
  try {
    const event = JSON.parse(text) as Partial<ProviderEvent> | null;
    const isEvent = event?.provider === name && typeof event.id === "string";
    return isEvent && Array.isArray(event.reports) ? (event as ProviderEvent) : undefined;
  } catch {
    return undefined;
  }
}
