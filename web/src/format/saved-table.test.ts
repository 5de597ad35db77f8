import { expect, it } from "vitest";
import { savedTable } from "./saved-table.ts";

it("saves figures as figures, money with a column for its currency, and no column of buttons", () => {
  const body = [
    ["BN-1", "31 Jan 2026", "1,234.50\u00a0USD", ""],
    ["BN-2", "1 Feb 2026", "\u22121,000.00\u00a0EUR", ""],
    ["BN-3", "\u2013", "", ""],
  ];
  expect(savedTable(["Number", "Issued", "Total", "Acts"], body)).toEqual({
    header: ["Number", "Issued", "Total", "Total currency"],
    rows: [
      ["BN-1", "2026-01-31", "1234.50", "USD"],
      ["BN-2", "2026-02-01", "-1000.00", "EUR"],
      ["BN-3", "", "", ""],
    ],
  });
});

it("keeps the heads of a table without rows", () => {
  expect(savedTable(["Number"], [])).toEqual({ header: ["Number"], rows: [] });
});
