import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import type { DecimalText } from "../format/decimal-text.ts";
import { read } from "./request.ts";

/** Why credits were given. */
export type CreditKind = "prepaid" | "promotional" | "sla" | "goodwill" | "referral";

/** Credits that were given at one time on one set of terms. */
export interface CreditGrant {
  readonly id: string;
  readonly name: string;
  readonly credit: string | null;
  readonly kind: CreditKind;
  readonly amount: DecimalText;
  readonly pricePaid: DecimalText;
  readonly remaining: DecimalText;
  readonly burned: DecimalText;
  readonly expired: DecimalText;
  readonly voided: DecimalText;
  readonly priority: number;
  readonly appliesTo: "recurring" | "usage" | "all";
  readonly effectiveAt: string;
  readonly expiresAt: string | null;
}

/** A customer's credits. */
export interface CustomerCredits {
  readonly customer: string;
  readonly currency: string | null;
  readonly balance: DecimalText;
  /** Those of which something is left in the order in which they are used, then the others. */
  readonly grants: readonly CreditGrant[];
  readonly recurring: readonly {
    readonly id: string;
    readonly name: string;
    readonly amount: DecimalText;
    readonly every: string;
    readonly next: string;
  }[];
  readonly topUpRules: readonly {
    readonly id: string;
    readonly whenBelow: DecimalText;
    readonly amount: DecimalText | null;
    readonly upTo: DecimalText | null;
    readonly to: string | null;
  }[];
  readonly uses: readonly {
    readonly id: string;
    readonly invoice: string | null;
    readonly at: string;
    readonly draws: readonly {
      readonly grant: string;
      readonly amount: DecimalText;
      readonly returned: DecimalText;
    }[];
  }[];
}

/** A customer who has credits. */
export interface CreditHolder {
  readonly customer: string;
  readonly name: string;
  readonly currency: string;
  readonly balance: DecimalText;
  readonly paid: DecimalText;
  readonly nextExpiry: {
    readonly at: string;
    readonly amount: DecimalText;
    readonly grant: string;
    readonly name: string;
  } | null;
}

/** What all customers have in credits. */
export interface CreditHoldings {
  readonly currency: string | null;
  readonly holders: number;
  readonly balance: DecimalText;
  readonly paid: DecimalText;
  readonly given: DecimalText;
  readonly expiring: DecimalText;
  readonly until: string;
  readonly used: DecimalText;
  readonly expired: DecimalText;
  readonly items: readonly CreditHolder[];
}

/** Reads a customer's credits. */
export const customerCreditsQuery = (customer: string) =>
  queryOptions({
    queryKey: ["credits", customer],
    queryFn: ({ signal }) =>
      read<CustomerCredits>(`/v1/customers/${encodeURIComponent(customer)}/credits`, {}, signal),
  });

/** Reads what all customers have in credits; expiries count so many days ahead. */
export const creditHoldingsQuery = (days: number) =>
  queryOptions({
    queryKey: ["credits", "", days],
    queryFn: ({ signal }) => read<CreditHoldings>("/v1/credits", { days }, signal),
    placeholderData: keepPreviousData,
  });
