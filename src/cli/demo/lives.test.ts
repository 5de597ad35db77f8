import { describe, expect, it } from "vitest";
import { expectOk } from "../../fault/fault.ts";
import { checkModel } from "../../model/check-model.ts";
import { loadModel } from "../../model/load-model.ts";
import { demoBusiness } from "./business.ts";
import { demoModel } from "./demo-model.ts";
import { demoLives, withNewcomers, withoutAway } from "./lives.ts";
import { paysAfterDays } from "./payers.ts";

const scale = { customers: 300, seed: 7, from: { year: 2026, month: 1, day: 1 }, days: 90 };
const business = withNewcomers(demoBusiness(scale), scale);
const lives = demoLives(business, scale);

describe("demoModel", () => {
  it("is a model without faults", async () => {
    const { model } = expectOk(await loadModel("examples/bitnet-rust/model.ts"));
    expect(checkModel(demoModel(model))).toMatchObject({ faults: [] });
  });
});

describe("demoLives", () => {
  it("has something of everything, within the days of the demonstration", () => {
    const paths = new Set(lives.map(({ path }) => path));
    for (const path of [
      "/v1/changes",
      "/v1/cancellations",
      "/v1/undoings",
      "/v1/pauses",
      "/v1/resumptions",
      "/v1/coupon-redemptions",
      "/v1/credit-grants",
      "/v1/subscriptions",
      "/v1/contracts",
      "/v1/customers",
    ])
      expect(paths, path).toContain(path);
    expect(lives.every(({ day }) => day >= 0 && day < scale.days)).toBe(true);
    const bodies = JSON.stringify(lives.map(({ body }) => body));
    for (const part of ["extra-seats", "pack", "welcome"]) expect(bodies).toContain(part);
  });

  it("is the same for the same business", () => {
    expect(demoLives(withNewcomers(demoBusiness(scale), scale), scale)).toEqual(lives);
  });
});

describe("withNewcomers", () => {
  it("has the last customers come in the last days, on trial or on a ramp", () => {
    const before = demoBusiness(scale);
    expect(business).toHaveLength(before.length);
    expect(business.slice(0, 290)).toEqual(before.slice(0, 290));
    for (const { joinsOnDay, purchases } of business.slice(290)) {
      expect(joinsOnDay).toBeGreaterThan(scale.days - 14);
      expect(JSON.stringify(purchases)).toMatch(/trialDays|ramp|\[\]/);
    }
  });
});

describe("withoutAway", () => {
  it("leaves out the usage of who is away, and nobody else's", () => {
    const event = (customer: string) => ({
      id: customer,
      source: "gateway",
      type: "inference",
      customer,
      time: "2026-01-01T00:00:00Z",
      data: {},
    });
    const usage = withoutAway(
      () => [event("a"), event("b")],
      [{ day: 1, path: "/v1/pauses", body: {}, away: { customer: "a", from: 2, to: 4 } }],
    );
    expect(
      [1, 2, 3, 4].map((day) =>
        usage(day)
          .map(({ customer }) => customer)
          .join(""),
      ),
    ).toEqual(["ab", "b", "b", "ab"]);
  });
});

describe("paysAfterDays", () => {
  it("says of most that they pay on time, and of some that they never do", () => {
    const days = business.map(({ customer }) => paysAfterDays(customer.id));
    expect(days.filter((one) => one !== undefined && one <= 0).length).toBeGreaterThan(200);
    expect(days.filter((one) => one === undefined).length).toBeGreaterThan(5);
  });
});
