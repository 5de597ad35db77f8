import type { Feature } from "../api/entitlements.ts";
import { formatQuantity } from "../format/format-quantity.ts";

/** What a customer has of a feature, in a word: `Yes`, `15`, `Unlimited`, `email`, `None`. */
export function featureValue({ kind, value }: Pick<Feature, "kind" | "value">): string {
  if (value === null) return "None";
  if (value === true) return "Yes";
  if (kind === "limit") return value === "unlimited" ? "Unlimited" : formatQuantity(value);
  return value;
}
