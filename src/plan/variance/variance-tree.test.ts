import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { property } from "../../../test/property.ts";
import { expectAddsUp } from "./adds-up.fixture.ts";
import { type Flow, flows } from "./business-figures.ts";
import {
  anyPurchases,
  fixtureMonths,
  type SteadyPurchase,
  steadyActual,
  steadyPlan,
} from "./figures.fixture.ts";
import { type VariancePart, varianceParts } from "./split-variance.ts";
import { flowMetrics, openVariance, type VarianceNode } from "./variance-tree.ts";

const anySpan = fc
  .tuple(fc.nat(fixtureMonths - 1), fc.nat(fixtureMonths - 1))
  .map(([one, other]) => ({ from: Math.min(one, other), to: Math.max(one, other) }));

const whole = { from: 0, to: fixtureMonths - 1 };

/** The parts that there are of a variance. */
const causesOf = ({ parts }: VarianceNode): readonly VariancePart[] =>
  varianceParts.filter((part) => parts[part] !== 0);

/** Who is there at the end of each month who came by the arrivals of one purchase and leave at the loss of another. */
const lives = (opening: number, joined: number, loss: number): readonly number[] => {
  const there: number[] = [];
  for (let month = 0; month < fixtureMonths; month += 1)
    there.push((there[month - 1] ?? opening) * (1 - loss) + joined);
  return there;
};

/** The parts of steady purchases in a month, by the formulas of the page, one purchase at a time. */
function slowParts(
  plan: readonly SteadyPurchase[],
  actual: readonly SteadyPurchase[],
  flow: Flow,
  month: number,
  rate: number,
): Record<VariancePart, number> {
  const sums = Object.fromEntries(varianceParts.map((part) => [part, 0])) as Record<
    VariancePart,
    number
  >;
  const factor = (one: SteadyPurchase): number =>
    flow === "mrr" ? 1 : flow === "billings" ? one.billed : one.earned;
  for (const segment of new Set(plan.map((one) => one.segment))) {
    const own = plan.filter((one) => one.segment === segment);
    const real = actual.filter((one) => one.segment === segment);
    const total = (all: readonly SteadyPurchase[], field: "opening" | "joined"): number =>
      all.reduce((sum, one) => sum + one[field], 0);
    for (const [index, p] of own.entries()) {
      const a = real[index] ?? p;
      const joined = (total(real, "joined") * p.joined) / total(own, "joined");
      const opening =
        total(own, "opening") > 0
          ? (total(real, "opening") * p.opening) / total(own, "opening")
          : (total(real, "opening") * p.joined) / total(own, "joined");
      const last = (customers: readonly number[]): number => customers[month] ?? 0;
      const planned = last(lives(p.opening, p.joined, p.loss));
      const there = last(lives(a.opening, a.joined, a.loss));
      const came = last(lives(opening, joined, p.loss));
      const left = last(lives(opening, joined, a.loss));
      const value = p.units * p.price * p.kept;
      const each = value * factor(a);
      sums.timing += planned * value * (factor(a) - factor(p));
      sums.volume += (came - planned) * each;
      sums.churn += (left - came) * each;
      sums.mix += (there - left) * each;
      sums.usage += there * (a.units - p.units) * p.price * p.kept * factor(a);
      sums.price += there * a.units * (a.price - p.price) * p.kept * factor(a);
      sums.discount += there * a.units * a.price * (a.kept - p.kept) * factor(a);
      const net = there * a.units * a.price * a.kept;
      sums.fx += net * factor(a) * (rate - 1);
    }
  }
  return sums;
}

