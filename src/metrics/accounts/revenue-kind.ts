import type { LineKind } from "../../account/invoice.ts";
import type { BilledLine } from "../metrics-input.ts";

/**
 * What a line's revenue is for. What is metered is usage, what is paid for time recurs, and so does what a broken promise
 * takes off it; a licence's fee and a one-off recur where the model says so of their stream; a fee for leaving never does.
 * Credits that are sold are no revenue: what they pay for is, on its own line.
 */
export function revenueKind(line: LineKind, isRecurringStream: boolean): BilledLine["kind"] {
  switch (line) {
    case "usage":
    case "late-usage":
    case "true-up":
    case "rebate":
      return "usage";
    case "recurring":
    case "unused-time":
    case "maintenance":
    case "capacity":
    case "service-credit":
      return "recurring";
    case "licence":
    case "one-off":
    case "milestone":
      return isRecurringStream ? "recurring" : "one-off";
    case "termination-fee":
    case "dunning-fee":
      return "one-off";
    case "credits":
      return "prepayment";
  }
}
