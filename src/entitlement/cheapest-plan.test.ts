import fc from "fast-check";
import { expect, test } from "vitest";
import { property } from "../../test/property.ts";
import { defineModel } from "../model/define-model.ts";
import type { Model } from "../model/model.ts";
import { decimalOf, format } from "../money/decimal.ts";
import { usd } from "../money/money.ts";
import { flat } from "../pricing/flat.ts";
import { perUnit } from "../pricing/per-unit.ts";
import { planCosts } from "./cheapest-plan.ts";

interface Offered {
  readonly fee: number;
  readonly included: number;
  readonly cents: number;
  readonly blocks: boolean;
}

const modelOf = (plans: readonly Offered[]): Model =>
  defineModel({
    id: "m",
    name: "M",
    version: "1",
    currency: "USD",
    streams: { saas: { name: "SaaS" } },
    meters: { calls: { event: "call", aggregation: { kind: "count" }, unit: "call" } },
    features: {},
    plans: Object.fromEntries(
      plans.map(({ fee, included, cents, blocks }, at) => [
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
          },
        },
      ]),
    ),
  }) as unknown as Model;

const terms = { start: "2026-01-01", quantity: "1" };
const costsOf = (model: Model, calls: number) =>
  planCosts(model, new Map([["calls", decimalOf(calls)]]), terms).map(
    ({ plan, cost }) => `${plan} ${Number(format(cost))}`,
  );

test("the cheapest plan comes first, as working out every plan by hand says", () =>
  property(
    fc.property(
      fc.array(
        fc.record({
          fee: fc.integer({ min: 0, max: 50 }),
          included: fc.integer({ min: 1, max: 200 }),
          cents: fc.integer({ min: 1, max: 100 }),
          blocks: fc.boolean(),
        }),
        { minLength: 1, maxLength: 5 },
      ),
      fc.integer({ min: 1, max: 300 }),
      (plans, calls) => {
        const byHand = plans
          .flatMap(({ fee, included, cents, blocks }, at) => {
            const over = Math.max(0, calls - included);
            return blocks && over > 0 ? [] : [{ plan: `p${at}`, cents: fee * 100 + over * cents }];
          })
          .sort((left, right) => left.cents - right.cents || (left.plan < right.plan ? -1 : 1))
          .map(({ plan, cents }) => `${plan} ${cents / 100}`);
        expect(costsOf(modelOf(plans), calls)).toEqual(byHand);
      },
    ),
    60,
  ));

test("plans that are not open to all, or whose quota would block the use, are left out", () => {
  const model = modelOf([
    { fee: 1, included: 1, cents: 1, blocks: false },
    { fee: 2, included: 1, cents: 1, blocks: false },
    { fee: 3, included: 1, cents: 1, blocks: false },
  ]);
  const { p0, p1, p2 } = model.plans;
  if (p0 === undefined || p1 === undefined || p2 === undefined) throw new Error("there are three");
  const limited: Model = {
    ...model,
    plans: {
      p0: { ...p0, sold: false },
      p1: { ...p1, quotas: { calls: { meter: "calls", limit: 50, per: "month" } } },
      p2,
    },
  };
  expect(costsOf(limited, 51)).toEqual(["p2 3.5"]);
  expect(costsOf(limited, 50)).toEqual(["p1 2.49", "p2 3.49"]);
});
