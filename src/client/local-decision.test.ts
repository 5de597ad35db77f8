import { describe, expect, test } from "vitest";
import type { Entitlements, Feature, Quota } from "./answers.ts";
import { decideLocally } from "./local-decision.ts";

const quota: Quota = {
  id: "calls",
  meter: "calls",
  aggregation: "count",
  unit: "call",
  per: "month",
  overage: "block",
  limit: "10",
  allowance: "10",
  grace: "0",
  used: "9",
  reserved: "0",
  remaining: "1",
  from: "2026-01-01T00:00:00Z",
  to: "2026-02-01T00:00:00Z",
  resetsAt: "2026-02-01T00:00:00Z",
  sources: [],
};
const support: Feature = {
  id: "support",
  name: "Support",
  kind: "level",
  value: "email",
  sources: [],
};
const deciding = (quotas: readonly Quota[]) => {
  const held: Entitlements = {
    customer: "c-1",
    at: "2026-01-10T00:00:00Z",
    served: true,
    servedBy: [],
    suspendedSince: null,
    features: [support],
    quotas,
  };
  const decide = decideLocally(held);
  return (question: object) => decide({ customer: "c-1", ...question });
};

describe("use of a meter", () => {
  test("that adds up is counted here", () => {
    const decide = deciding([quota]);
    expect(decide({ meter: "calls" })).toMatchObject({ allowed: true });
    expect(decide({ meter: "calls" })).toMatchObject({ allowed: false, reason: "quota-exceeded" });
  });

  test.each(["max", "latest", "unique", "percentile"] as const)(
    "that does not is asked of the server: %s",
    (aggregation) => {
      const decide = deciding([{ ...quota, aggregation }]);
      expect(decide({ meter: "calls", quantity: 9 })).toBeUndefined();
    },
  );

  test.each([0, "-5"])("by no quantity is the server's to refuse: %s", (quantity) => {
    const decide = deciding([quota]);
    expect(decide({ meter: "calls", quantity })).toBeUndefined();
    expect(decide({ meter: "calls", quantity: 2 })).toMatchObject({ allowed: false });
  });
});

test("whether another level is enough only the server knows", () => {
  const decide = deciding([]);
  expect(decide({ feature: "support" })).toMatchObject({ allowed: true });
  expect(decide({ feature: "support", level: "email" })).toMatchObject({ allowed: true });
  expect(decide({ feature: "support", level: "phone" })).toBeUndefined();
});
