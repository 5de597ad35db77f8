import { driverEntry, driverUnits, within } from "../drivers/driver-place.ts";
import { literal, text } from "../shape.ts";
import { object } from "../shape-object.ts";
import type { ChurnKind } from "./churn-kind.ts";

/** The part that does not renew, at each renewal: `"10%"` of annual contracts. */
export interface ChurnAtRenewal {
  readonly kind: "at-renewal";
  readonly share: string;
}

export const atRenewal: ChurnKind<ChurnAtRenewal> = {
  shape: object<ChurnAtRenewal>({ kind: literal("at-renewal"), share: text }),
  entries: ({ share }, place) => [
    driverEntry(
      { ...within(place, "", "share"), name: `${place.name}.churn` },
      share,
      driverUnits.ratio,
    ),
  ],
  ageless: true,
  lossAt: (_, name, read) => {
    const share = `${name}.churn`;
    return ({ month }) => read(share, month);
  },
  bounded: (_, name) => ({ chances: [`${name}.churn`], positive: [] }),
};
