import type { Feature } from "../model/feature.ts";
import { compare } from "../money/decimal.ts";
import { parseQuantity, type Quantity } from "../money/quantity.ts";

/** Whether what a customer has of a feature is what is wanted, or more. */
export function isFeatureMet(
  feature: Feature | undefined,
  held: true | string | null | undefined,
  wanted: unknown,
): boolean {
  if (feature === undefined || held === undefined || held === null) return false;
  switch (feature.kind) {
    case "flag":
      return held === true;
    case "level":
      return feature.levels.indexOf(String(held)) >= feature.levels.indexOf(String(wanted));
    case "limit": {
      if (held === "unlimited") return true;
      const [have, want] = [parseQuantity(held as Quantity), parseQuantity(wanted as Quantity)];
      return have.ok && want.ok && compare(have.value, want.value) >= 0;
    }
  }
}
