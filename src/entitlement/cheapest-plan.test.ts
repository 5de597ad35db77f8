import fc from "fast-check";
import { expect, test } from "vitest";
import { property } from "../../test/property.ts";
import { defineModel } from "../model/define-model.ts";
import type { Model } from "../model/model.ts";
import { decimalOf, format } from "../money/decimal.ts";
import { usd } from "../money/money.ts";
import { capacity } from "../pricing/capacity.ts";
import { flat } from "../pricing/flat.ts";
import { perUnit } from "../pricing/per-unit.ts";
import { percentage } from "../pricing/percentage.ts";
import { comparedMeters, planCosts } from "./cheapest-plan.ts";

interface Offered {
  readonly fee: number;
  readonly included: number;
  readonly cents: number;
  readonly blocks: boolean;
  /** Cents for each of the different users; none where it is not charged. */
  readonly perUser?: number | undefined;
  /** Nodes that are reserved, at a dollar each, and what becomes of more; none where they are not charged. */
  readonly nodes?:
    | { readonly reserved: number; readonly over: "block" | "bill" | "raise" }
    | undefined;
}

const overUses = {
  block: { rule: "block" },
  raise: { rule: "raise" },
  bill: { rule: "bill", price: perUnit(usd(3)) },
} as const;

const modelOf = (plans: readonly Offered[]): Model =>
  defineModel({
    id: "m",
    name: "M",
    version: "1",
    currency: "USD",
    streams: { saas: { name: "SaaS" } },
    meters: {
      calls: { event: "call", aggregation: { kind: "count" }, unit: "call" },
      users: { event: "login", aggregation: { kind: "unique", property: "user" }, unit: "user" },
      nodes: { event: "fleet", aggregation: { kind: "max", property: "nodes" }, unit: "node" },
    },
    features: {},
    plans: Object.fromEntries(
      plans.map(({ fee, included, cents, blocks, perUser, nodes }, at) => [
        `p${at}`,
        {
          name: `P${at}`,
          stream: "saas" as const,
          prices: { monthly: flat(usd(fee)) },
          charges: {
            calls: {
              meter: "calls" as const,
              included,
              overage: blocks ? ("block" as const) : ("bill" as const),
              price: perUnit(usd(`${cents / 100}` as `${number}`)),
            },
            ...(perUser === undefined
              ? {}
              : {
                  users: {
                    meter: "users" as const,
                    price: perUnit(usd(`${perUser / 100}` as `${number}`)),
                  },
                }),
            ...(nodes === undefined
              ? {}
              : {
                  nodes: {
                    meter: "nodes" as const,
                    price: capacity(usd(1), {
                      reserved: nodes.reserved,
                      overUse: overUses[nodes.over],
                    }),
                  },
                }),
          },
        },
      ]),
    ),
  }) as unknown as Model;

interface Used {
  readonly calls?: number;
  readonly users?: number;
  readonly nodes?: number;
}

const terms = { start: "2026-01-01", quantity: "1" };
const costsOf = (model: Model, used: Used) =>
  planCosts(
    model,
    new Map(
      Object.entries(used).flatMap(([meter, quantity]) =>
        quantity === 0 ? [] : [[meter, decimalOf(quantity)] as const],
      ),
    ),
    terms,
  ).map(({ plan, cost }) => `${plan} ${Number(format(cost))}`);

/** What a plan costs in cents, by hand; undefined where it blocks. */
function byHand(
  { fee, included, cents, blocks, perUser = 0, nodes }: Offered,
  used: Required<Used>,
): number | undefined {
  const over = Math.max(0, used.calls - included);
  if (blocks && over > 0) return undefined;
  const own = fee * 100 + over * cents + used.users * perUser;
  if (nodes === undefined) return own;
  const more = Math.max(0, used.nodes - nodes.reserved);
  if (nodes.over === "block" && more > 0) return undefined;
  return own + nodes.reserved * 100 + more * { block: 0, bill: 300, raise: 100 }[nodes.over];
}

