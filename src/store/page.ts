import { createHash } from "node:crypto";
import { ok, type Result, refuse } from "../fault/fault.ts";

/** One page of a list; `next` continues it and is null at its end. */
export interface Page<T> {
  readonly items: readonly T[];
  readonly next: string | null;
}

/** Where a page of a list begins, and how long it may be. */
export interface PageRequest {
  readonly limit: number;
  readonly cursor?: string;
}

/** The list that a cursor belongs to: its name, the tenant's, and what it is narrowed to. */
export interface ListScope {
  readonly list: string;
  readonly tenant: string;
  readonly filters: Readonly<Record<string, string | undefined>>;
}

/** The values that a list is sorted by, of the last row of a page. */
export type SortKey = readonly string[];

/** A cursor that goes on after the row of the key, in this list only. */
export function encodeCursor(scope: ListScope, key: SortKey): string {
  return Buffer.from(JSON.stringify([sealOf(scope, key), ...key])).toString("base64url");
}

/** The key of a cursor. Refuses with `invalid-cursor` one that is damaged or of another list, tenant or filter. */
export function decodeCursor(scope: ListScope, cursor: string, length: number): Result<SortKey> {
  const [seal, ...key] = readTexts(Buffer.from(cursor, "base64url").toString());
  if (key.length === length && seal === sealOf(scope, key)) return ok(key);
  return refuse({
    code: "invalid-cursor",
    path: "/cursor",
    message: "this cursor does not belong to this list",
    suggestion: "start again without a cursor",
  });
}

function readTexts(json: string): readonly string[] {
  try {
    const parsed: unknown = JSON.parse(json);
    if (Array.isArray(parsed) && parsed.every((part) => typeof part === "string")) return parsed;
  } catch {
    // A damaged cursor holds no key.
  }
  return [];
}

/** Ties a cursor to its list: not a secret, since a cursor shows nothing that its list would not. */
function sealOf({ list, tenant, filters }: ListScope, key: SortKey): string {
  const sorted = Object.entries(filters)
    .filter(([, value]) => value !== undefined)
    .sort(([left], [right]) => (left < right ? -1 : 1));
  const text = JSON.stringify([list, tenant, sorted, key]);
  return createHash("sha256").update(text).digest("base64url").slice(0, 16);
}

/** Cuts a page from rows that were asked for with one more than the limit. */
export function pageOf<T>(
  rows: readonly T[],
  limit: number,
  scope: ListScope,
  keyOf: (row: T) => SortKey,
): Page<T> {
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  const more = rows.length > limit && last !== undefined;
  return { items, next: more ? encodeCursor(scope, keyOf(last)) : null };
}
