import { describe, expect, it, test } from "vitest";
import { describeFault } from "../../fault/fault.ts";
import { checkModel } from "../../model/check-model.ts";
import planned from "../../model/fixtures/planned.ts";
import uncertain from "../../model/fixtures/uncertain.ts";
import type { Model } from "../../model/model.ts";
import { planFaults } from "./plan-faults.ts";

/** A text of the model told otherwise, by where it stands. */
type Change = readonly [path: string, value: unknown];

/** The planned model with some of its texts told otherwise. */
function documentWith(changes: readonly Change[]): unknown {
  const changed = structuredClone(planned) as unknown as Record<string, unknown>;
  for (const [path, value] of changes) {
    const keys = path.split("/").slice(1);
    const last = keys.pop() ?? "";
    let part = changed;
    for (const key of keys) part = part[key] as Record<string, unknown>;
    part[last] = value;
  }
  return changed;
}

function modelWith(changes: readonly Change[]): Model {
  const { model, faults } = checkModel(documentWith(changes));
  if (model === undefined) throw new Error(faults.map(describeFault).join("\n"));
  return model;
}

const told = (...changes: readonly Change[]): readonly string[] =>
  planFaults(modelWith(changes)).map(
    (fault) => `${fault.value === undefined ? "" : `${fault.value} at `}${describeFault(fault)}`,
  );

const monthly = "/segments/teams/purchases/monthly";

