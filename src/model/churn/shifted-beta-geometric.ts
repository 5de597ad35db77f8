import { driverEntry, driverUnits, within } from "../drivers/driver-place.ts";
import { literal, text } from "../shape.ts";
import { object } from "../shape-object.ts";
import type { ChurnKind } from "./churn-kind.ts";

/**
 * Customers who differ, each with a chance of its own to leave at a renewal, drawn from a beta distribution: who is left after n
 * renewals leaves at the next with alpha / (alpha + beta + n). The weak leave first, so retention rises with age
 * (P. Fader, B. Hardie, How to Project Customer Retention, 2007).
 */
export interface ShiftedBetaGeometricChurn {
  readonly kind: "shifted-beta-geometric";
  readonly alpha: string;
  readonly beta: string;
}

export const shiftedBetaGeometric: ChurnKind<ShiftedBetaGeometricChurn> = {
  shape: object<ShiftedBetaGeometricChurn>({
    kind: literal("shifted-beta-geometric"),
    alpha: text,
    beta: text,
  }),
  entries: ({ alpha, beta }, place) => [
    driverEntry(
      { ...within(place, "", "alpha"), name: `${place.name}.churn.alpha` },
      alpha,
      driverUnits.ratio,
    ),
    driverEntry(
      { ...within(place, "", "beta"), name: `${place.name}.churn.beta` },
      beta,
      driverUnits.ratio,
    ),
  ],
  ageless: false,
  lossAt: (_, name, read) => {
    const [alphaName, betaName] = [`${name}.churn.alpha`, `${name}.churn.beta`];
    return ({ number, month }) => {
      const alpha = read(alphaName, month);
      return alpha / (alpha + read(betaName, month) + number - 1);
    };
  },
  bounded: (_, name) => ({ chances: [], positive: [`${name}.churn.alpha`, `${name}.churn.beta`] }),
};
