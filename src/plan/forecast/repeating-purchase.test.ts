import { describe, expect, it } from "vitest";
import { expectOk } from "../../fault/fault.ts";
import { parseMonth } from "../../metrics/calendar-month.ts";
import type { Model } from "../../model/model.ts";
import type { SegmentPurchase } from "../../model/segment.ts";
import type { Money } from "../../money/money.ts";
import { percent } from "../../money/percent.ts";
import { percentOff, termDiscount } from "../../pricing/discount.ts";
import { planBooks } from "../billing/plan-books.ts";
import { billSample, sampleCustomerId } from "../billing/sample-customer.ts";
import { purchaseFacts } from "./purchase-facts.ts";
import { billedAlike, repeatMonths } from "./repeating-purchase.ts";
import { type SampleMonths, sampleMonths } from "./sample-months.ts";
import { shop } from "./shop.fixture.ts";

const months = 24;
const first = expectOk(parseMonth("2027-01"));

/** A customer of a purchase who comes in a month of the plan, billed by itself. */
function billed(model: Model, purchase: SegmentPurchase, start: number): SampleMonths {
  const books = expectOk(planBooks(model));
  const last = first + months - 1;
  const sample = billSample({
    books,
    facts: purchaseFacts({
      model,
      zone: books.current.zone,
      purchase,
      customer: sampleCustomerId,
      start: first + start,
      last,
      quantity: 1,
      withTrial: true,
    }),
    last,
    usage: (month) => [{ event: "call", data: {}, events: 900 + 40 * (month - first) }],
  });
  return sampleMonths(expectOk(sample), books.current, first, months);
}

describe("a purchase that is billed alike whenever it was bought", () => {
  const yearly = { share: "100%", plan: "team", cadence: "annual" } as const;
  const discounted: Model = {
    ...shop,
    discounts: { friends: percentOff(percent(10), { reason: "negotiated" }) },
  };
  /** Also as soon as use comes to an amount, which it does in some months and not in others. */
  const invoicedAt = (amount: Money): Model => ({
    ...shop,
    invoicing: { trigger: { kind: "usage-threshold", amount } },
  });
  const cases: readonly (readonly [string, Model, SegmentPurchase, number])[] = [
    ["by month, with use", shop, { share: "100%", plan: "team", cadence: "monthly" }, 1],
    ["by year, with use by month", shop, yearly, 12],
    ["after a trial", shop, { share: "100%", plan: "business" }, 1],
    ["by what it uses", invoicedAt("10.5 USD"), { ...yearly, cadence: "monthly" }, 1],
    ["by what it uses, by year", invoicedAt("4 USD"), yearly, 12],
    ["less a percentage", discounted, { ...yearly, discounts: ["friends"] }, 12],
  ];
  for (const [name, model, purchase, every] of cases)
    it(`is one ${name}`, () => {
      expect(repeatMonths(purchase, model)).toBe(every);
      for (let start = every - 1; start < months; start += 1) {
        const before = billed(model, purchase, ((start + 1) % every) - 1);
        expect(billedAlike(before, billed(model, purchase, start), start)).toBe(true);
      }
    });

  it("is none whose bills depend on how long somebody is there", () => {
    const once: SegmentPurchase = { share: "10%", offer: "onboarding" };
    const committed: SegmentPurchase = { ...yearly, termYears: 1 };
    const coupon: SegmentPurchase = { ...yearly, coupons: ["SPRING"] };
    expect([once, committed, coupon].map((one) => repeatMonths(one, shop))).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
    const granting = { ...shop.plans.team, grants: ["welcome"] };
    const weekly = { ...shop.plans.team, charges: { calls: { meter: "calls", every: "weekly" } } };
    const long = { ...shop.plans.business, trial: { days: 28 } };
    for (const team of [granting, weekly, long])
      expect(repeatMonths(yearly, { ...shop, plans: { team } } as Model)).toBeUndefined();
  });

  it("tells bills that differ", () => {
    const term: Model = {
      ...shop,
      discounts: { loyal: termDiscount([{ years: 1, percent: percent(10) }]) },
    };
    const one = billed(term, { ...yearly, termYears: 1, discounts: ["loyal"] }, -1);
    expect(billedAlike(one, billed(shop, yearly, 11), 11)).toBe(false);
  });
});
