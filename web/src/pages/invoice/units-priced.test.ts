import { describe, expect, it } from "vitest";
import { unitsPriced } from "./units-priced.ts";

const tiers = [{ unit: "0.65 USD" }];
const model = {
  name: "M",
  plans: {
    team: {
      charges: {
        "a/b": { price: { kind: "volume", per: 1000, tiers } },
        one: { price: { kind: "volume", tiers } },
        free: {
          price: {
            kind: "free-units",
            units: 5,
            of: { kind: "per-unit", unit: "1 USD", per: "2.5" },
          },
        },
        hours: { price: { kind: "time", per: "hour" } },
      },
    },
  },
};

describe("unitsPriced", () => {
  it.each([
    ["/plans/team/charges/a~1b/price", "1000"],
    ["/plans/team/charges/one/price", undefined],
    ["/plans/team/charges/free/price", "2.5"],
    ["/plans/team/charges/hours/price", undefined],
    ["/plans/nobody/price", undefined],
    ["/plans/constructor/name", undefined],
  ])("of %s is %s", (pointer, units) => {
    expect(unitsPriced(model, pointer)).toBe(units);
  });
});
