import type { FastifyRequest } from "fastify";
import { expect, it } from "vitest";
import { Refusal } from "../../problem.ts";
import { stripeError } from "./stripe-error.ts";

const written = (refusal: Refusal) => {
  const { status, document } = stripeError(refusal, { id: "r-1" } as FastifyRequest);
  return { status, ...JSON.parse(String(document)).error };
};

it.each([
  ["overloaded", 429, "invalid_request_error", "rate_limit"],
  ["retry-later", 503, "api_error", "retry-later"],
  ["internal", 500, "api_error", "internal"],
  ["body-too-large", 400, "invalid_request_error", "body-too-large"],
  ["event-conflict", 400, "invalid_request_error", "event-conflict"],
  ["forbidden", 403, "invalid_request_error", "forbidden"],
  ["idempotency-key-reused", 400, "idempotency_error", "idempotency-key-reused"],
  ["idempotency-in-progress", 409, "invalid_request_error", "idempotency_key_in_use"],
] as const)("writes %s with the status and type that the SDK reads", (code, status, type, word) => {
  expect(written(new Refusal(code, "so it is"))).toMatchObject({ status, type, code: word });
});

it("names the parameter and what to do", () => {
  const fault = {
    code: "missing-field",
    path: "/data/value",
    message: "it is missing",
    suggestion: "send it",
  };
  expect(written(new Refusal("invalid-request", "see errors", [fault]))).toMatchObject({
    param: "payload[value]",
    message: "it is missing; send it",
  });
});
