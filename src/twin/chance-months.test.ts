import { describe, expect, it } from "vitest";
import { compareByChance, emptyMonths } from "./chance-months.ts";

const told = (revenue: number) => ({ ...emptyMonths(1), revenue: Float64Array.of(revenue) });

describe("a forecast beside what was lived", () => {
  it("says where what was lived, and where the forecast itself lies beyond the band", () => {
    const compared = (forecast: number, lived: number) =>
      compareByChance({ first: 684, currency: "EUR", months: 1 }, told(forecast), told(lived), {
        low: told(264_700),
        high: told(346_600),
      }).find(({ figure }) => figure === "revenue");
    expect(compared(905_741, 305_480)?.band).toEqual({
      low: "2647.00",
      high: "3466.00",
      middle: "3056.50",
      within: true,
      holdsForecast: false,
    });
    expect(compared(300_000, 346_700)?.band).toMatchObject({ within: false, holdsForecast: true });
  });
});
