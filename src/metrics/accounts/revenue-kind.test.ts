import { expect, it } from "vitest";
import { revenueKind } from "./revenue-kind.ts";

it("tells what recurs from what is metered and what happens once", () => {
  expect([
    revenueKind("recurring", false),
    revenueKind("unused-time", false),
    revenueKind("capacity", false),
    revenueKind("usage", true),
    revenueKind("licence", false),
    revenueKind("licence", true),
    revenueKind("termination-fee", true),
    revenueKind("service-credit", false),
    revenueKind("credits", true),
  ]).toEqual([
    "recurring",
    "recurring",
    "recurring",
    "usage",
    "one-off",
    "recurring",
    "one-off",
    "recurring",
    "prepayment",
  ]);
});
