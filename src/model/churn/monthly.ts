import { driverEntry, driverUnits, within } from "../drivers/driver-place.ts";
import { literal, text } from "../shape.ts";
import { object } from "../shape-object.ts";
import { type ChurnKind, lossOver } from "./churn-kind.ts";

/** A rate per month, the same at any age: `"3% per month"`. Over a renewal period of p months 1 - (1 - rate)^p are lost. */
export interface MonthlyChurn {
  readonly kind: "monthly";
  readonly rate: string;
}

export const monthly: ChurnKind<MonthlyChurn> = {
  shape: object<MonthlyChurn>({ kind: literal("monthly"), rate: text }),
  entries: ({ rate }, place) => [
    driverEntry(
      { ...within(place, "", "rate"), name: `${place.name}.churn` },
      rate,
      driverUnits.perMonth,
    ),
  ],
  ageless: true,
  lossAt: (_, name, read) => {
    const rate = `${name}.churn`;
    return ({ period, month }) => lossOver(period, (back) => read(rate, Math.max(0, month - back)));
  },
  bounded: (_, name) => ({ chances: [`${name}.churn`], positive: [] }),
};
