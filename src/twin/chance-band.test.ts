import { describe, expect, it } from "vitest";
import { expectOk } from "../fault/fault.ts";
import planned from "../model/fixtures/planned.ts";
import type { Model } from "../model/model.ts";
import { chanceBand } from "./chance-band.ts";
import type { ChanceFigure } from "./chance-months.ts";
import { liveByChance } from "./live-by-chance.ts";
import { runPlan } from "./simulate.ts";

const isSoak = process.env.FLORIN_SOAK !== undefined;
const [seeds, months] = isSoak ? [200, 24] : [8, 6];
const usageSpread = 0.5;
const banded = [
  "customers",
  "mrr",
  "billings",
  "revenue",
  "collections",
] as const satisfies ChanceFigure[];

/** A business most of whose revenue is for what is used. */
const ofUse: Model = {
  ...planned,
  segments: {
    teams: {
      name: "Teams",
      opening: "20 customers",
      acquisition: { kind: "monthly", customers: "10 customers per month" },
      purchases: {
        monthly: {
          share: "100%",
          plan: "team",
          cadence: "monthly",
          usage: { calls: "300_000 calls per month" },
          churn: { kind: "monthly", rate: "3% per month" },
        },
      },
    },
  },
};

/** How often a figure of a month of a simulated business lies in its band, and above it. */
function shares(model: Model) {
  const { planned: run } = expectOk(runPlan(model, { months }, "expected"));
  const band = expectOk(chanceBand(run, { seed: 1, usageSpread }));
  const all = Array.from({ length: seeds }, (_, index) =>
    expectOk(liveByChance(run, { seed: index + 1, usageSpread })),
  );
  return banded.map((figure) => {
    const cells = all.flatMap((life) =>
      Array.from(life.months[figure], (value, month) => {
        const [low = 0, high = 0] = [band.low[figure][month], band.high[figure][month]];
        return value > high + 1e-3 ? "above" : value < low - 1e-3 ? "below" : "within";
      }),
    );
    const share = (of: string) => cells.filter((one) => one === of).length / cells.length;
    return { figure, within: share("within"), above: share("above"), below: share("below") };
  });
}

/** Months of one business are alike, so its figures count for about as much as three. */
const deviations = (count: number, chance: number): number =>
  count * Math.sqrt((chance * (1 - chance)) / (seeds * 3));

describe("the band of a plan", () => {
  for (const [name, capital] of [
    ["who all pay", {}],
    ["who pay late", { collectedAfter: "0.7 months", paidLate: "20%", lateBy: "1.5 months" }],
    ["some of whom do not pay", { failedPayments: "10%", recoveredPayments: "40%" }],
  ] as const)
    it(`holds four of five figures of customers by chance ${name}`, () => {
      for (const { figure, within, above, below } of shares({ ...planned, capital })) {
        // Customers are whole, and a bound that is met counts as within, so that more of them are.
        expect(Math.abs(within - 0.8), figure).toBeLessThan(deviations(3, 0.8) + 0.03);
        expect(Math.abs(above - below), figure).toBeLessThan(deviations(4, 0.1) + 0.03);
      }
    });

  it("lies about what is expected, is wider where more is left to chance, and the same for a seed", () => {
    const { planned: run, forecast } = expectOk(runPlan(ofUse, { months: 12 }, "expected"));
    const [narrow, wide, other] = [
      expectOk(chanceBand(run, { seed: 1, usageSpread: 0 })),
      expectOk(chanceBand(run, { seed: 1, usageSpread: 2 })),
      expectOk(chanceBand(run, { seed: 2, usageSpread: 0 })),
    ];
    expect(expectOk(chanceBand(run, { seed: 1, usageSpread: 0 }))).toEqual(narrow);
    expect(other.low.customers).not.toEqual(narrow.low.customers);
    const widthOf = ({ low, high }: typeof narrow) =>
      (high.revenue[11] ?? 0) - (low.revenue[11] ?? 0);
    expect(widthOf(wide)).toBeGreaterThan(widthOf(narrow));
    for (const month of [3, 11]) {
      const closing = forecast.recurring.closing[month] ?? 0;
      expect(narrow.low.mrr[month]).toBeLessThan(closing);
      expect(narrow.high.mrr[month]).toBeGreaterThan(closing);
    }
  });
});
