import type { Claim } from "florin";
import { costClaims } from "./audit/costs.ts";
import { customerClaims } from "./audit/customers.ts";
import { forecastClaims } from "./audit/forecast.ts";
import { fundingClaims } from "./audit/funding.ts";
import { marketClaims } from "./audit/market.ts";
import { objectiveClaims } from "./audit/objectives.ts";
import { partnerClaims } from "./audit/partners.ts";
import { revenueClaims } from "./audit/revenue.ts";
import { salesClaims } from "./audit/sales.ts";

/** Every figure of the business model plan that follows from others, where it stands and what should give it. */
export const claims: Readonly<Record<string, Claim>> = {
  ...marketClaims,
  ...revenueClaims,
  ...costClaims,
  ...customerClaims,
  ...salesClaims,
  ...partnerClaims,
  ...fundingClaims,
  ...objectiveClaims,
  ...forecastClaims,
};
