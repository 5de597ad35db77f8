import { type Fault, type Result, refuse } from "../fault/fault.ts";

/** The refusal of a call that this provider does not have. */
export const notOffered = (provider: string, call: string): Result<never> =>
  refuse({
    code: "not-offered",
    path: "",
    message: `${provider} does not offer ${call}`,
    value: provider,
    suggestion: "use another provider for it",
  });

/** A call that the provider refused for good. `message` must be scrubbed. */
export const providerRefused = (message: string): Fault => ({
  code: "provider-refused",
  path: "",
  message: "the payment provider refused the call",
  suggestion: message,
});

/** A call that did not reach the provider, or failed there; it may be made again. `message` must be scrubbed. */
export const providerUnavailable = (message: string): Fault => ({
  code: "provider-unavailable",
  path: "",
  message: "the payment provider could not be reached or failed",
  suggestion: message,
});

/** A message that is not signed by the provider, or not lately. Says nothing of what was expected. */
export const badSignature = (reason: string): Result<never> =>
  refuse({
    code: "webhook-signature",
    path: "",
    message: "this message was not signed by the payment provider, or too long ago",
    suggestion: reason,
  });

/** A signed message that cannot be read. */
export const malformedWebhook = (path: string, message: string): Result<never> =>
  refuse({
    code: "webhook-malformed",
    path,
    message,
    suggestion: "check the API version of the webhook endpoint",
  });
