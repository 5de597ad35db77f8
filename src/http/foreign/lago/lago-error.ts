import type { FastifyRequest } from "fastify";
import type { Fault } from "../../../fault/fault.ts";
import type { WriteRefusal } from "../../error-handler.ts";
import { Refusal } from "../../problem.ts";
import { problemTypes } from "../../problem-types.ts";

/** Things that Lago has a word for when there is none of them. */
type Missing = "customer" | "subscription" | "invoice";

/** The refusal of what there is not. */
export const noSuch = (what: Missing): Refusal => new Refusal("not-found", `${what}_not_found`);

/**
 * A refusal as Lago writes it: 422 `validation_errors` with Lago's words by Lago's field names under `error_details`, below
 * its place where it is of a batch. `message` is Florin's own sentence.
 */
export const lagoError: WriteRefusal = (refusal, request) => {
  const { status, title } = problemTypes[refusal.code];
  const isOfFields = status === 422 || conflicts.has(refusal.code);
  const answer = isOfFields
    ? {
        status: 422,
        error: "Unprocessable Entity",
        code: validation,
        error_details: detailsOf(refusal.faults, request),
        message: messageOf(refusal),
      }
    : {
        status,
        error: titles[status] ?? title,
        code: wordOf(refusal),
        message: refusal.message,
      };
  return { status: answer.status, type: "application/json", document: JSON.stringify(answer) };
};

const validation = "validation_errors";

const conflicts: ReadonlySet<string> = new Set(["event-conflict", "already-exists"]);

const titles: Readonly<Record<number, string>> = {
  401: "Unauthorized",
  403: "Forbidden",
  404: "Not Found",
  429: "Too Many Requests",
};

const wordOf = ({ code, message }: Refusal): string =>
  code === "not-found" && /^[a-z_]+$/.test(message) ? message : snake(code);

const snake = (text: string): string => text.replaceAll("-", "_");

const messageOf = ({ faults: [first], message }: Refusal): string =>
  first === undefined ? message : [first.message, first.suggestion].filter(Boolean).join("; ");

const words: Readonly<Record<string, string>> = {
  "event-conflict": "value_already_exist",
  "already-exists": "value_already_exist",
  "missing-field": "value_is_mandatory",
};

/** Lago's names for the fields of what its routes take, by the last part of the route. */
const names: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  events: {
    id: "transaction_id",
    source: "external_subscription_id",
    customer: "external_subscription_id",
    type: "code",
    time: "timestamp",
    data: "properties",
  },
  customers: {
    id: "external_id",
    timeZone: "timezone",
    vatNumber: "tax_identification_number",
    registration: "legal_number",
  },
  subscriptions: {
    id: "external_id",
    customer: "external_customer_id",
    plan: "plan_code",
    cadence: "plan_code",
    start: "subscription_at",
    end: "ending_at",
    alignment: "billing_time",
  },
  wallets: {
    id: "code",
    customer: "external_customer_id",
    amount: "granted_credits",
    price: "paid_credits",
    expires: "expiration_at",
  },
};

type Details = { [field: string]: readonly string[] | Details };

function detailsOf(faults: readonly Fault[], { routeOptions }: FastifyRequest): Details {
  const [, noun = ""] = /\/api\/v1\/(\w+)/.exec(routeOptions.url ?? "") ?? [];
  const known = names[noun] ?? {};
  const details: Details = {};
  for (const { path, code } of faults) {
    const [, first = "", ...rest] = path.split("/");
    const isPlace = /^\d+$/.test(first);
    const [field = "base"] = isPlace ? rest : [first === "" ? "base" : first];
    const own = { [known[field] ?? field]: [words[code] ?? snake(code)] };
    if (isPlace) details[first] = { ...(details[first] as Details | undefined), ...own };
    else Object.assign(details, own);
  }
  return details;
}
