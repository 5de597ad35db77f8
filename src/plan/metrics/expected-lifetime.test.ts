import { describe, expect, it } from "vitest";
import type { PurchaseDrivers } from "../population/population-drivers.ts";
import { expectedLifetime } from "./expected-lifetime.ts";

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

  it("is not known where nobody is ever lost", () => {
    expect(expectedLifetime({ purchases: [purchase({ id: "m" })] }, 0)).toBeUndefined();
  });
});
