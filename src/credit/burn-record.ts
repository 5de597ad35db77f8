import type { CurrencyCode } from "../money/currency.ts";
import type { Instant } from "../time/instant.ts";
import type { Worth } from "./grant.ts";

/** What one grant paid of one line, and how much of that has come back. */
export interface Draw extends Worth {
  readonly line: string;
  readonly stream: string;
  readonly grant: string;
  readonly released: Worth;
}

/** A burn as the book keeps it. */
export interface Burn {
  readonly id: string;
  /** Absent where credits were used against no invoice. */
  readonly invoice?: string;
  readonly at: Instant;
  readonly currency: CurrencyCode;
  /** In the order in which they were drawn. */
  readonly draws: readonly Draw[];
}
