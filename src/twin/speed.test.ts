import { describe, expect, it } from "vitest";
import { expectOk } from "../fault/fault.ts";
import planned from "../model/fixtures/planned.ts";
import type { Model } from "../model/model.ts";
import { simulateByChance } from "./simulate-by-chance.ts";

/** Some thousand customers over five years, about 300 of whom are there at a time, who pay late or not at all. */
const thousand: Model = {
  ...planned,
  capital: { collectedAfter: "0.5 months", paidLate: "10%", failedPayments: "4%" },
  segments: {
    teams: {
      ...planned.segments?.teams,
      name: "Teams",
      opening: "200 customers",
      acquisition: { kind: "monthly", customers: "10 customers per month" },
      purchases: planned.segments?.teams?.purchases ?? {},
    },
  },
};

// Minutes of other work on the machine are not counted, but the time is still a machine's.
describe.runIf(process.env.FLORIN_SOAK !== undefined)("five years of a thousand customers", () => {
  it("take less than 30 seconds of one core, and a gigabyte", () => {
    const before = process.cpuUsage();
    const { customers } = expectOk(simulateByChance(thousand, { seed: 7 }));
    const { user, system } = process.cpuUsage(before);
    expect(customers).toBeGreaterThan(900);
    expect((user + system) / 1e6).toBeLessThan(30);
    expect(process.memoryUsage().rss).toBeLessThan(1e9);
  });
});
