import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { property } from "../../test/property.ts";
import type { Meter } from "../model/meter.ts";
import type { Quota } from "../model/quota.ts";
import { decimalOf, format, zero } from "../money/decimal.ts";
import { type Decision, decideFeature, decideQuotas, quotaStanding } from "./decide.ts";
import type { Entitlements } from "./entitlements.ts";
import type { FeatureEntitlement } from "./feature-entitlement.ts";
import type { QuotaEntitlement } from "./quota-entitlement.ts";
import { quotaTerms } from "./quota-terms.ts";

const meter: Meter = { event: "call", aggregation: { kind: "count" }, unit: "call" };
const open: Entitlements = {
  customer: "c-1",
  served: true,
  servedBy: [],
  suspendedSince: null,
  features: [],
  quotas: [],
  holdsUntil: 1,
};
const span = { window: { from: 0, to: 10 }, before: undefined, resetsAt: 10 };

const entitlementTo = (quota: Omit<Quota, "meter" | "per">): QuotaEntitlement => ({
  id: "calls",
  meterId: "calls",
  meter,
  per: "day",
  terms: quotaTerms({ meter: "calls", per: "day", ...quota }),
  sources: [],
  spanAt: () => span,
});

interface Figures {
  readonly used?: number;
  readonly reserved?: number;
  readonly usedBefore?: number;
}

const standingOf = (
  quota: Omit<Quota, "meter" | "per">,
  { used = 0, reserved = 0, usedBefore }: Figures,
) =>
  quotaStanding(entitlementTo(quota), {
    span,
    used: decimalOf(used),
    reserved: decimalOf(reserved),
    usedBefore: usedBefore === undefined ? undefined : decimalOf(usedBefore),
  });

const decided = (
  quota: Omit<Quota, "meter" | "per">,
  figures: Figures,
  asked: number,
  entitlements = open,
): Decision => decideQuotas(entitlements, [standingOf(quota, figures)], () => decimalOf(asked));

describe("a decision", () => {
  test("is refused where nothing bought is in service, and where invoices are not paid", () => {
    expect(decided({ limit: 5 }, {}, 1, { ...open, served: false }).reason).toBe("not-subscribed");
    expect(decided({ limit: 5 }, {}, 1, { ...open, suspendedSince: 0 }).reason).toBe("suspended");
  });

  test("names the quota with the least left, or the first that is exceeded", () => {
    const few = standingOf({ limit: 5 }, { used: 2 });
    const many = standingOf({ limit: 50 }, { used: 2 });
    const none = standingOf({ limit: "unlimited" }, { used: 2 });
    const of = (asked: number) => decideQuotas(open, [none, many, few], () => decimalOf(asked));
    expect(of(3)).toMatchObject({ allowed: true, reason: "within-quota", standing: few });
    expect(of(4)).toMatchObject({ allowed: false, reason: "quota-exceeded", standing: few });
    expect(of(49).standing).toEqual(many);
  });

  test("says that nothing limits what no quota looks at", () => {
    expect(decideQuotas(open, [], () => zero)).toMatchObject({ allowed: true, reason: "no-quota" });
  });

  test("adds what the window before left over of its own limit, and no more than the maximum", () => {
    const rollover = { share: "50%", maximum: 3 } as const;
    const allowance = (usedBefore: number) => {
      const of = standingOf({ limit: 10, rollover }, { usedBefore }).allowance;
      return of === undefined ? "unlimited" : format(of);
    };
    expect([0, 4, 5, 10, 12].map(allowance)).toEqual(["13", "13", "12.5", "10", "10"]);
  });
});

test("asking in turn, the same is allowed as by counting units one by one", () =>
  property(
    fc.property(
      fc.record({
        limit: fc.integer({ min: 0, max: 20 }),
        grace: fc.integer({ min: 0, max: 5 }),
        carried: fc.integer({ min: 0, max: 20 }),
        bill: fc.boolean(),
        asks: fc.array(fc.integer({ min: 1, max: 6 }), { maxLength: 20 }),
      }),
      ({ limit, grace, carried, bill, asks }) => {
        // The oracle holds a bag of units, of which each ask takes its own or nothing.
        const bag = Array.from({ length: limit + Math.min(carried, limit) + (bill ? 0 : grace) });
        const overage = bill ? ({ overage: "bill" } as const) : { grace };
        let used = 0;
        for (const asked of asks) {
          const decision = decided(
            { limit, rollover: {}, ...overage },
            { used, usedBefore: limit - Math.min(carried, limit) },
            asked,
          );
          expect(decision.allowed).toBe(bill || bag.length >= asked);
          if (!decision.allowed) continue;
          bag.splice(0, asked);
          used += asked;
        }
      },
    ),
    500,
  ));

test("what open reservations hold cannot be used by others", () => {
  expect(decided({ limit: 10 }, { used: 3, reserved: 5 }, 3).allowed).toBe(false);
  expect(decided({ limit: 10 }, { used: 3, reserved: 5 }, 2).allowed).toBe(true);
});

test("a feature is had as a flag, a level, or a limit above zero", () => {
  const has = (held: FeatureEntitlement["held"]) =>
    decideFeature(open, {
      id: "f",
      feature: { name: "F", kind: "flag" },
      sources: [],
      held,
    }).allowed;
  expect(has({ kind: "flag" })).toBe(true);
  expect(has({ kind: "none" })).toBe(false);
  expect(has({ kind: "limit", limit: zero })).toBe(false);
  expect(has({ kind: "limit", limit: undefined })).toBe(true);
  expect(has({ kind: "level", level: "email" })).toBe(true);
});
