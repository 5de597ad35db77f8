import { describe, expect, it } from "vitest";
import { acme } from "../account/account.fixture.ts";
import { identityDaysNeeded } from "./pruning.ts";

const needing = (
  lateMonths: number | undefined,
  grace: string,
  every?: "annual" | "weekly",
): number =>
  identityDaysNeeded({
    ...acme,
    invoicing: { grace, ...(lateMonths === undefined ? {} : { lateMonths }) },
    plans: Object.fromEntries(
      Object.entries(acme.plans).map(([id, plan]) => [
        id,
        {
          ...plan,
          charges: Object.fromEntries(
            Object.entries(plan.charges ?? {}).map(([name, charge]) => [
              name,
              { ...charge, ...(every === undefined ? {} : { every }) },
            ]),
          ),
        },
      ]),
    ),
  });

describe("how long the identity of an event is needed", () => {
  it("is its period, the months looked back over, and the grace window", () => {
    expect(needing(undefined, "PT1H")).toBe(31 + 13 * 31 + 1 + 3);
    expect(needing(2, "P10D")).toBe(31 + 2 * 31 + 10 + 3);
    expect(needing(2, "PT0S", "weekly")).toBe(7 + 2 * 31 + 3);
  });

  it("is two periods where one is longer than the months", () => {
    expect(needing(1, "PT0S", "annual")).toBe(2 * 12 * 31 + 3);
    expect(needing(0, "PT0S", "annual")).toBe(12 * 31 + 3);
  });

  it("is the window of a quota, and twice that where something is carried over", () => {
    const limited = (quota: object): number =>
      identityDaysNeeded({
        ...acme,
        invoicing: { lateMonths: 0, grace: "PT0S" },
        plans: {
          only: {
            name: "Only",
            stream: "saas",
            quotas: { calls: { meter: "calls", limit: 1, ...quota } },
          } as never,
        },
      });
    expect(limited({ per: "year" })).toBe(366 + 3);
    expect(limited({ per: "year", rollover: {} })).toBe(2 * 366 + 3);
    expect(limited({ per: { rolling: "P90D" } })).toBe(90 + 3);
    expect(limited({ per: "month" })).toBe(35);
  });

  it("is never less than 35 days", () => {
    expect(needing(0, "PT0S", "weekly")).toBe(35);
    expect(identityDaysNeeded({ ...acme, plans: {}, invoicing: { lateMonths: 0 } })).toBe(35);
  });
});
