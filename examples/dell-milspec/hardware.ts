import { flat, negotiated, perUnit, range, usd } from "florin";

/** Support of systems by the year: "hardware support bundling", $100-300 a system (S4-006, S4-022). */
export const hardwarePlans = {
  "hardware-support": {
    name: "Hardware support",
    stream: "hardware",
    product: "hardware",
    per: "system",
    prices: { annual: perUnit(range(usd(100), usd(300))) },
    requiresContract: true,
    rows: ["S4-006", "S4-012", "S4-022"],
  },
} as const;

/** Hardware and its certification, sold once (S4-006, S4-007). */
export const hardwareOffers = {
  "certified-hardware": {
    name: "Certified hardware premium",
    stream: "hardware",
    product: "hardware",
    per: "system",
    price: perUnit(range(usd(200), usd(500))),
    rows: ["S4-006", "S4-022"],
  },
  // S4-022: resold at cost plus 10-15%.
  "custom-hardware": {
    name: "Custom hardware configuration",
    stream: "hardware",
    product: "hardware",
    per: "configuration",
    markup: { rate: range("10%", "15%"), on: "cost of the hardware" },
    rows: ["S4-006", "S4-022"],
  },
  "vendor-certification": {
    name: "Third-party hardware certification",
    stream: "hardware",
    product: "hardware",
    per: "vendor",
    price: perUnit(range(usd(50_000), usd(200_000))),
    rows: ["S4-007", "S4-023"],
  },
  "compatibility-testing": {
    name: "Compatibility testing",
    stream: "hardware",
    product: "hardware",
    per: "platform",
    price: perUnit(range(usd(25_000), usd(100_000))),
    rows: ["S4-007", "S4-023"],
  },
  "security-validation": {
    name: "Hardware security validation",
    stream: "hardware",
    product: "hardware",
    per: "project",
    price: perUnit(range(usd(100_000), usd(500_000))),
    rows: ["S4-007", "S4-023"],
  },
} as const;

/**
 * What is sold together (S4-012). The seed bundles and prices no bundle, so each price is negotiated; the parts stand with
 * what they sell for alone, the weights by which a bundle's price and revenue are divided.
 */
export const bundles = {
  "supported-hardware": {
    name: "Certified hardware with its first year of support",
    parts: [
      { offer: "certified-hardware", standalone: range(usd(200), usd(500)) },
      { plan: "hardware-support", standalone: range(usd(100), usd(300)) },
    ],
    price: flat(negotiated),
    partner: "dell",
    rows: ["S4-006", "S4-012"],
  },
  "joint-solution": {
    name: "Joint solution: a certified system, its first year of support and an Enterprise node",
    parts: [
      { plan: "enterprise", standalone: usd(3_500) },
      { offer: "certified-hardware", standalone: range(usd(200), usd(500)) },
      { plan: "hardware-support", standalone: range(usd(100), usd(300)) },
    ],
    price: flat(negotiated),
    partner: "dell",
    rows: ["S4-012"],
  },
} as const;
