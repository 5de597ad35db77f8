import type { LineKind } from "../../account/invoice.ts";

/**
 * How what a line charges for is earned: evenly by local day of its period; when it is used, so by the end of that; at once,
 * with its invoice; or when it is delivered, which a milestone tells.
 */
export type HowEarned = "by-day" | "as-used" | "at-once" | "when-delivered";

/** How lines of a kind are earned where the model says nothing else of what they are of. */
export const howEarned: Readonly<Record<LineKind, HowEarned>> = {
  recurring: "by-day",
  maintenance: "by-day",
  capacity: "by-day",
  // What goes back of a paid period is of its unserved days, so it takes back what those days would have earned.
  "unused-time": "by-day",
  usage: "as-used",
  "late-usage": "as-used",
  // What is missing to a commitment was the right to use it, and is over with its period.
  "true-up": "as-used",
  licence: "at-once",
  // A milestone is invoiced with the day on which it was reached, or before it is.
  milestone: "when-delivered",
  "one-off": "at-once",
  "termination-fee": "at-once",
  "dunning-fee": "at-once",
  credits: "at-once",
  // What was expected to go back of its lines is earned on its day, so nothing is left of both.
  rebate: "at-once",
  // A concession for service that was had: it lowers revenue when it is given.
  "service-credit": "at-once",
};
