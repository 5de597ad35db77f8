import { named, type Shape } from "../shape.ts";
import { variants } from "../shape-object.ts";
import { type ChoiceDistribution, choices } from "./choices.ts";
import type { DistributionKind, Spread, SpreadReader } from "./distribution-kind.ts";
import { type LognormalDistribution, lognormal } from "./lognormal.ts";
import { type NormalDistribution, normal } from "./normal.ts";
import { type PertDistribution, pert } from "./pert.ts";
import { type TriangularDistribution, triangular } from "./triangular.ts";
import { type UniformDistribution, uniform } from "./uniform.ts";

/** How a figure lies that chance decides. */
export type Distribution =
  | UniformDistribution
  | TriangularDistribution
  | PertDistribution
  | NormalDistribution
  | LognormalDistribution
  | ChoiceDistribution;

type Kinds = {
  readonly [K in Distribution["kind"]]: DistributionKind<Extract<Distribution, { kind: K }>>;
};

const kinds: Kinds = { uniform, triangular, pert, normal, lognormal, choices };

/** Any of them, told apart by its `kind`. */
export const distribution: Shape<Distribution> = named("Distribution", () =>
  variants<Distribution, "kind">("kind", {
    uniform: uniform.shape,
    triangular: triangular.shape,
    pert: pert.shape,
    normal: normal.shape,
    lognormal: lognormal.shape,
    choices: choices.shape,
  }),
);

/** What a distribution says, in numbers. */
export const spreadOf = (one: Distribution, reader: SpreadReader): Spread =>
  // The kind that is looked up is the kind of what it is given, which the compiler cannot follow.
  (kinds[one.kind] as DistributionKind<Distribution>).spread(one, reader);
