import { expect, test } from "vitest";
import type { InvoiceLine } from "../../../account/invoice.ts";
import { openLines } from "./open-lines.ts";

const period = { from: "2026-01-01T00:00:00Z", to: "2026-02-01T00:00:00Z" };
const line = {
  ...{ id: "l-1", kind: "usage", subscription: "s-1", meter: "calls", period },
} as unknown as InvoiceLine;

test.each([
  ["the moment before it", Date.UTC(2026, 0, 1) - 1, 0],
  ["its first moment", Date.UTC(2026, 0, 1), 1],
  ["a fraction of its first second", Date.UTC(2026, 0, 1) + 500, 1],
  ["its last moment", Date.UTC(2026, 1, 1) - 1, 1],
  ["its end", Date.UTC(2026, 1, 1), 0],
  ["a fraction of the second after it", Date.UTC(2026, 1, 1) + 500, 0],
])("a line is open in its period: %s", (_, now, open) => {
  expect(openLines({ lines: [line] }, "s-1", now)).toHaveLength(open);
});

test("lines of others, of fees and of late usage are left out", () => {
  const { meter: _, ...fee } = line;
  const lines = [{ ...line, subscription: "s-2" }, { ...line, kind: "late-usage" as const }, fee];
  expect(openLines({ lines }, "s-1", Date.UTC(2026, 0, 9))).toEqual([]);
});
