import {
  type AccountName,
  deferredRevenue,
  prepaidCredits,
  refundLiability,
  revenue,
  unbilledRevenue,
} from "../account-name.ts";

/**
 * What an invoiced amount is: not earned yet, earned now, earned and posted before it was invoiced (it clears the
 * contract asset), expected to be paid back, or money for credits that are used later.
 */
export type RevenueTreatment = "deferred" | "at-once" | "unbilled" | "refund" | "prepaid-credits";

/** The account that an amount of a stream goes to. */
export function treatedAs(treatment: RevenueTreatment, stream: string): AccountName {
  switch (treatment) {
    case "deferred":
      return deferredRevenue(stream);
    case "at-once":
      return revenue(stream);
    case "unbilled":
      return unbilledRevenue(stream);
    case "refund":
      return refundLiability(stream);
    case "prepaid-credits":
      return prepaidCredits;
  }
}