describe("a variance", () => {
  it("is the sum of its parts, and each level the sum of the next, to the last digit", () => {
    property(
      fc.property(
        anyPurchases,
        anyPurchases,
        anySpan,
        fc.constantFrom(0.5, 1, 1.37),
        (plan, actual, span, rate) => {
          for (const metric of flowMetrics)
            expectAddsUp(
              openVariance(metric, steadyPlan(plan), steadyActual(actual, plan, rate), span),
            );
        },
      ),
      100,
    );
  });

  it("is nothing in every part where all went as planned", () => {
    property(
      fc.property(anyPurchases, anySpan, (plan, span) => {
        for (const metric of flowMetrics) {
          const node = openVariance(metric, steadyPlan(plan), steadyActual(plan, plan), span);
          expect(node.actual).toBe(node.plan);
          expect(causesOf(node)).toEqual([]);
          for (const stream of node.children) expect(causesOf(stream)).toEqual([]);
        }
      }),
      100,
    );
  });

  it("has the parts that its formulas say, each to a step of rounding", () => {
    property(
      fc.property(
        anyPurchases,
        anyPurchases,
        fc.nat(fixtureMonths - 1),
        fc.constantFrom(1, 1.37),
        (plan, made, month, rate) => {
          // The streams of both are those of the plan, so that each purchase has its counterpart.
          const actual = made.map((one, index) => ({ ...one, stream: plan[index]?.stream ?? "" }));
          for (const flow of flows) {
            const node = openVariance(flow, steadyPlan(plan), steadyActual(actual, plan, rate), {
              from: month,
              to: month,
            });
            const slow = slowParts(plan, actual, flow, month, rate);
            for (const part of varianceParts)
              expect(Math.abs(node.parts[part] - slow[part])).toBeLessThanOrEqual(1.001);
          }
        },
      ),
      100,
    );
  });

  const changes: readonly (readonly [VariancePart, Partial<SteadyPurchase>])[] = [
    ["churn", { loss: 0.07 }],
    ["usage", { units: 31 }],
    ["price", { price: 123 }],
    ["discount", { kept: 0.41 }],
    ["timing", { billed: 1.9, earned: 1.9 }],
  ];

  it.each(changes)("is all %s where nothing else is other than planned", (part, change) => {
    property(
      fc.property(anyPurchases, (drawn) => {
        const plan = drawn.map((one) => ({ ...one, loss: 0.02, units: 2, price: 1_999 }));
        const actual = plan.map((one) => ({ ...one, ...change }));
        const node = openVariance("billings", steadyPlan(plan), steadyActual(actual, plan), whole);
        expect(causesOf(node)).toEqual([part]);
      }),
      50,
    );
  });

  it("is all volume where more or fewer customers come, and all mix where they choose otherwise", () => {
    property(
      fc.property(anyPurchases, fc.integer({ min: 2, max: 5 }), (drawn, times) => {
        const plan = drawn.map((one) => ({ ...one, opening: 0, loss: 0.02 }));
        const more = plan.map((one) => ({ ...one, joined: one.joined * times }));
        expect(
          causesOf(openVariance("mrr", steadyPlan(plan), steadyActual(more, plan), whole)),
        ).toEqual(["volume"]);
        const [first, second, third] = plan;
        if (first === undefined || second === undefined || third === undefined) return;
        const other = [
          { ...first, joined: first.joined + 1 },
          { ...second, joined: second.joined - 1 },
          third,
        ];
        const { parts } = openVariance(
          "customers",
          steadyPlan(plan),
          steadyActual(other, plan),
          whole,
        );
        expect(parts.volume).toBe(0);
        expect(parts.churn).toBe(0);
      }),
      50,
    );
  });

  it("is all fx where only rates of exchange are others", () => {
    property(
      fc.property(anyPurchases, (plan) => {
        for (const flow of flows)
          expect(
            causesOf(openVariance(flow, steadyPlan(plan), steadyActual(plan, plan, 2), whole)),
          ).toEqual(["fx"]);
      }),
      50,
    );
  });

  it("shows what the plan has nothing of as unplanned", () => {
    const plan: SteadyPurchase = {
      segment: "small",
      purchase: "monthly",
      stream: "subscriptions",
      opening: 10,
      joined: 1,
      loss: 0,
      units: 1,
      price: 1_000,
      kept: 1,
      billed: 1,
      earned: 1,
    };
    const other = { ...plan, purchase: "gold" };
    const node = openVariance(
      "revenue",
      steadyPlan([plan]),
      steadyActual([plan, other], [plan, other]),
      {
        from: 0,
        to: 0,
      },
    );
    expect(node.parts).toMatchObject({ volume: 0, other: 11_000 });
    expect(
      node.children[0]?.children[0]?.children.map(({ id, unplanned }) => [id, unplanned]),
    ).toEqual([
      ["monthly", false],
      ["gold", true],
    ]);
    // A stream that the plan has nothing of, sold to a segment that it has, and to one that it has not.
    const elsewhere = ["small", "strangers"].map((segment) => ({
      ...other,
      segment,
      stream: "training",
    }));
    const sold = [plan, ...elsewhere];
    const both = openVariance("revenue", steadyPlan([plan]), steadyActual(sold, sold), {
      from: 0,
      to: 0,
    });
    const training = both.children.find(({ id }) => id === "training");
    expect(training?.unplanned).toBe(true);
    expect(training?.children.map(({ id, unplanned }) => [id, unplanned])).toEqual([
      ["small", false],
      ["strangers", true],
    ]);
    expect(training?.children[0]?.children.map(({ unplanned }) => unplanned)).toEqual([true]);
  });
});
