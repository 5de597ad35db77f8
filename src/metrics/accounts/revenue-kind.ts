import type { LineKind } from "../../account/invoice.ts";
import type { RevenueKind } from "../metrics-input.ts";

/**
 * What a line's revenue is for. What is metered is usage, what is paid for time recurs; a licence's fee and a one-off recur
 * where the model says so of their stream; a fee for leaving never does.
 */
export function revenueKind(line: LineKind, isRecurringStream: boolean): RevenueKind {
  switch (line) {
    case "usage":
    case "late-usage":
      return "usage";
    case "recurring":
    case "unused-time":
    case "maintenance":
    case "capacity":
      return "recurring";
    case "licence":
    case "one-off":
      return isRecurringStream ? "recurring" : "one-off";
    case "termination-fee":
    case "dunning-fee":
    case "credits":
    case "service-credit":
      return "one-off";
  }
}
