import type { Rate } from "../money/amount.ts";
import type { Percent } from "../money/percent.ts";
import type { Quantity } from "../money/quantity.ts";
import type { Noted, Vocabulary } from "./vocabulary.ts";

/**
 * A rule a business sets for its own prices.
 *
 * - `value-capture`: price at a share of what the customer gains, `of` naming the gain
 * - `return-guarantee`: the customer's gain is at least so many times the price
 * - `relative`: price at a share of a benchmark, or of the nearest alternative
 * - `premium`: priced above the market by so much
 * - `rate-envelope`: every percentage fee of a stream lies between two bounds
 * - `approval`: a price or discount agreed by hand, or a contract, waits for someone's consent
 * - `statement`: a position in words: cost leadership, penetration
 */
export type Policy<V extends Vocabulary = Vocabulary> = Noted & { readonly name: string } & (
    | { readonly kind: "value-capture"; readonly rate: Rate; readonly of: string }
    | { readonly kind: "return-guarantee"; readonly multiple: Quantity }
    | {
        readonly kind: "relative";
        readonly rate: Rate;
        readonly to: V["benchmark"] | "nearest-alternative";
      }
    | { readonly kind: "premium"; readonly rate: Rate; readonly because?: string }
    | {
        readonly kind: "rate-envelope";
        readonly stream: V["stream"];
        readonly low: Percent;
        readonly high: Percent;
      }
    | {
        readonly kind: "approval";
        readonly of: "price" | "discount" | "contract";
        /** Only past this discount. Default: always. */
        readonly above?: Percent;
        readonly by: string;
      }
    | { readonly kind: "statement"; readonly text: string }
  );
