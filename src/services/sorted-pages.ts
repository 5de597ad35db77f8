import { ok } from "../fault/fault.ts";
import { decodeCursor, type ListScope, type Page, pageOf, type SortKey } from "../store/page.ts";
import { pageOrThrow } from "./report-parts.ts";

/** The order of a list that is put together in memory. */
export interface KeyOrder<T> {
  /** What the list is sorted by; no two rows have the same. */
  readonly keyOf: (row: T) => SortKey;
  /** Texts in a key. */
  readonly keyLength: number;
  /** Negative where the left key comes first. */
  readonly compare: (left: SortKey, right: SortKey) => number;
}

/** By the first texts of two keys that differ. */
export function byTexts(left: SortKey, right: SortKey): number {
  const at = left.findIndex((text, place) => text !== right[place]);
  if (at === -1) return 0;
  return (left[at] ?? "") < (right[at] ?? "") ? -1 : 1;
}

/**
 * A page of rows that no statement sorts, as they follow from looking at whole accounts. It goes on after the key of the cursor also
 * where that row is gone. Throws `InvalidCursor` for one that is not of this list.
 */
export function sortedPage<T>(
  rows: readonly T[],
  { limit, cursor }: { readonly limit: number; readonly cursor?: string | undefined },
  { keyOf, keyLength, compare }: KeyOrder<T>,
  scope: ListScope,
): Page<T> {
  const after = cursor === undefined ? ok(undefined) : decodeCursor(scope, cursor, keyLength);
  if (!after.ok) return pageOrThrow(after);
  const last = after.value;
  const coming = rows
    .map((row) => ({ row, key: keyOf(row) }))
    .filter(({ key }) => last === undefined || compare(key, last) > 0)
    .toSorted((left, right) => compare(left.key, right.key));
  const { items, next } = pageOf(coming, limit, scope, ({ key }) => key);
  return { items: items.map(({ row }) => row), next };
}
