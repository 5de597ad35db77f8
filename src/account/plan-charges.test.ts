import { describe, expect, it } from "vitest";
import { expectOk } from "../fault/fault.ts";
import { usd } from "../money/money.ts";
import { perUnit } from "../pricing/per-unit.ts";
import type { CadenceName } from "../time/cadence.ts";
import { acmeBooks, subscription } from "./account.fixture.ts";
import { chargeIds, listedCharge } from "./plan-charges.ts";
import { openPriceBook, type PriceBook } from "./price-book.ts";
import { type Subscribed, subscribedOf } from "./subscribed.ts";

/** The book of a model whose plan "team" has these charges of one meter, by cadence. */
function bookWith(cadences: readonly CadenceName[], lateMonths: number): PriceBook {
  const { model } = acmeBooks.current;
  const charges = Object.fromEntries(
    cadences.map((every) => [every, { meter: "operations", every, price: perUnit(usd(1)) }]),
  );
  const plans = { ...model.plans, team: { name: "Team", stream: "usage", charges } };
  return expectOk(openPriceBook({ ...model, plans, invoicing: { lateMonths } }));
}

const team = (book: PriceBook): Subscribed =>
  expectOk(subscribedOf(book.model, subscription({ plan: "team" })));

describe("a plan's charges", () => {
  it("are compiled once for all who buy them at the prices of the list", () => {
    const book = bookWith(["monthly"], 13);
    expect(listedCharge(book, team(book), "monthly")).toBe(
      listedCharge(book, team(book), "monthly"),
    );
    const other = bookWith(["monthly"], 13);
    expect(listedCharge(other, team(other), "monthly")).not.toBe(
      listedCharge(book, team(book), "monthly"),
    );
  });

  it("come in the order of their ids, whatever order they are declared in", () => {
    const plan = bookWith(["weekly", "annual", "monthly"], 13).model.plans.team;
    expect(plan && chargeIds(plan)).toEqual(["annual", "monthly", "weekly"]);
  });

  it.each([
    [13, { monthly: 13, quarterly: 4, semiannual: 2, annual: 1, "every-2-months": 6 }],
    [6, { monthly: 6, quarterly: 2, annual: 1 }],
    [1, { monthly: 1, quarterly: 1, daily: 31, weekly: 5, "every-10-days": 4 }],
    [0, { monthly: 0, annual: 0, daily: 0 }],
  ])("take late usage for the whole periods within %d months, and at least one", (months, kept) => {
    const book = bookWith(Object.keys(kept) as CadenceName[], months);
    const periods = Object.keys(kept).map((id) => [
      id,
      expectOk(listedCharge(book, team(book), id)).latePeriods,
    ]);
    expect(Object.fromEntries(periods)).toEqual(kept);
  });
});
