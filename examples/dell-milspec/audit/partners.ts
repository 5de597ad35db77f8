import type { Claim, Figure } from "florin";
import { shares } from "../partners.ts";
import { channelDiscount } from "../terms.ts";

const dell = "Dell Technologies Partnership";
const intel = "Intel Corporation Partnership";
const integrators = "Government Integration Partners";

/** What the document says of its partners (S4-009, S4-010, S4-039). */
export const partnerFigures = {
  "channel-discount": { section: integrators, is: channelDiscount, rows: ["S4-010"] },
  "dell-hardware-share": {
    section: "Hardware Integration Revenue",
    description: "Our part of Dell's hardware sales.",
    is: shares["dell-hardware"].rate,
    rows: ["S4-006", "S4-022"],
  },
  "partnership-value": {
    section: "Tier 1 Strategic Partnerships",
    description: "Potential revenue, of no stated time.",
    is: {
      dell: { low: "50M USD", high: "200M USD" },
      intel: { low: "20M USD", high: "100M USD" },
      integrators: { low: "100M USD", high: "500M USD" },
    },
    unit: "USD",
    rows: ["S4-039"],
  },
  "partnership-revenue": {
    description: "What the three projected years have of the streams that a partner stands behind.",
    is: {
      dell: "(hardware.y1 + hardware.y2 + hardware.y3) * 1 year",
      intel:
        "(intellectual-property.y1 + intellectual-property.y2 + intellectual-property.y3) * 1 year",
      integrators:
        "(nodes-government.y1 + nodes-government.y2 + nodes-government.y3) * plans.government.prices.annual * 1 year",
    },
    unit: "USD",
  },
} as const satisfies Readonly<Record<string, Figure>>;

const value = (
  section: string,
  partner: "dell" | "intel" | "integrators",
  low: string,
  high: string,
  because: string,
): Readonly<Record<string, Claim>> => ({
  [`value-of-${partner}`]: {
    section,
    description: "The potential revenue against all that three years project of it.",
    states: { low: `${low} USD`, high: `${high} USD` },
    formula: `partnership-revenue.${partner}`,
    because,
    rows: ["S4-039", "S4-041", "S4-042", "S4-043"],
  },
});

/** What follows from it. */
export const partnerClaims: Readonly<Record<string, Claim>> = {
  ...value(
    dell,
    "dell",
    "50M",
    "200M",
    "Three years project 5.5 million dollars of hardware revenue, a ninth of the least potential.",
  ),
  "dell-split": {
    section: dell,
    states: "100%",
    formula: "shares.dell-joint-solutions.split.us + shares.dell-joint-solutions.split.partner",
    rows: ["S4-009"],
  },
  "dell-share-twice": {
    section: dell,
    description: "Our part of the revenue that is shared with Dell.",
    states: "70%",
    formula: "dell-hardware-share",
    because:
      "Under the prices we get 2-5% of Dell's hardware sales; nothing says what our 70% are of.",
    rows: ["S4-006", "S4-009"],
  },
  "hardware-premium": {
    section: dell,
    description: "Printed here and under the prices.",
    states: { low: "200 USD per system", high: "500 USD per system" },
    formula: "offers.certified-hardware.price",
    rows: ["S4-006", "S4-022"],
  },
  "joint-research": {
    section: dell,
    states: { low: "5M USD per year", high: "15M USD per year" },
    unchecked: "Nothing says which part of the joint research each partner pays.",
    rows: ["S4-039"],
  },
  ...value(
    intel,
    "intel",
    "20M",
    "100M",
    "Three years project 3.5 million dollars of licences, from Intel and everybody else.",
  ),
  ...value(
    integrators,
    "integrators",
    "100M",
    "500M",
    "Three years project 15 million dollars of government nodes at list, sold with partners or without.",
  ),
  "partnerships-within-obtainable": {
    section: "Tier 1 Strategic Partnerships",
    description: "All partnerships together against a year of all that can be obtained.",
    states: "<= 100%",
    formula:
      "(partnership-value.dell + partnership-value.intel + partnership-value.integrators) / (obtainable-market * 1 year)",
    because:
      "Together they are 170 to 800 million dollars, while 50 to 200 million a year can be obtained in all.",
    rows: ["S4-030", "S4-039"],
  },
};
