import fc from "fast-check";
import { expect } from "vitest";
import type { Page } from "./asking.ts";

/** A way to narrow a list: a parameter, what may be asked, and which items are meant, by looking at them. */
export interface Filter<T> {
  readonly name: string;
  readonly values: (all: readonly T[]) => readonly string[];
  readonly keeps: (item: T, value: string) => boolean;
}

/** Narrows to the items that have a value. */
export const equalTo = <T>(name: string, of: (item: T) => string | null): Filter<T> => ({
  name,
  values: (all) => [...all.flatMap((one) => of(one) ?? []), "nothing-of-that-name"],
  keeps: (item, value) => of(item) === value,
});

/** Bounds to days, both included. */
export const daysOf = <T>(name: string, of: (item: T) => string | null): readonly Filter<T>[] => [
  {
    name: `${name}From`,
    values: (all) => all.flatMap((one) => of(one)?.slice(0, 10) ?? []),
    keeps: (item, day) => (of(item)?.slice(0, 10) ?? "") >= day,
  },
  {
    name: `${name}To`,
    values: (all) => all.flatMap((one) => of(one)?.slice(0, 10) ?? []),
    keeps: (item, day) => (of(item)?.slice(0, 10) ?? "9999") <= day,
  },
];

/** Whatever a list is narrowed to, it has what looking through the whole list finds, in the same order, also page by page. */
export async function narrowsAsLooking<T>(
  get: <Answer>(path: string) => Promise<Answer>,
  path: string,
  filters: readonly Filter<T>[],
): Promise<void> {
  const { items: all } = await get<Page<T>>(`${path}?limit=500`);
  expect(all.length).toBeGreaterThan(2);
  const choices = filters.map((filter) =>
    fc.option(fc.constantFrom(...new Set(filter.values(all))), { nil: undefined, freq: 2 }),
  );
  await fc.assert(
    fc.asyncProperty(fc.tuple(...choices), fc.constantFrom(1, 500), async (asked, limit) => {
      const chosen = filters.flatMap((filter, at) => {
        const value = asked[at];
        return value === undefined ? [] : [{ ...filter, value }];
      });
      const query = new URLSearchParams(
        Object.fromEntries(chosen.map(({ name, value }) => [name, value])),
      );
      const items: T[] = [];
      for (let cursor: string | null = ""; cursor !== null; ) {
        const more: string = cursor === "" ? "" : `&cursor=${cursor}`;
        const page: Page<T> = await get(`${path}?limit=${limit}&${query}${more}`);
        items.push(...page.items);
        cursor = page.next;
      }
      expect(items).toEqual(
        all.filter((item) => chosen.every(({ keeps, value }) => keeps(item, value))),
      );
    }),
    { numRuns: 25 },
  );
}
