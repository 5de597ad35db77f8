import { describe, expect, it } from "vitest";
import { forecastTrials } from "./forecast-trials.ts";

describe("forecast-trials", () => {
  it("comes to the figures of a loop that somebody wrote for the plan", async () => {
    const { proven } = await forecastTrials.rounds("quick");
    expect(proven).toHaveLength(1);
    expect(proven[0]).toMatch(/^All 300,000 figures of 1,000 trials are the loop's/);
  });
});
