import { minorUnits } from "../../money/currency.ts";
import { decimal, formatFixed } from "../../money/decimal.ts";
import { DAY_MS, type Instant } from "../../time/instant.ts";
import type { Decline } from "../decline.ts";
import type { ChargeIntent, PaymentIntent, RefundIntent } from "../payment-intent.ts";
import type { ProviderMethod } from "../provider-method.ts";
import type {
  DisputeReport,
  IntentReport,
  PaymentReport,
  RefundReport,
} from "../provider-report.ts";

/** What becomes of a charge, and when its last part happens. */
export interface SandboxOutcome {
  readonly method: ProviderMethod;
  /** How the charge ends; `later` after {@link settlementMs}, before which it is pending. */
  readonly charge: "succeeds" | "fails" | "needs-action";
  readonly later?: boolean;
  readonly decline?: Decline;
  /** What happens to the first call: it is done and its answer lost, never arrives, or the provider is busy. */
  readonly firstCall?: "answer-lost" | "never-arrives" | "busy";
  readonly refundFails?: boolean;
  readonly dispute?: "won" | "lost";
}

/** How long a bank debit of the sandbox is pending. */
const settlementMs = 3 * DAY_MS;
const disputeOpensMs = 5 * DAY_MS;
const disputeEndsMs = 20 * DAY_MS;
const refundFailsMs = 2 * DAY_MS;

const card = (reference: string): ProviderMethod => ({
  reference,
  kind: "card",
  label: `test card ${reference.replace("sandbox-", "")}`,
  expires: "2999-12",
});

const debit = (reference: string): ProviderMethod => ({
  reference,
  kind: "ach",
  label: `test account ${reference.replace("sandbox-", "")}`,
});

const outcomes: readonly SandboxOutcome[] = [
  { method: card("sandbox-succeeds"), charge: "succeeds" },
  {
    method: card("sandbox-declined"),
    charge: "fails",
    decline: { class: "retryable", code: "insufficient-funds" },
  },
  {
    method: card("sandbox-stolen"),
    charge: "fails",
    decline: { class: "final", code: "stolen-card" },
  },
  { method: card("sandbox-needs-action"), charge: "needs-action" },
  { method: debit("sandbox-settles-later"), charge: "succeeds", later: true },
  {
    method: debit("sandbox-fails-later"),
    charge: "fails",
    later: true,
    decline: { class: "retryable", code: "insufficient-funds" },
  },
  { method: card("sandbox-answer-lost"), charge: "succeeds", firstCall: "answer-lost" },
  { method: card("sandbox-never-arrives"), charge: "succeeds", firstCall: "never-arrives" },
  { method: card("sandbox-busy"), charge: "succeeds", firstCall: "busy" },
  { method: card("sandbox-refund-fails"), charge: "succeeds", refundFails: true },
  { method: card("sandbox-dispute-won"), charge: "succeeds", dispute: "won" },
  { method: card("sandbox-dispute-lost"), charge: "succeeds", dispute: "lost" },
];

/** Every method of the sandbox. */
export const sandboxMethods: readonly ProviderMethod[] = outcomes.map(({ method }) => method);

/** The methods that decide at once what becomes of a payment: what can be chosen on the page of a checkout. */
export const payingMethods: readonly ProviderMethod[] = outcomes
  .filter(
    ({ charge, later, firstCall, refundFails, dispute }) =>
      charge !== "needs-action" &&
      [later, firstCall, refundFails, dispute].every((more) => more === undefined),
  )
  .map(({ method }) => method);

/**
 * What the intent's method decides; undefined for a method that the sandbox does not have. What was paid on a page keeps no
 * method, and its refunds succeed.
 */
export const outcomeOf = ({
  kind,
  method: { reference },
}: PaymentIntent): SandboxOutcome | undefined => {
  const name = kind === "refund" && reference === undefined ? "sandbox-succeeds" : reference;
  return outcomes.find(({ method }) => method.reference === name);
};

/** Everything that the sandbox says about an intent up to `now`, oldest first: the same on every asking. */
export function sandboxHistory(intent: PaymentIntent, now: Instant): readonly IntentReport[] {
  const outcome = outcomeOf(intent);
  if (outcome === undefined) return [];
  const all =
    intent.kind === "refund"
      ? refundHistory(intent, outcome)
      : [...chargeHistory(intent, outcome), ...disputeHistory(intent, outcome)];
  return all.filter(({ at }) => at <= now);
}

/** The sandbox's id of what an intent makes. */
export const sandboxId = (intent: PaymentIntent): string =>
  `sandbox-${intent.kind === "charge" ? "payment" : "refund"}-${intent.id}`;

function chargeHistory(intent: ChargeIntent, outcome: SandboxOutcome): PaymentReport[] {
  const report = (status: PaymentReport["status"], at: Instant): PaymentReport => ({
    kind: "payment",
    payment: sandboxId(intent),
    try: sandboxId(intent),
    status,
    amount: intent.amount,
    currency: intent.currency,
    at,
    intent: intent.id,
    ...(status === "failed" && outcome.decline !== undefined ? { decline: outcome.decline } : {}),
  });
  const from = intent.recordedAt;
  if (outcome.charge === "needs-action") return [report("needs-action", from)];
  const end = outcome.charge === "succeeds" ? "succeeded" : "failed";
  return outcome.later === true
    ? [report("pending", from), report(end, from + settlementMs)]
    : [report(end, from)];
}

function disputeHistory(intent: ChargeIntent, { dispute }: SandboxOutcome): DisputeReport[] {
  if (dispute === undefined) return [];
  const digits = minorUnits(intent.currency);
  const fee = formatFixed(decimal(15), digits);
  const none = formatFixed(decimal(0), digits);
  const base = {
    kind: "dispute",
    dispute: `sandbox-dispute-${intent.id}`,
    payment: sandboxId(intent),
    amount: intent.amount,
    currency: intent.currency,
    feeCurrency: intent.currency,
    reason: "fraudulent",
  } as const;
  return [
    { ...base, status: "opened", fee, at: intent.recordedAt + disputeOpensMs },
    { ...base, status: dispute, fee: none, at: intent.recordedAt + disputeEndsMs },
  ];
}

function refundHistory(intent: RefundIntent, { refundFails }: SandboxOutcome): RefundReport[] {
  const report = (status: RefundReport["status"], at: Instant): RefundReport => ({
    kind: "refund",
    refund: sandboxId(intent),
    payment: intent.refunds.payment,
    status,
    amount: intent.amount,
    currency: intent.currency,
    at,
    intent: intent.id,
    ...(status === "failed" ? { reason: "account-closed" } : {}),
  });
  const from = intent.recordedAt;
  return refundFails === true
    ? [report("succeeded", from), report("failed", from + refundFailsMs)]
    : [report("succeeded", from)];
}
