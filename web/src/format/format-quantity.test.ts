import { describe, expect, it } from "vitest";
import { formatCount, formatQuantity, groupNumbers, unitFor } from "./format-quantity.ts";

describe("quantities", () => {
  it("are grouped and exact", () => {
    expect(formatQuantity("12345678901234567890.50")).toBe("12,345,678,901,234,567,890.5");
    expect(formatCount(1, "invoice")).toBe("1\u00a0invoice");
    expect(formatCount(1204, "invoice")).toBe("1,204\u00a0invoices");
  });

  it("carry their unit in the singular or the plural", () => {
    expect(unitFor("1", "operation")).toBe("operation");
    expect(unitFor("1.00", "operation")).toBe("operation");
    expect(unitFor("20195530", "operation")).toBe("operations");
    expect(unitFor(0, "GB-hour")).toBe("GB-hours");
    expect(unitFor("3", "EUR")).toBe("EUR");
    expect(unitFor("3", "GB")).toBe("GB");
  });
});

describe("groupNumbers", () => {
  it("groups the edges of a tier and leaves other numbers alone", () => {
    expect(groupNumbers("above 100000, up to 10000000.5")).toBe(
      "above 100,000, up to 10,000,000.5",
    );
    expect(groupNumbers("from 1000, 2026-01-31, id-123456, 0.000001")).toBe(
      "from 1000, 2026-01-31, id-123456, 0.000001",
    );
  });
});
