import { describe, expect, it } from "vitest";
import { faultsOf } from "../fault/fault.ts";
import { accountWith, acmeBooks, billUntil, sale } from "./account.fixture.ts";
import type { SaleFact } from "./fact.ts";
import { checkSale } from "./sale-line.ts";

const refusals = (more: Partial<SaleFact>) => faultsOf(checkSale(sale(more), acmeBooks.current));

describe("a sale that could not be billed", () => {
  it.each<[Partial<SaleFact>, string]>([
    [{ offer: "tunning" }, "unknown-offer /offer"],
    [{ delivery: "on-sit" }, "unknown-delivery /delivery"],
    [{ offer: "course", quantity: 3 }, "below-minimum /quantity"],
    [{ offer: "course" }, "below-minimum /quantity"],
    [{ agreed: "400 USD" }, "agreed-price-unused "],
    [{ discounts: ["lanch"] }, "unknown-discount /discounts/0"],
  ])("is refused: %j", (more, fault) => {
    expect(refusals(more).map(({ code, path }) => `${code} ${path}`)).toEqual([fault]);
  });

  it("names what was meant", () => {
    expect(refusals({ delivery: "on-sit" })[0]).toMatchObject({
      value: "on-sit",
      suggestion: 'did you mean "on-site"?',
    });
    expect(refusals({ delivery: "by-pigeon" })[0]).not.toHaveProperty("suggestion");
    expect(refusals({ offer: "course", quantity: "3.5" })[0]).toMatchObject({
      message: 'the least that is sold of "Course" is 4 (person)',
      value: "3.5",
      suggestion: "buy 4 or more",
    });
  });
});

describe("a sale", () => {
  it("is the price of its quantity, and the factor of its way of delivery a step of its own", () => {
    const line = billUntil(
      accountWith(sale({ quantity: "7.5", delivery: "on-site" })),
      "2026-03-05T00:00:00Z",
    )[0]?.lines[0];
    expect(line).toMatchObject({
      id: "w-1/sale",
      kind: "one-off",
      description: "Tuning",
      stream: "services",
      period: null,
      quantity: "7.5",
      unit: "hour",
      amount: "7500.00",
    });
    expect(line?.explanation).toMatchObject({
      price: "/offers/tuning/price",
      steps: [
        { label: "units", quantity: "7.5", rate: "500", amount: "3750" },
        { label: "delivered on-site", rate: "× 2", amount: "3750" },
      ],
    });
  });

  it("without a way of delivery costs the list price, once", () => {
    const account = accountWith(sale({ offer: "course", quantity: 4 }));
    const invoices = billUntil(account, "2030-01-01T00:00:00Z");
    expect(invoices.map(({ total }) => total)).toEqual(["1000.00"]);
    expect(invoices[0]?.lines[0]?.explanation.steps).toHaveLength(1);
  });

  it("has the offer's own discounts, and none that are for use", () => {
    const class100 = sale({ offer: "course", quantity: 100, discounts: ["of-use"] });
    const [invoice] = billUntil(accountWith(class100), "2026-03-05T00:00:00Z");
    expect(invoice?.lines[0]?.discounts.map(({ id }) => id)).toEqual(["volume"]);
    expect(invoice?.total).toBe("22500.00");
  });

  it("takes granted discounts off", () => {
    const granted = sale({ discounts: ["partner"], agreedDiscounts: { partner: "20%" } });
    expect(billUntil(accountWith(granted), "2026-03-05T00:00:00Z")[0]?.total).toBe("400.00");
  });
});
