import type { Claim } from "florin";
import { marketClaims } from "./audit/market.ts";
import { partnerClaims } from "./audit/partners.ts";
import { revenueClaims } from "./audit/revenue.ts";

/** Every figure of the business model plan that follows from others, where it stands and what should give it. */
export const claims: Readonly<Record<string, Claim>> = {
  ...marketClaims,
  ...revenueClaims,
  ...partnerClaims,
};
