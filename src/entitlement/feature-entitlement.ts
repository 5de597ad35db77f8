import { expectOk } from "../fault/fault.ts";
import type { Feature } from "../model/feature.ts";
import { add, type Decimal, zero } from "../money/decimal.ts";
import { parseQuantity, type Quantity } from "../money/quantity.ts";
import type { EntitlementSource } from "./entitlement-source.ts";
import type { Granting } from "./granting.ts";

/** What a customer has of a feature. */
export interface FeatureEntitlement {
  readonly id: string;
  readonly feature: Feature;
  readonly held: FeatureHeld;
  /** What grants it; empty where nothing does. */
  readonly sources: readonly EntitlementSource[];
}

/** A flag that is on, a limit, a level; or nothing. An undefined limit cannot be reached. */
export type FeatureHeld =
  | { readonly kind: "none" }
  | { readonly kind: "flag" }
  | { readonly kind: "limit"; readonly limit: Decimal | undefined }
  | { readonly kind: "level"; readonly level: string };

type Value = true | Quantity | string;

/**
 * What a customer has of a feature: what contracts say, else what serves it says, else the default. Where several say
 * something, limits are added up and the highest level counts.
 */
export function featureEntitlement(
  id: string,
  feature: Feature,
  grantings: readonly Granting[],
): FeatureEntitlement {
  const saying = grantings.flatMap(({ source, features }) => {
    const value = features[id];
    return value === undefined ? [] : [{ source, value: value as Value }];
  });
  const contracts = saying.filter(({ source }) => source.kind === "contract");
  const decisive = contracts.length > 0 ? contracts : saying;
  if (decisive.length > 0) {
    const sources = decisive.map(({ source }) => source);
    return {
      id,
      feature,
      sources,
      held: heldOf(
        feature,
        decisive.map(({ value }) => value),
      ),
    };
  }
  if (feature.default === undefined) return { id, feature, sources: [], held: { kind: "none" } };
  const sources = [{ kind: "default", id: "" } as const];
  return { id, feature, sources, held: heldOf(feature, [feature.default]) };
}

function heldOf(feature: Feature, values: readonly Value[]): FeatureHeld {
  switch (feature.kind) {
    case "flag":
      return { kind: "flag" };
    case "limit":
      return { kind: "limit", limit: sumOf(values) };
    case "level": {
      const highest = Math.max(...values.map((value) => feature.levels.indexOf(String(value))));
      return { kind: "level", level: feature.levels[highest] ?? "" };
    }
  }
}

function sumOf(values: readonly Value[]): Decimal | undefined {
  if (values.includes("unlimited")) return undefined;
  return values.reduce<Decimal>(
    (total, value) => add(total, expectOk(parseQuantity(value as Quantity))),
    zero,
  );
}
