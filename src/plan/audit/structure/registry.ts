import { annualised } from "./annualised.ts";
import { feeCliffs } from "./fee-cliffs.ts";
import { growthPeriods } from "./growth-periods.ts";
import { metricPairs } from "./metric-pairs.ts";
import { missedTargets } from "./missed-targets.ts";
import { mixes } from "./mixes.ts";
import { statedTwice } from "./stated-twice.ts";
import type { StructureCheck } from "./structure-check.ts";
import { totals } from "./totals.ts";

/** Every test of a plan's structure, in the order of reports. */
export const structureChecks: readonly StructureCheck[] = [
  mixes,
  totals,
  statedTwice,
  annualised,
  growthPeriods,
  metricPairs,
  feeCliffs,
  missedTargets,
];
