/** What is looked at before a month is closed, in this order. */
export const closeChecks = [
  "month-over",
  "in-order",
  "billed",
  "not-parked",
  "posted",
  "sealed",
  "balanced",
  "documents",
  "receivable",
  "deferred",
  "unbilled",
  "refunds",
  "revalued",
] as const;

/** A thing to look at. */
export type CloseCheckId = (typeof closeChecks)[number];

/** What was found. A `warning` does not keep the month open: somebody should look, and it is kept with the close. */
export interface CloseCheck {
  readonly id: CloseCheckId;
  readonly state: "passed" | "warning" | "failed";
  /** One plain sentence of what was found. */
  readonly message: string;
}

/** Whether a month may be closed with these. */
export const mayClose = (checks: readonly CloseCheck[]): boolean =>
  checks.every(({ state }) => state !== "failed");
