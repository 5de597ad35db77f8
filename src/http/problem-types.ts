/** A kind of problem as clients see it: the status, and a title that never changes. */
export interface ProblemType {
  readonly status: number;
  readonly title: string;
}

/**
 * The refusals with a status or title of their own. Every other fault of a request is a 422 `invalid-request` whose
 * `errors` carry the fault codes. Codes are stable: clients branch on them.
 */
export const problemTypes = {
  "invalid-request": { status: 422, title: "The request breaks a rule" },
  "malformed-request": { status: 400, title: "The request cannot be read" },
  "malformed-body": { status: 400, title: "The body cannot be read" },
  "duplicate-key": { status: 400, title: "A key stands twice in one object" },
  "forbidden-key": { status: 400, title: "A key is not allowed" },
  "too-complex": { status: 400, title: "The body is nested too deep or has too many keys" },
  "body-too-large": { status: 413, title: "The body is too large" },
  "inflated-too-large": { status: 413, title: "The body is too large once unpacked" },
  "batch-too-large": { status: 413, title: "The batch has too many items" },
  "unsupported-encoding": { status: 415, title: "The content encoding is not supported" },
  "unsupported-media-type": { status: 415, title: "The content type is not supported" },
  "not-acceptable": { status: 406, title: "No accepted content type can be given" },
  "headers-too-large": { status: 431, title: "The headers are too large" },
  timeout: { status: 408, title: "The request took too long to arrive" },
  unauthenticated: { status: 401, title: "A valid API key is needed" },
  forbidden: { status: 403, title: "This key may not do that" },
  "sign-in-refused": { status: 401, title: "This does not sign anybody in" },
  "one-time-code-needed": { status: 401, title: "A one-time code is needed" },
  "set-up-needed": { status: 503, title: "The server waits to be set up" },
  "on-hold": { status: 503, title: "The server was restored and waits to be released" },
  "set-up-refused": { status: 403, title: "This does not set the server up" },
  "too-many-attempts": { status: 429, title: "Too many tries to sign in" },
  "csrf-refused": { status: 403, title: "A session may not write from there" },
  "not-found": { status: 404, title: "There is no such thing" },
  "no-such-route": { status: 404, title: "There is no such route" },
  "unknown-api-version": { status: 400, title: "There is no such version of the API" },
  "method-not-allowed": { status: 405, title: "The route does not offer this method" },
  "idempotency-key-invalid": { status: 400, title: "The Idempotency-Key is not valid" },
  "idempotency-key-reused": {
    status: 422,
    title: "The Idempotency-Key was used for something else",
  },
  "idempotency-in-progress": { status: 409, title: "A request with this key is still running" },
  "idempotency-key-required": { status: 400, title: "An Idempotency-Key is needed here" },
  "event-conflict": { status: 409, title: "Another event has this id" },
  "already-exists": { status: 409, title: "This id is taken" },
  "model-published": { status: 409, title: "A published version never changes" },
  "e-invoice-incomplete": {
    status: 409,
    title: "The invoice lacks what the norm for e-invoices demands",
  },
  "e-invoice-conflict": {
    status: 409,
    title: "The invoice says what this form of e-invoice cannot",
  },
  "charge-pending": { status: 409, title: "A payment of this invoice has not ended" },
  "intent-in-flight": { status: 409, title: "The provider may be acting on this payment" },
  "intent-settled": { status: 409, title: "The payment has ended" },
  "line-settled": { status: 409, title: "The line is matched already" },
  "webhook-signature": { status: 400, title: "The message is not signed by the provider" },
  "webhook-malformed": { status: 400, title: "The message is not of the expected form" },
  "provider-unavailable": { status: 503, title: "The payment provider cannot be reached" },
  "clock-not-manual": { status: 409, title: "This server runs on real time" },
  "clock-backwards": { status: 409, title: "Time does not run backwards" },
  "close-refused": { status: 409, title: "The month cannot be closed yet" },
  "nothing-to-close": { status: 409, title: "There is no month to close" },
  "approval-closed": { status: 409, title: "There is nothing to decide any more" },
  "approval-outdated": { status: 409, title: "What was asked for has changed meanwhile" },
  "approval-failed": { status: 409, title: "What was approved is refused now" },
  "own-request": { status: 403, title: "Somebody else has to decide about this" },
  "not-approver": { status: 403, title: "You may not decide about this" },
  "invalid-cursor": { status: 400, title: "The cursor is not valid here" },
  "invalid-limit": { status: 400, title: "The limit is out of range" },
  "vat-check-unavailable": { status: 503, title: "The register of VAT numbers does not answer" },
  "vat-check-limit": { status: 503, title: "The register of VAT numbers takes no more questions" },
  "billing-behind": {
    status: 503,
    title: "Invoices that come before this are still being issued",
  },
  "rate-limited": { status: 429, title: "This key has asked too often" },
  "precondition-failed": { status: 412, title: "This is no longer what the caller has seen" },
  overloaded: { status: 429, title: "Too much at once" },
  "retry-later": { status: 503, title: "The server cannot do that right now" },
  "broken-invariant": {
    status: 500,
    title: "The account broke a rule that must hold, and is parked",
  },
  internal: { status: 500, title: "Something broke inside" },
} as const satisfies Readonly<Record<string, ProblemType>>;

/** A code that has a status and title of its own. */
export type ProblemCode = keyof typeof problemTypes;

export const isProblemCode = (code: string): code is ProblemCode =>
  Object.hasOwn(problemTypes, code);
