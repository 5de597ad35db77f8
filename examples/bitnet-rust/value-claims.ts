import type { Claim } from "florin";

const value = "Value-Based Pricing Philosophy";

/** What customers are said to gain, and how they answer to prices: nothing in the document can confirm it. */
export const valueClaims: Readonly<Record<string, Claim>> = {
  "infrastructure-saved": {
    section: value,
    states: "90%",
    unchecked: "No customer's cost of infrastructure is given.",
    rows: ["S2-049"],
  },
  "faster-inference": {
    section: value,
    description: "Times as fast as without it.",
    states: "10",
    unchecked: "No measurement of speed is given.",
    rows: ["S2-049"],
  },
  "deployment-time-saved": {
    section: value,
    states: "50%",
    unchecked: "No time of a deployment is given.",
    rows: ["S2-049"],
  },
  "price-elasticity": {
    section: "Price Sensitivity by Segment",
    states: { enterprise: "-0.3", startups: "-0.7", research: "-1.2", smb: "-0.8" },
    unchecked: "Nothing is sold at two prices yet, and these four are not the tiers.",
    rows: ["S2-048"],
  },
};
