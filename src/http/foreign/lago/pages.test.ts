import { expect, it } from "vitest";
import { numbered, pageOf } from "./pages.ts";

const all = Array.from({ length: 1_203 }, (_, index) => index);
/** A list that is read by cursor, at most so many at once. */
const list = async ({ limit, cursor = "0" }: { limit: number; cursor?: string }) => {
  const from = Number(cursor);
  const next = from + limit < all.length ? String(from + limit) : null;
  return { items: all.slice(from, from + limit), next };
};

it("cuts a list that is read by cursor into numbered pages", async () => {
  expect(await numbered({ page: 3, perPage: 100 }, list)).toEqual(
    pageOf({ page: 3, perPage: 100 }, all),
  );
  const even = await numbered({ page: 61, perPage: 10 }, list, (one) => one % 2 === 0);
  expect(even).toEqual({
    items: [1_200, 1_202],
    meta: { current_page: 61, next_page: null, prev_page: 60, total_pages: 61, total_count: 602 },
  });
});

it("has no next page past the end", () => {
  expect(pageOf({ page: 9, perPage: 2 }, [1, 2, 3])).toEqual({
    items: [],
    meta: { current_page: 9, next_page: null, prev_page: 8, total_pages: 2, total_count: 3 },
  });
});

it("refuses a list that is too long to count", async () => {
  const endless = async () => ({ items: all.slice(0, 500), next: "1" });
  await expect(numbered({ page: 1, perPage: 10 }, endless)).rejects.toThrow("10000");
});
