import type { CreditKind, GrantSource } from "../credit/grant.ts";
import type { CurrencyCode } from "../money/currency.ts";

/** What a customer has in credits, where it came from and what became of it. Amounts have all digits of the minor unit. */
export interface CustomerCredits {
  readonly customer: string;
  readonly currency: CurrencyCode | null;
  /** What may be spent now. */
  readonly balance: string;
  /** Those of which something is left in the order in which they are used, then the others, newest first. */
  readonly grants: readonly {
    readonly id: string;
    readonly name: string;
    /** The model's credit book; null for credits given ad hoc. */
    readonly credit: string | null;
    readonly kind: CreditKind;
    readonly amount: string;
    readonly pricePaid: string;
    readonly remaining: string;
    readonly burned: string;
    readonly expired: string;
    readonly voided: string;
    readonly priority: number;
    readonly appliesTo: "recurring" | "usage" | "all";
    readonly effectiveAt: string;
    readonly expiresAt: string | null;
    readonly source: GrantSource;
  }[];
  /** Grants that come again, and when next. */
  readonly recurring: readonly {
    readonly id: string;
    readonly name: string;
    readonly amount: string;
    readonly every: string;
    readonly next: string;
    readonly subscription: string | null;
  }[];
  /** Credits that are sold and not given yet; `invoice` is the id of one that awaits its payment. */
  readonly sold: readonly {
    readonly id: string;
    readonly name: string;
    readonly amount: string;
    readonly price: string;
    readonly date: string;
    readonly invoice: string | null;
    readonly source: GrantSource;
  }[];
  readonly topUpRules: readonly {
    readonly id: string;
    readonly credit: string | null;
    readonly whenBelow: string;
    /** Of one pack; null where it fills up. */
    readonly amount: string | null;
    readonly price: string | null;
    readonly upTo: string | null;
    readonly maximumPerMonth: string | null;
    readonly availableFrom: "invoice" | "payment" | null;
    readonly from: string;
    readonly to: string | null;
  }[];
  /** What was used, newest first; invoices by their ids. */
  readonly uses: readonly {
    readonly id: string;
    readonly invoice: string | null;
    readonly at: string;
    readonly draws: readonly {
      readonly grant: string;
      readonly line: string;
      readonly stream: string;
      readonly amount: string;
      readonly pricePaid: string;
      readonly returned: string;
    }[];
  }[];
  /** What broken promises gave, newest first. */
  readonly serviceCredits: readonly {
    readonly sla: string;
    readonly report: string;
    readonly periodStart: string;
    readonly amount: string;
    readonly at: string;
    readonly paidAs: "credits" | "credit-note";
    readonly explanation: readonly string[];
  }[];
}