test("the cheapest plan comes first, as working out every plan by hand says", () =>
  property(
    fc.property(
      fc.array(
        fc.record({
          fee: fc.integer({ min: 0, max: 50 }),
          included: fc.integer({ min: 1, max: 200 }),
          cents: fc.integer({ min: 1, max: 100 }),
          blocks: fc.boolean(),
          perUser: fc.option(fc.integer({ min: 1, max: 500 }), { nil: undefined }),
          nodes: fc.option(
            fc.record({
              reserved: fc.integer({ min: 1, max: 10 }),
              over: fc.constantFrom("block", "bill", "raise"),
            }),
            { nil: undefined },
          ),
        }),
        { minLength: 1, maxLength: 5 },
      ),
      fc.record({
        calls: fc.integer({ min: 1, max: 300 }),
        users: fc.integer({ min: 0, max: 20 }),
        nodes: fc.integer({ min: 0, max: 12 }),
      }),
      (plans, used) => {
        const expected = plans
          .flatMap((plan, at) => {
            const cents = byHand(plan, used);
            return cents === undefined ? [] : [{ plan: `p${at}`, cents }];
          })
          .sort((left, right) => left.cents - right.cents || (left.plan < right.plan ? -1 : 1))
          .map(({ plan, cents }) => `${plan} ${cents / 100}`);
        expect(costsOf(modelOf(plans), used)).toEqual(expected);
      },
    ),
    60,
  ));

const dollar = { fee: 1, included: 1, cents: 1, blocks: false };
const planOf = (model: Model, id: string) => {
  const plan = model.plans[id];
  if (plan === undefined) throw new Error(`there is no plan ${id}`);
  return plan;
};

test("plans that are not open to all, or whose quota would block the use, are left out", () => {
  const model = modelOf([dollar, { ...dollar, fee: 2 }, { ...dollar, fee: 3 }]);
  const limited: Model = {
    ...model,
    plans: {
      p0: { ...planOf(model, "p0"), sold: false },
      p1: {
        ...planOf(model, "p1"),
        quotas: { calls: { meter: "calls", limit: 50, per: "month" } },
      },
      p2: planOf(model, "p2"),
    },
  };
  expect(costsOf(limited, { calls: 51 })).toEqual(["p2 3.5"]);
  expect(costsOf(limited, { calls: 50 })).toEqual(["p1 2.49", "p2 3.49"]);
});

test.each([
  ["month", "users", "p1"],
  ["year", "calls", "p1"],
  ["day", "nodes", "p1"],
  [{ rolling: "PT2H" }, "nodes", "p1"],
  ["day", "calls", "p0 p1"],
  [{ rolling: "P7D" }, "users", "p0 p1"],
] as const)("a quota of 5 by %o on %s leaves %s to choose from after 6", (per, meter, left) => {
  const model = modelOf([dollar, { ...dollar, fee: 2 }]);
  const quotas = { own: { meter, limit: 5, per } };
  const plans = { ...model.plans, p0: { ...planOf(model, "p0"), quotas } };
  const plansAfter = (used: number) =>
    costsOf({ ...model, plans }, { [meter]: used }).map((line) => line.split(" ")[0]);
  expect(plansAfter(6).join(" ")).toBe(left);
  expect(plansAfter(5)).toEqual(["p0", "p1"]);
});

test("a price that looks at single events is only compared where there were none", () => {
  const model = modelOf([dollar, { ...dollar, fee: 2 }]);
  const { charges } = planOf(model, "p0");
  const users = { meter: "users", price: percentage("2%", { minimum: usd(1) }) } as const;
  const plans = { ...model.plans, p0: { ...planOf(model, "p0"), charges: { ...charges, users } } };
  expect(costsOf({ ...model, plans }, { users: 7 })).toEqual(["p1 2"]);
  expect(costsOf({ ...model, plans }, { calls: 1 })).toEqual(["p0 1", "p1 2"]);
});

test("all meters are asked for that a plan charges or limits", () => {
  const model = modelOf([dollar, { ...dollar, perUser: 3 }]);
  expect([...comparedMeters(model)]).toEqual(["calls", "users"]);
  const quotas = { nodes: { meter: "nodes", limit: 1, per: "day" } } as const;
  const plans = { p0: { ...planOf(model, "p0"), quotas } };
  expect([...comparedMeters({ ...model, plans })]).toEqual(["calls", "nodes"]);
});
