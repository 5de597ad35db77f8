import type { Money } from "../money/money.ts";
import type { CadenceName } from "../time/cadence.ts";
import type { Noted, Vocabulary } from "./vocabulary.ts";

/**
 * A book of credits: what may be taken off invoices.
 * Credits burn by lowest `priority`, then earliest expiry, then age; a balance never goes below zero.
 */
export interface Credit<V extends Vocabulary = Vocabulary> extends Noted {
  readonly name: string;
  readonly kind: "sla" | "promotional" | "prepaid" | "goodwill" | "referral";
  /** What one grant is worth; absent where each grant says. */
  readonly amount?: Money<V["currency"]>;
  /** Granted again each period. Default: once. */
  readonly every?: CadenceName;
  /** Whole months from the grant. Default: never. */
  readonly expiresAfterMonths?: number;
  /** 0 burns first. Default 0. */
  readonly priority?: number;
  readonly appliesTo?: "recurring" | "usage" | "all";
  readonly eligibility?: V["eligibility"];
}
