import type { Fault } from "../../../fault/fault.ts";
import type { WriteRefusal } from "../../error-handler.ts";
import type { Refusal } from "../../problem.ts";
import { problemTypes } from "../../problem-types.ts";

/** Statuses that Stripe's clients tell apart; every other refusal of a request is a 400. */
const statuses: ReadonlySet<number> = new Set([401, 403, 404, 429]);

/**
 * A refusal as Stripe writes it, so that its SDK throws the error that its users look for: `StripeInvalidRequestError` for a
 * rule that is broken, `StripeIdempotencyError` for a key that stood for something else, and so on by status. A 409 and a 5xx
 * are what it repeats by itself, so only what may pass is one.
 */
export const stripeError: WriteRefusal = (refusal, { id }) => {
  const [fault] = refusal.faults;
  const error = {
    type: typeOf(refusal),
    code: wordOf(refusal, fault),
    message: messageOf(refusal, fault),
    ...(fault === undefined ? {} : { param: parameterOf(fault) }),
    doc_url: `https://florin.dev/problems/${refusal.code}`,
    request_id: id,
  };
  return {
    status: statusOf(refusal),
    type: "application/json",
    document: JSON.stringify({ error }),
  };
};

function statusOf({ code }: Refusal): number {
  const { status } = problemTypes[code];
  if (code === "idempotency-in-progress") return 409;
  return status >= 500 || statuses.has(status) ? status : 400;
}

function typeOf({ code }: Refusal): string {
  if (code.startsWith("idempotency-key")) return "idempotency_error";
  return problemTypes[code].status >= 500 ? "api_error" : "invalid_request_error";
}

/** Stripe's word where it has one, else Florin's code of the rule. */
const words: Readonly<Record<string, string>> = {
  overloaded: "rate_limit",
  "idempotency-in-progress": "idempotency_key_in_use",
  "missing-field": "parameter_missing",
  "unknown-field": "parameter_unknown",
  "not-found": "resource_missing",
};

function wordOf({ code }: Refusal, fault: Fault | undefined): string {
  const own = fault?.code ?? code;
  return words[own] ?? own;
}

function messageOf({ message }: Refusal, fault: Fault | undefined): string {
  if (fault === undefined) return message;
  return fault.suggestion === undefined ? fault.message : `${fault.message}; ${fault.suggestion}`;
}

/** The fields of a usage event by Stripe's names for them. */
const parameters: Readonly<Record<string, string>> = {
  id: "identifier",
  type: "event_name",
  customer: "payload[stripe_customer_id]",
  time: "timestamp",
};

function parameterOf({ path }: Fault): string {
  const [, field = "", property] = path.split("/");
  if (field === "data") return property === undefined ? "payload" : `payload[${property}]`;
  return parameters[field] ?? field;
}
