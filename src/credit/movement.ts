import type { CurrencyCode } from "../money/currency.ts";
import type { Percent } from "../money/percent.ts";
import type { Instant } from "../time/instant.ts";

/** What every movement of credits says. Amounts have all digits of the minor unit. */
interface Moved {
  /** The grant's id and the number of the movement among its own: `welcome/3`. */
  readonly id: string;
  readonly grant: string;
  readonly customer: string;
  readonly date: Instant;
  readonly currency: CurrencyCode;
}

/** Credits given. Nothing is posted: free ones were not paid for, and a sale of others is an invoice or a purchase. */
export interface CreditGranted extends Moved {
  readonly kind: "credit-grant";
  /** What they take off invoices. */
  readonly worth: string;
  /** What was paid for them, without tax. */
  readonly cost: string;
}

/** Tax on a purchase of credits. */
export interface PurchaseTax {
  readonly jurisdiction: string;
  readonly rate: Percent;
  readonly amount: string;
}

/** Credits paid for when they were bought, not sold on an invoice. */
export interface CreditPurchase extends Moved {
  readonly kind: "credit-purchase";
  /** With tax. */
  readonly amount: string;
  readonly taxes?: readonly PurchaseTax[];
  readonly provider?: string;
}

/** What a burn takes off one line. */
export interface CreditDraw {
  readonly line: string;
  readonly stream: string;
  readonly amount: string;
}

interface Drawn extends Moved {
  /** The burn, or the release, that it is a part of. */
  readonly command: string;
  /** None is zero. */
  readonly draws: readonly CreditDraw[];
  /**
   * `prepaid` draws pay with what was paid for the credits. `free` ones lower the price of the invoice: they are what credits
   * are worth beyond what was paid, so the whole of a promotional one, and the bonus in a pack of 100 sold for 80. One burn of
   * such a pack is two movements. Free ones change no books: the lines of the invoice say the lower price. `creditNote`
   * is the document with which they came back.
   */
  readonly against: {
    readonly funding: "prepaid" | "free";
    readonly invoice?: string;
    readonly creditNote?: string;
  };
}

/** Credits of one grant that were used. */
export interface CreditBurn extends Drawn {
  readonly kind: "credit-burn";
}

/** Used credits that came back to their grant, since what they paid for was credited: the opposite of a burn. */
export interface CreditRelease extends Drawn {
  readonly kind: "credit-release";
}

/** Credits that expired unused. */
export interface CreditExpiry extends Moved {
  readonly kind: "credit-expiry";
  readonly worth: string;
  /** What was paid for them: breakage. Zero for free ones, which change no books. */
  readonly amount: string;
  /** Where breakage is reported. */
  readonly stream?: string;
}

/** Credits taken back unused: the sale was undone, or they were given by mistake. */
export interface CreditVoid extends Moved {
  readonly kind: "credit-void";
  readonly worth: string;
  /** What was paid for them, which is owed back or was never received. Zero for free ones, which change no books. */
  readonly amount: string;
  readonly reason: string;
  /** The invoice on which they were sold: what was paid for them goes back with a credit note about it, which the books post. */
  readonly invoice?: string;
}

/** One thing that happened to the credits of one grant, for the books and for the customer's statement. */
export type CreditMovement =
  | CreditGranted
  | CreditPurchase
  | CreditBurn
  | CreditRelease
  | CreditExpiry
  | CreditVoid;

type Each<T> = T extends unknown ? Omit<T, "id" | "grant" | "customer" | "currency"> : never;

/** A movement before its grant has given it an id. */
export type MovementDraft = Each<CreditMovement>;
