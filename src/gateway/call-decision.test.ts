import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Feature } from "../model/feature.ts";
import { decimalOf, zero } from "../money/decimal.ts";
import {
  type CallNeeds,
  type CustomerQuota,
  type CustomerStanding,
  decideCall,
} from "./call-decision.ts";

const features: Readonly<Record<string, Feature>> = {
  sso: { name: "SSO", kind: "flag" },
  projects: { name: "Projects", kind: "limit" },
  support: { name: "Support", kind: "level", levels: ["community", "email", "phone"] },
};
const quotaOf = (more: Partial<CustomerQuota>): CustomerQuota => ({
  id: "calls",
  meter: "calls",
  per: "month",
  overage: "block",
  allowance: decimalOf(10),
  grace: zero,
  taken: zero,
  resetsAtMs: 60_000,
  windowMs: 60_000,
  ...more,
});
const standing = (more: Partial<CustomerStanding> = {}): CustomerStanding => ({
  served: true,
  suspended: false,
  plans: ["team"],
  features: new Map<string, true | string | null>([
    ["sso", true],
    ["projects", "3"],
    ["support", "email"],
  ]),
  quotas: [],
  ...more,
});
const needs = (terms: CallNeeds["terms"], asked: number | null = 1): CallNeeds => ({
  terms,
  meters: new Set(["calls"]),
  asked: () => (asked === null ? undefined : decimalOf(asked)),
  isLeased: () => false,
});
const decide = (need: CallNeeds, more: Partial<CustomerStanding> = {}, pending = 0) =>
  decideCall(need, features, standing(more), () => decimalOf(pending));

describe("a call", () => {
  test.each([
    [{}, { suspended: true }, "suspended", undefined],
    [{}, { served: false }, "not-subscribed", undefined],
    [{ plans: ["enterprise"] }, {}, "plan-without-access", undefined],
    [{ features: { sso: true } }, { features: new Map() }, "feature-missing", "sso"],
    [{ features: { projects: 4 } }, {}, "feature-missing", "projects"],
    [{ features: { support: "phone" } }, {}, "feature-missing", "support"],
    [{ features: { nothing: true } }, {}, "feature-missing", "nothing"],
    [{}, { quotas: [quotaOf({ taken: decimalOf(10) })] }, "quota-exceeded", "calls"],
    [{}, { quotas: [quotaOf({ taken: decimalOf(10), per: "minute" })] }, "rate-limited", "calls"],
    [
      {},
      { quotas: [quotaOf({ taken: decimalOf(10), per: { rolling: "PT1H" } })] },
      "rate-limited",
      "calls",
    ],
  ] as const)("that needs %o is refused to %o", (terms, more, refusal, because) => {
    expect(decide(needs(terms), more)).toMatchObject({ refusal, because });
  });

  test.each([
    [{ plans: ["team", "enterprise"] }, {}],
    [{ features: { sso: true, projects: 3, support: "community" } }, {}],
    [{ features: { projects: 9 } }, { features: new Map([["projects", "unlimited"]]) }],
    [{}, { quotas: [quotaOf({ taken: decimalOf(10), overage: "bill" })] }],
    [{}, { quotas: [quotaOf({ taken: decimalOf(10), meter: "others" })] }],
    [{}, { quotas: [quotaOf({ taken: decimalOf(10), allowance: undefined })] }],
    [{}, { quotas: [quotaOf({ taken: decimalOf(10), grace: decimalOf(1) })] }],
  ] as const)("that needs %o is let through to %o", (terms, more) => {
    expect(decide(needs(terms), more).refusal).toBeUndefined();
  });

  test("passes while its use and all before it stay within allowance and grace", () => {
    const some = fc.integer({ min: 0, max: 8 });
    fc.assert(
      fc.property(
        some,
        some,
        some,
        some,
        fc.option(some),
        (allowance, grace, taken, pending, asked) => {
          const quota = quotaOf({
            allowance: decimalOf(allowance),
            grace: decimalOf(grace),
            taken: decimalOf(taken),
          });
          const passes =
            asked === null
              ? taken + pending < allowance + grace
              : taken + pending + asked <= allowance + grace;
          const { refusal } = decide(needs({}, asked), { quotas: [quota] }, pending);
          expect(refusal === undefined).toBe(passes);
        },
      ),
    );
  });
});
