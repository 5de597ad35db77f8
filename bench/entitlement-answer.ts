import type { Entitlements, Feature, Quota } from "../src/client/index.ts";

/** More than any round asks for. */
const unending = "1000000000000";

const quotaOf = (meter: string, allowance: string): Quota => ({
  id: meter,
  meter,
  aggregation: "count",
  unit: meter,
  per: "month",
  overage: "block",
  limit: allowance,
  allowance,
  grace: "0",
  used: "0",
  reserved: "0",
  remaining: allowance,
  from: "2026-01-01T00:00:00Z",
  to: "2026-02-01T00:00:00Z",
  resetsAt: "2026-02-01T00:00:00Z",
  sources: [],
});

const flagOf = (id: string, value: true | null): Feature => ({
  id,
  name: id,
  kind: "flag",
  value,
  sources: [],
});

/** What a server says that a customer may use: eight features, three quotas, of which `exports` allows five. */
export const entitlementAnswer = (customer: string): Entitlements => ({
  customer,
  at: "2026-01-10T00:00:00Z",
  served: true,
  servedBy: [],
  suspendedSince: null,
  features: [
    ...Array.from({ length: 6 }, (_, at) => flagOf(`feature-${at}`, true)),
    flagOf("sso", true),
    flagOf("audit-log", null),
  ],
  quotas: [quotaOf("calls", unending), quotaOf("tokens", unending), quotaOf("exports", "5")],
});
