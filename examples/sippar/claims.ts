import type { Claim } from "florin";
import { financeClaims } from "./finance-claims.ts";
import { forecastClaims } from "./forecast-claims.ts";
import { metricClaims } from "./metric-claims.ts";
import { productClaims } from "./product-claims.ts";
import { phaseClaims, roadmapClaims } from "./roadmap-claims.ts";
import { streamClaims, summaryClaims } from "./stream-claims.ts";

/** Every figure of the business model that follows from others, in its order, where it stands and what should give it. */
export const claims: Readonly<Record<string, Claim>> = {
  ...summaryClaims,
  ...streamClaims,
  ...productClaims,
  ...roadmapClaims,
  ...financeClaims,
  ...phaseClaims,
  ...metricClaims,
  ...forecastClaims,
};
