import type { Percent } from "../money/percent.ts";
import type { CadenceName } from "../time/cadence.ts";
import type { DunningPolicy } from "./dunning.ts";
import type { Id, Noted, Vocabulary } from "./vocabulary.ts";

/** One way to pay. */
export interface PaymentMethod extends Noted {
  readonly name?: string;
  readonly kind:
    | "card"
    | "ach"
    | "sepa-debit"
    | "bank-transfer"
    | "invoice"
    | "marketplace"
    | "prepaid-balance"
    | "x402";
  /** Days until the money is ours. Default 0. */
  readonly settlementDays?: number;
  /** Charged by us when due, without the customer acting. */
  readonly automatic?: boolean;
}

/** When an invoice must be paid: so many days after its issue, or before the service begins. */
export type PaymentTerms =
  | { readonly kind: "net"; readonly days: number }
  | { readonly kind: "upfront" };

/** How invoices are paid: the methods, and the terms by the cadence of what was bought. */
export interface Payment<V extends Vocabulary = Vocabulary> {
  readonly methods: Readonly<Record<Id, PaymentMethod>>;
  readonly terms?: Readonly<Partial<Record<CadenceName, PaymentTerms>>>;
  /** Tried in turn when one fails. */
  readonly fallback?: readonly V["method"][];
  /** Days after a failed charge on which it is tried again: `[1, 3, 7]`. */
  readonly retryDays?: readonly number[];
  /** Per year on what is overdue. */
  readonly lateInterest?: Percent;
  /** What is done about invoices that are overdue; nothing where absent. */
  readonly dunning?: DunningPolicy<V>;
}
