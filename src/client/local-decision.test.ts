import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { propertyRuns, propertySeed } from "../../test/property.ts";
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

  test("is allowed while all quotas have room for it, to the last tenth", () => {
    const tenths = fc.oneof(fc.constant(undefined), fc.integer({ min: 1, max: 40 }));
    const rooms = fc.array(fc.integer({ min: 0, max: 120 }), { minLength: 1, maxLength: 3 });
    fc.assert(
      fc.property(rooms, fc.array(tenths, { maxLength: 30 }), (inTenths, asks) => {
        const decide = deciding(
          inTenths.map((room) => ({ ...quota, used: "0", allowance: `${room / 10}` })),
        );
        let taken = 0;
        for (const ask of asks) {
          const more = taken + (ask ?? 10);
          const fits = inTenths.every((room) => more <= room);
          const quantity = ask === undefined ? {} : { quantity: `${ask / 10}` };
          expect(decide({ meter: "calls", ...quantity })?.allowed).toBe(fits);
          if (fits) taken = more;
        }
      }),
      { seed: propertySeed, numRuns: 200 * propertyRuns },
    );
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
