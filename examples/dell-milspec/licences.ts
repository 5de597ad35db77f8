import { range, usd } from "florin";

/**
 * Technology licences (S4-008, S4-024) and the dual licences of the open core (S4-008, S4-025).
 *
 * Each is printed as one fee "per license" with no period, so all are perpetual and none has maintenance. No royalty is
 * printed either; a contract that agrees one would add it.
 */
export const licences = {
  "npu-patents": {
    name: "NPU security integration patents",
    kind: "perpetual",
    stream: "intellectual-property",
    product: "technology",
    fee: range(usd(1_000_000), usd(5_000_000)),
    requiresContract: true,
    rows: ["S4-008", "S4-024"],
  },
  "dsmil-architecture": {
    name: "DSMIL architecture",
    kind: "perpetual",
    stream: "intellectual-property",
    product: "technology",
    fee: range(usd(500_000), usd(2_000_000)),
    requiresContract: true,
    rows: ["S4-008", "S4-024"],
  },
  "security-protocol": {
    name: "Security protocol",
    kind: "perpetual",
    stream: "intellectual-property",
    product: "technology",
    fee: range(usd(100_000), usd(1_000_000)),
    requiresContract: true,
    rows: ["S4-008", "S4-024"],
  },
  commercial: {
    name: "Commercial licence for proprietary products",
    kind: "perpetual",
    stream: "intellectual-property",
    product: "core",
    fee: range(usd(25_000), usd(100_000)),
    requiresContract: true,
    rows: ["S4-008", "S4-025"],
  },
  oem: {
    name: "OEM licence for hardware vendors",
    kind: "perpetual",
    stream: "intellectual-property",
    product: "core",
    fee: range(usd(50_000), usd(500_000)),
    requiresContract: true,
    audience: "Hardware vendors",
    rows: ["S4-008", "S4-025"],
  },
  "cloud-provider": {
    name: "Cloud provider licence",
    kind: "perpetual",
    stream: "intellectual-property",
    product: "core",
    fee: range(usd(100_000), usd(1_000_000)),
    requiresContract: true,
    audience: "Cloud providers",
    rows: ["S4-008", "S4-025"],
  },
} as const;
