import { range, usd } from "florin";

/** What every enterprise licence grants; use is unlimited, so nothing is metered (S2-016). */
const licenceFeatures = {
  operations: "unlimited",
  "on-premise": true,
  "custom-optimization": true,
  "source-access": true,
  "priority-features": true,
} as const;

/**
 * 20% of the fee each year (S2-004).
 *
 * The seed does not say whether the first year's maintenance is due with the fee. Chosen: on the first anniversary, as the
 * fee usually covers the first year, and so that "$50K + 20% annual maintenance" costs $50K on the day it is signed.
 */
const maintenance = { rate: "20%", every: "annual", firstDue: "anniversary" } as const;

/** Enterprise licences (S2-030) and the one that is paid by a share alone (S2-005). */
export const licences = {
  standard: {
    name: "Standard Enterprise",
    kind: "perpetual",
    stream: "licences",
    product: "bitnet-rust",
    fee: usd(50_000),
    maintenance,
    features: licenceFeatures,
    rows: ["S2-004", "S2-016", "S2-030"],
  },
  premium: {
    name: "Premium Enterprise",
    kind: "perpetual",
    stream: "licences",
    product: "bitnet-rust",
    fee: usd(150_000),
    maintenance,
    features: licenceFeatures,
    rows: ["S2-004", "S2-016", "S2-030"],
  },
  strategic: {
    name: "Strategic Enterprise",
    kind: "perpetual",
    stream: "licences",
    product: "bitnet-rust",
    fee: usd(500_000),
    maintenance,
    features: licenceFeatures,
    audience: "Fortune 500 companies, government agencies",
    rows: ["S2-004", "S2-016", "S2-030"],
  },
  oem: {
    name: "OEM and reseller",
    description: "No fee: paid by the share of end-customer value that the contract states.",
    kind: "perpetual",
    stream: "licences",
    product: "bitnet-rust",
    features: licenceFeatures,
    requiresContract: true,
    audience: "Hardware vendors, cloud providers, ISVs",
    rows: ["S2-005"],
  },
} as const;

/** Who sells with the business. */
export const partners = {
  "oem-partners": { name: "OEM partners and resellers", role: "oem", rows: ["S2-005", "S2-072"] },
  "certified-partners": {
    name: "Certified service partners",
    role: "service",
    certified: true,
    rows: ["S2-008"],
  },
} as const;

/** Revenue divided with them. */
export const shares = {
  oem: {
    name: "OEM and reseller share",
    partner: "oem-partners",
    base: "end-customer value",
    rate: range("15%", "25%"),
    to: "us",
    stream: "licences",
    reportedBy: "partner",
    rows: ["S2-005"],
  },
  // "30% margin sharing" is read as: of the margin of a project, 30% goes to the partner who delivers it.
  "services-margin": {
    name: "Certified partner share",
    partner: "certified-partners",
    base: "services margin",
    rate: "30%",
    to: "partner",
    split: { us: "70%", partner: "30%" },
    stream: "services",
    reportedBy: "us",
    rows: ["S2-008"],
  },
} as const;
