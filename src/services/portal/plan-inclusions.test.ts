import { expect, it } from "vitest";
import type { Model } from "../../model/model.ts";
import type { Subscribable } from "../../model/plan.ts";
import { planDifferences, planInclusions } from "./plan-inclusions.ts";

const model = {
  meters: { calls: { name: "API calls", unit: "call" } },
  features: {
    docs: { name: "Documentation", kind: "flag", default: true },
    projects: { name: "Projects", kind: "limit", unit: "project" },
    sso: { name: "Single sign-on", kind: "flag" },
  },
  credits: { start: { name: "Start", kind: "promotional", amount: "10 USD" } },
} as unknown as Model;

const included = (plan: Partial<Subscribable>) => ({
  ...planInclusions("p", { name: "P", stream: "saas", ...plan }, model),
  charges: [],
});
const fair = { meter: "calls", limit: 1_000, per: "month" } as const;
const small = included({ features: { projects: 3 }, quotas: { fair } });

it("tells what a plan grants, what everybody has, and nothing that it has not", () => {
  expect(small).toEqual({
    features: [
      { id: "docs", name: "Documentation", kind: "flag", value: true },
      { id: "projects", name: "Projects", kind: "limit", value: "3" },
    ],
    quotas: [
      {
        ...{ id: "fair", meter: "calls", meterName: "API calls", unit: "call" },
        ...{ limit: "1000", per: "month", overage: "block" },
      },
    ],
    credits: [],
    charges: [],
  });
});

it("tells what would be otherwise, and nothing else", () => {
  const large = included({
    features: { projects: "unlimited", sso: true },
    quotas: { fair: { ...fair, limit: "unlimited" } },
    grants: ["start"],
  });
  expect(planDifferences(small, large)).toMatchObject({
    charges: [],
    features: [
      { id: "projects", now: { value: "3" }, after: { value: "unlimited" } },
      { id: "sso", now: null, after: { value: true } },
    ],
    quotas: [{ id: "fair", now: { limit: "1000" }, after: { limit: null } }],
    credits: [{ id: "start", now: null, after: { amount: "10 USD", every: null } }],
  });
  expect(planDifferences(small, small)).toEqual({
    ...{ charges: [], features: [], quotas: [], credits: [] },
  });
});
