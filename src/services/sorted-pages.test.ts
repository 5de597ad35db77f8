import fc from "fast-check";
import { expect, it } from "vitest";
import type { ListScope } from "../store/page.ts";
import { InvalidCursor } from "./reports.ts";
import { byTexts, type KeyOrder, sortedPage } from "./sorted-pages.ts";

interface Row {
  readonly day: string;
  readonly id: string;
}

const byDay: KeyOrder<Row> = {
  keyOf: ({ day, id }) => [day, id],
  keyLength: 2,
  compare: byTexts,
};
const scope: ListScope = { list: "rows", tenant: "acme", filters: {} };
const rows = fc.uniqueArray(
  fc.record({ day: fc.constantFrom("2026-01-01", "2026-02-01", "2026-03-01"), id: fc.string() }),
  { selector: ({ id }) => id, maxLength: 12 },
);

it("goes through all rows once, in their order, in pages of any size", () => {
  fc.assert(
    fc.property(rows, fc.integer({ min: 1, max: 13 }), (all, limit) => {
      const found: Row[] = [];
      for (let cursor: string | null | undefined; cursor !== null; ) {
        const request = { limit, ...(cursor === undefined ? {} : { cursor }) };
        const page = sortedPage(all, request, byDay, scope);
        expect(page.items.length).toBeLessThanOrEqual(limit);
        found.push(...page.items);
        cursor = page.next;
      }
      const sorted = all.toSorted((left, right) =>
        left.day + left.id < right.day + right.id ? -1 : 1,
      );
      expect(found).toEqual(sorted);
    }),
  );
});

it("goes on where a row was that is gone, and refuses the cursor of another list", () => {
  const [first, second, third] = ["a", "b", "c"].map((id) => ({ day: "2026-01-01", id }));
  if (first === undefined || second === undefined || third === undefined) throw new Error();
  const { next } = sortedPage([first, second, third], { limit: 2 }, byDay, scope);
  const rest = { limit: 2, cursor: next ?? "" };
  expect(sortedPage([first, third], rest, byDay, scope)).toEqual({ items: [third], next: null });
  expect(() => sortedPage([third], rest, byDay, { ...scope, tenant: "zeta" })).toThrow(
    InvalidCursor,
  );
});
