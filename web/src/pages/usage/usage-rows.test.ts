import { expect, it } from "vitest";
import type { Usage } from "../../api/usage.ts";
import { usageHeader, usageRows } from "./usage-rows.ts";

const day = { from: "2026-01-01T00:00:00Z", to: "2026-01-02T00:00:00Z" };
const usage: Usage = {
  meter: "calls",
  unit: "call",
  customer: null,
  timeZone: "UTC",
  windows: [{ ...day, quantity: "5", events: 3 }],
  total: "5",
  events: 3,
};

it("has a row a window, and one for each value where usage is told apart", () => {
  expect(usageHeader(undefined)).toHaveLength(5);
  expect(usageRows(usage)).toEqual([[day.from, day.to, "5", "call", 3]]);
  const groups = [
    { value: "eu", windows: [{ ...day, quantity: "4", events: 2 }], total: "4", events: 2 },
    { value: "", windows: [{ ...day, quantity: "1", events: 1 }], total: "1", events: 1 },
  ];
  expect(usageHeader("region")).toEqual(["from", "to", "region", "quantity", "unit", "events"]);
  expect(usageRows({ ...usage, groups })).toEqual([
    [day.from, day.to, "eu", "4", "call", 2],
    [day.from, day.to, "", "1", "call", 1],
  ]);
});
