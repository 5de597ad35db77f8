import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { canonicalModel, canonicalText } from "./canonical-model.ts";
import everything from "./fixtures/everything.ts";
import planned from "./fixtures/planned.ts";
import type { Model } from "./model.ts";
import { type ModelDifference, modelDifference } from "./model-difference.ts";
import { placeWords } from "./place-words.ts";

/** JSON as models are made of: no nulls, which a model never has. */
const json = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 3 },
    fc.constantFrom("flat", "per-unit", "49 USD", "x"),
    fc.integer({ min: 0, max: 9 }),
    fc.boolean(),
    fc.array(tie("value"), { maxLength: 3 }),
    tie("object"),
  ),
  object: fc.dictionary(
    fc.constantFrom("kind", "plans", "team", "a/b", "constructor"),
    tie("value"),
    {
      maxKeys: 4,
    },
  ),
}));
const document = json.object as fc.Arbitrary<Record<string, unknown>>;

/** Puts values where they stand, place by place: slow, and of nothing but the pointers. */
function applied(base: unknown, differences: readonly ModelDifference[]): unknown {
  const copy = structuredClone(base) as Record<string, unknown>;
  for (const { path, change, after } of differences) {
    const keys = path
      .slice(1)
      .split("/")
      .map((step) => step.replaceAll("~1", "/"));
    const last = keys.pop() ?? "";
    const holder = keys.reduce<Record<string, unknown>>(
      (inner, key) => inner[key] as Record<string, unknown>,
      copy,
    );
    if (change === "removed") delete holder[last];
    else holder[last] = after;
  }
  return copy;
}

const turned = { added: "removed", removed: "added", changed: "changed" } as const;

describe("the differences of two models", () => {
  it("are none of a model and itself, in whatever order it is written", () => {
    const turnedAround = Object.fromEntries(Object.entries(everything).reverse());
    expect(modelDifference(everything, turnedAround)).toEqual([]);
    fc.assert(
      fc.property(document, (one) => {
        expect(modelDifference(one, structuredClone(one))).toEqual([]);
      }),
      { numRuns: 50 },
    );
  });

  it("lead from the one to the other, and back when they are turned", () => {
    fc.assert(
      fc.property(document, document, (one, other) => {
        fc.pre(one.kind === undefined && other.kind === undefined);
        const found = modelDifference(one, other);
        expect(canonicalText(applied(one, found))).toBe(canonicalText(other));
        const back = modelDifference(other, one);
        expect(new Map(back.map(({ path, change }) => [path, change]))).toEqual(
          new Map(found.map(({ path, change }) => [path, turned[change]])),
        );
        expect(new Set(found.map(({ path }) => path)).size).toBe(found.length);
      }),
      { numRuns: 200 },
    );
  });

  it("are the changes that make the one of the other", () => {
    const found = modelDifference(everything, planned);
    expect(canonicalModel(applied(everything, found) as Model)).toBe(canonicalModel(planned));
  });

  it("are told in words, with what stood there and what stands there now", () => {
    const model = {
      version: "1",
      plans: {
        team: {
          name: "Team",
          prices: { monthly: { kind: "flat", amount: "49 USD" } },
          charges: {
            "api-calls": { meter: "calls", price: { kind: "per-unit", unit: "0.02 USD" } },
            storage: {
              meter: "gb",
              price: { kind: "graduated", tiers: [{ upTo: 10, unit: "1 USD" }, { unit: "2 USD" }] },
            },
          },
        },
        old: { name: "Old" },
      },
    };
    const { team } = model.plans;
    const changed = {
      version: "2",
      plans: {
        team: {
          ...team,
          prices: {
            monthly: { kind: "flat", amount: "54 USD" },
            annual: { kind: "flat", amount: "500 USD" },
          },
          charges: {
            "api-calls": { meter: "calls", price: { kind: "package", size: 100, price: "2 USD" } },
            storage: {
              meter: "gb",
              price: {
                kind: "graduated",
                tiers: [{ upTo: 10, unit: "0.9 USD" }, { unit: "2 USD" }],
              },
            },
          },
          grants: ["credits", "more"],
        },
      },
      coupons: { launch: { name: "Launch" } },
    };
    expect(modelDifference(model, changed).map(({ words }) => words)).toEqual([
      "version: 1 → 2",
      "monthly price of plan team: 49 USD → 54 USD",
      "annual price of plan team added: flat 500 USD",
      "price of charge api-calls of plan team: per-unit 0.02 USD → package size 100, price 2 USD",
      "unit price of tier 1 of charge storage of plan team: 1 USD → 0.9 USD",
      "grants of plan team added: credits, more",
      "plan old removed, was Old",
      "coupons added: launch",
    ]);
  });
});

describe("a place in words", () => {
  it("names what it stands in", () => {
    expect(placeWords("/plans/team/charges/api-calls/price/unit")).toEqual({
      noun: "charge",
      id: "api-calls",
      words: "unit price of charge api-calls of plan team",
    });
    expect(placeWords("/invoicing/netDays")).toEqual({
      noun: "model",
      id: "",
      words: "net days of invoicing",
    });
    expect(placeWords("/policies/late/steps/0/after").words).toBe("after of step 1 of policy late");
  });
});