describe("what is wrong with a plan before anybody is billed", () => {
  it("is nothing where it can be forecast", () => {
    expect(planFaults(planned)).toEqual([]);
    expect(planFaults(uncertain)).toEqual([]);
  });

  it("is nothing without a plan", () => {
    const { horizon, ...unplanned } = planned as Model;
    expect(planFaults(unplanned)).toEqual([]);
  });

  it("says a churn above 100%", () => {
    expect(told([`${monthly}/churn/rate`, "130% per month"])).toEqual([
      `130% at ${monthly}/churn/rate chance-out-of-range: "segments.teams.purchases.monthly.churn" is a part of customers, and in month 1 it does not lie from 0% to 100% (write a share such as 5%)`,
    ]);
  });

  it("names what a cost divides by", () => {
    expect(told(["/costs/rent/amount", "2_500 USD per month / 0"])).toEqual([
      expect.stringMatching(
        /^\/costs\/rent\/amount undefined-figure: "costs\.rent" comes to no number in month 1 of the plan: it divides by zero \("0"\)/,
      ),
    ]);
    expect(told(["/costs/rent/amount", "2_500 USD per month / (month-number() - 3)"])).toEqual([
      expect.stringContaining(
        'in month 3 of the plan: it divides by zero ("month-number() - 3") (divide by',
      ),
    ]);
  });

  it("leaves alone what divides by what is only known when customers are billed", () => {
    expect(
      told(["/costs/rent/amount", "2_500 USD per month * (forecast.mrr / forecast.revenue)"]),
    ).toEqual([]);
  });

  it("says customers below none, where they are told", () => {
    expect(told(["/segments/teams/acquisition/first", "-10 customers per month"])).toEqual([
      '-10 customers per month at /segments/teams/acquisition/first negative-customers: "segments.teams.new" is below 0 in month 1 of the plan, and customers are 0 or more (tell 0 or more, or write "max(0 customers per month, …)")',
    ]);
  });

  it("says shares of plans that are not the whole, once", () => {
    expect(told([`${monthly}/share`, "90%"])).toEqual([
      '/segments/teams/purchases shares-not-whole: the shares of plans add up to 100%, and in month 1 these add up to 120.00% (mend the share of "monthly" or "annual", or let one be what the others leave: "1 - …")',
    ]);
  });

  it("says shares of channels that are not the whole", () => {
    expect(told(["/segments/teams/channels/ads/share", "40%"])).toEqual([
      '/segments/teams/channels shares-not-whole: the shares of channels add up to 100%, and in month 1 these add up to 40.00% (mend the share of "ads", or add a channel without a cost for customers who come by themselves)',
    ]);
  });

  it.each([
    ["a channel's cost", "/segments/teams/channels/ads/cost", "-450 USD per customer"],
    ["people", "/costs/engineers/people", "2 employees - 1 employee * month-number()"],
    ["a time to payment", "/capital/collectedAfter", "-1 months"],
  ])("says %s below 0", (_, path, value) => {
    expect(told([path, value])).toEqual([
      expect.stringContaining(`at ${path} amount-below-zero: `),
    ]);
  });

  it("says parts of a whole above it", () => {
    expect(told(["/capital/paidLate", "150%"])).toEqual([
      expect.stringMatching(/^150% at \/capital\/paidLate share-out-of-range: /),
    ]);
    expect(told(["/costs/cards/rate", "250%"])).toEqual([
      expect.stringMatching(/^250% at \/costs\/cards\/rate share-out-of-range: /),
    ]);
  });

  it("looks at both ends of figures that chance decides", () => {
    const drawn = (low: string, high: string) =>
      told(
        ["/figures", { lost: { is: { kind: "uniform", low, high } } }],
        [`${monthly}/churn/rate`, "lost"],
      );
    expect(drawn("1% per month", "90% per month")).toEqual([]);
    expect(drawn("1% per month", "110% per month")).toEqual([
      expect.stringMatching(
        /^110% at .*churn\/rate chance-out-of-range: .*, where figures with bounds are at their highest /,
      ),
    ]);
    expect(drawn("-1% per month", "5% per month")).toEqual([
      expect.stringMatching(/^-1% at .*, where figures with bounds are at their lowest /),
    ]);
  });

  it("says parts of a seat, in the first month in which somebody buys them", () => {
    expect(told([`${monthly}/quantity`, "2.5"])).toEqual([
      `2.5 at ${monthly}/quantity quantity-not-whole: customers buy whole units, at least one, and in month 1 of the plan "segments.teams.purchases.monthly.quantity" is not so many (write "round(…)" around it)`,
    ]);
    expect(told([`${monthly}/quantity`, "4 / month-number()"])).toEqual([
      expect.stringMatching(/^1\.333\d* at .*month 3 of the plan/),
    ]);
    expect(told([`${monthly}/quantity`, "0"])).toEqual([
      expect.stringContaining('(write "max(1, round(…))")'),
    ]);
    expect(told([`${monthly}/quantity`, "max(1, round(2.5))"])).toEqual([]);
    const ranged = { low: "2.5", high: "7.5" };
    expect(told(["/figures", { seats: { is: ranged } }], [`${monthly}/quantity`, "seats"])).toEqual(
      [
        expect.stringContaining("figures with bounds are at their lowest"),
        expect.stringContaining("figures with bounds are at their highest"),
      ],
    );
  });

  it("leaves alone what nobody buys", () => {
    const annual = "/segments/teams/purchases/annual";
    const shares: readonly Change[] = [
      [`${monthly}/share`, "100%"],
      [`${annual}/share`, "0%"],
      [`${annual}/quantity`, "2.5"],
    ];
    expect(told(...shares, [`${monthly}/moves`, {}])).toEqual([]);
    expect(told(...shares)).toEqual([
      expect.stringContaining(`${annual}/quantity quantity-not-whole`),
    ]);
  });

  it("says use that is no amount a month", () => {
    expect(told([`${monthly}/usage`, { calls: "100 calls" }])).toEqual([
      expect.stringContaining(`${monthly}/usage/calls usage-not-monthly`),
    ]);
  });

  it("names the scenario that cannot be", () => {
    expect(
      told(["/scenarios/slow/set", { "segments.teams.first": "-6 customers per month" }]),
    ).toEqual([expect.stringContaining('(scenario "slow")')]);
  });
});

test("a cost that is no amount per month is asked for in one", () => {
  const document = documentWith([["/costs/rent/amount", "2_500 USD"]]);
  expect(checkModel(document).faults.map(describeFault)).toEqual([
    "/costs/rent/amount unit-mismatch: this comes out in USD, and is asked for in USD per month (write it in USD per month)",
  ]);
});
