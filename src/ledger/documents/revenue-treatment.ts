import {
  type AccountName,
  deferredRevenue,
  prepaidCredits,
  revenue,
  unbilledRevenue,
} from "../account-name.ts";

/**
 * What an invoiced amount is: not earned yet, earned now, earned and posted before it was invoiced (it clears the
 * contract asset), or money for credits that are used later.
 */
export type RevenueTreatment = "deferred" | "at-once" | "unbilled" | "prepaid-credits";

/** The account that an amount of a stream goes to. */
export function treatedAs(treatment: RevenueTreatment, stream: string): AccountName {
  switch (treatment) {
    case "deferred":
      return deferredRevenue(stream);
    case "at-once":
      return revenue(stream);
    case "unbilled":
      return unbilledRevenue(stream);
    case "prepaid-credits":
      return prepaidCredits;
  }
}
