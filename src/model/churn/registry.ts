import { named, type Shape } from "../shape.ts";
import { variants } from "../shape-object.ts";
import { atRenewal, type ChurnAtRenewal } from "./at-renewal.ts";
import { byAge, type ChurnByAge } from "./by-age.ts";
import type { ChurnKind } from "./churn-kind.ts";
import { type MonthlyChurn, monthly } from "./monthly.ts";
import { type ShiftedBetaGeometricChurn, shiftedBetaGeometric } from "./shifted-beta-geometric.ts";

/** How customers are lost. */
export type Churn = MonthlyChurn | ChurnByAge | ChurnAtRenewal | ShiftedBetaGeometricChurn;

type Kinds = { readonly [K in Churn["kind"]]: ChurnKind<Extract<Churn, { kind: K }>> };

const kinds: Kinds = {
  monthly,
  "by-age": byAge,
  "at-renewal": atRenewal,
  "shifted-beta-geometric": shiftedBetaGeometric,
};

/** Any of them, told apart by its `kind`. */
export const churn: Shape<Churn> = named("Churn", () =>
  variants<Churn, "kind">("kind", {
    monthly: monthly.shape,
    "by-age": byAge.shape,
    "at-renewal": atRenewal.shape,
    "shifted-beta-geometric": shiftedBetaGeometric.shape,
  }),
);

/** What there is to know of a way of losing customers. */
export const churnKind = (one: Churn): ChurnKind<Churn> =>
  // The kind that is looked up is the kind of what it is given, which the compiler cannot follow.
  kinds[one.kind] as ChurnKind<Churn>;
