import type { FormulaEntry } from "../../formula/formula-entry.ts";
import { named, type Shape } from "../shape.ts";
import { variants } from "../shape-object.ts";
import type { AcquisitionContext, AcquisitionKind } from "./acquisition-kind.ts";
import { type BassAcquisition, bass } from "./bass.ts";
import { type CapacityAcquisition, capacity } from "./capacity.ts";
import { type FunnelAcquisition, funnel } from "./funnel.ts";
import { type GrowthAcquisition, growth } from "./growth.ts";
import { type MonthlyAcquisition, monthly } from "./monthly.ts";
import { type TargetAcquisition, targets } from "./targets.ts";

/** How a segment wins its customers. */
export type Acquisition =
  | MonthlyAcquisition
  | GrowthAcquisition
  | TargetAcquisition
  | FunnelAcquisition
  | BassAcquisition
  | CapacityAcquisition;

type Kinds = {
  readonly [K in Acquisition["kind"]]: AcquisitionKind<Extract<Acquisition, { kind: K }>>;
};

const kinds: Kinds = { monthly, growth, targets, funnel, bass, capacity };

/** Any of them, told apart by its `kind`. */
export const acquisition: Shape<Acquisition> = named("Acquisition", () =>
  variants<Acquisition, "kind">("kind", {
    monthly: monthly.shape,
    growth: growth.shape,
    targets: targets.shape,
    funnel: funnel.shape,
    bass: bass.shape,
    capacity: capacity.shape,
  }),
);

/** The figures of an acquisition. */
export const acquisitionEntries = (
  one: Acquisition,
  context: AcquisitionContext,
): readonly FormulaEntry[] =>
  // The kind that is looked up is the kind of what it is given, which the compiler cannot follow.
  (kinds[one.kind] as AcquisitionKind<Acquisition>).entries(one, context);
