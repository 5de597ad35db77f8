import type { Rate } from "../money/amount.ts";
import type { Money } from "../money/money.ts";
import type { Noted, Vocabulary } from "./vocabulary.ts";

/** How customers are reached and who bills them. */
export interface Channel<V extends Vocabulary = Vocabulary> extends Noted {
  readonly name: string;
  readonly kind: "self-serve" | "direct" | "partner" | "marketplace" | "community";
  readonly partner?: V["partner"];
  /** `channel`: a marketplace bills the customer and pays us, and we never invoice the same use. */
  readonly billedBy: "us" | "channel";
  /** What the channel keeps of a sale. */
  readonly fee?: Rate;
  /** What a seller pays us, or we pay the marketplace, for one listing. */
  readonly listingFee?: { readonly amount: Money<V["currency"]>; readonly paidBy: "us" | "seller" };
  /** The marketplace's own name for it: `AWS Marketplace`, `GovCloud`. */
  readonly marketplace?: string;
  /** Plans sold there. Default: all. */
  readonly plans?: readonly V["plan"][];
  readonly eligibility?: V["eligibility"];
}
