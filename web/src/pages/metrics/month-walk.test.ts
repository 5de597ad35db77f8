import { expect, it } from "vitest";
import { monthWalk } from "./month-walk.ts";

const month = {
  month: "2026-02",
  opening: "100.00",
  new: "60.00",
  expansion: "40.00",
  reactivation: "0.00",
  contraction: "-30.00",
  churn: "-20.00",
  price: "0.00",
  transfer: "0.00",
  fx: "0.00",
  closing: "150.00",
};

it("begins each step where the one before it ended, the widest point being all there is", () => {
  expect(monthWalk(month).map(({ kind, from, width }) => [kind, from, width])).toEqual([
    ["opening", 0, 50],
    ["new", 50, 30],
    ["expansion", 80, 20],
    ["contraction", 85, 15],
    ["churn", 75, 10],
    ["closing", 0, 75],
  ]);
});

it("shows a kind that seldom happens only where it did", () => {
  const back = { ...month, reactivation: "5.00", closing: "155.00" };
  expect(monthWalk(back).map(({ kind }) => kind)).toContain("reactivation");
  expect(monthWalk({ ...month, opening: "0.00" })[0]).toMatchObject({ from: 0, width: 0 });
});
