import { describe, expect, it } from "vitest";
import type { PurchaseDrivers } from "../population/population-drivers.ts";
import { expectedLifetime, expectedLifetimes } from "./expected-lifetime.ts";

const purchase = (
  more: Partial<PurchaseDrivers> & Pick<PurchaseDrivers, "id">,
): PurchaseDrivers => ({
  lasting: true,
  shareIn: () => 1,
  period: 1,
  lossAt: () => 0,
  moves: [],
  ...more,
});

describe("how long who joins is expected to stay", () => {
  it("is one over the churn where it is the same each month", () => {
    const monthly = purchase({ id: "m", lossAt: () => 0.05 });
    expect(expectedLifetime({ purchases: [monthly] }, 0)).toBeCloseTo(20, 3);
  });

  it("counts whole periods where customers leave at renewals only", () => {
    // 7.5% at the end of each year: 12 / 0.075 = 160 months.
    const annual = purchase({ id: "a", period: 12, lossAt: () => 0.075 });
    expect(expectedLifetime({ purchases: [annual] }, 0)).toBeCloseTo(160, 0);
  });

  it("goes on with what customers move on to, and weighs purchases by who joins", () => {
    // Of who leaves the first, none is lost: a tenth goes on each month to where a fifth is lost.
    const small = purchase({ id: "s", moves: [{ to: "l", rateIn: () => 0.1 }] });
    const large = purchase({ id: "l", shareIn: () => 0, lossAt: () => 0.2 });
    expect(expectedLifetime({ purchases: [small, large] }, 0)).toBeCloseTo(10 + 5, 3);
    const half = purchase({ id: "h", shareIn: () => 1, lossAt: () => 0.5 });
    expect(expectedLifetime({ purchases: [small, large, half] }, 0)).toBeCloseTo((15 + 2) / 2, 3);
  });

  it("ends with who does not pay, and with what is sold once", () => {
    const unpaid = { every: 1, after: 1, chanceIn: () => 0.1 };
    const once = purchase({ id: "o", lasting: false });
    const paid = purchase({ id: "p", unpaid });
    expect(expectedLifetime({ purchases: [paid, once] }, 0)).toBeCloseTo(10, 3);
    expect(expectedLifetime({ purchases: [once] }, 0)).toBeUndefined();
  });

  it("is exact for who is lost rarely, and where some move to and fro", () => {
    const loss = (chance: number) => purchase({ id: "m", lossAt: () => chance });
    expect(expectedLifetime({ purchases: [loss(0.0001)] }, 0)).toBeCloseTo(10_000, 6);
    expect(expectedLifetime({ purchases: [loss(1 / 24)] }, 0)).toBeCloseTo(24, 9);
    const yearly = purchase({ id: "a", period: 12, lossAt: () => 0.005 });
    expect(expectedLifetime({ purchases: [yearly] }, 0)).toBeCloseTo(2_400, 6);
    // A hundredth is lost each month, whichever of the two it has.
    const back = purchase({
      ...{ id: "b", shareIn: () => 0, lossAt: () => 0.01 },
      moves: [{ to: "f", rateIn: () => 0.05 }],
    });
    const forth = purchase({
      ...{ id: "f", lossAt: () => 0.01 },
      moves: [{ to: "b", rateIn: () => 0.05 }],
    });
    expect(expectedLifetime({ purchases: [forth, back] }, 0)).toBeCloseTo(100, 6);
  });

  it("is the mean of a shifted-beta-geometric lifetime, which has no end where alpha is at most 1", () => {
    const churning = (alpha: number, beta: number, period = 1) => ({
      purchases: [
        purchase({
          ...{ id: "s", period },
          lossAt: (renewal) => alpha / (alpha + beta + renewal - 1),
        }),
      ],
    });
    // (alpha + beta - 1) / (alpha - 1) periods.
    expect(expectedLifetime(churning(2, 9), 0)).toBeCloseTo(10, 6);
    expect(expectedLifetime(churning(1.5, 9), 0)).toBeCloseTo(19, 6);
    expect(expectedLifetime(churning(1.25, 4, 12), 0)).toBeCloseTo(17 * 12, 6);
    expect(expectedLifetime(churning(1, 9), 0)).toBeUndefined();
    expect(expectedLifetime(churning(0.7, 1.2), 0)).toBeUndefined();
  });

  it("is not known where nobody is ever lost", () => {
    expect(expectedLifetime({ purchases: [purchase({ id: "m" })] }, 0)).toBeUndefined();
  });
});

describe("lifetimes of each month", () => {
  it.each([true, false])("are those of the month by itself, ageless %s", (ageless) => {
    const rate = (month: number): number => (month < 6 ? 0.05 : month < 9 ? 0.02 : 0.05);
    const purchases = [
      purchase({ id: "s", ageless, lossAt: (_, month) => rate(month) }),
      purchase({
        id: "l",
        ageless,
        shareIn: (month) => (month < 3 ? 0.5 : 1),
        lossAt: (number, month) => (ageless ? 0.1 : 0.1 / number + rate(month)),
        moves: [{ to: "s", rateIn: (month) => (month === 11 ? 0.3 : 0.1) }],
      }),
    ];
    expect([...expectedLifetimes({ purchases, months: 12 })]).toEqual(
      Array.from({ length: 12 }, (_, month) => expectedLifetime({ purchases }, month)),
    );
  });
});
