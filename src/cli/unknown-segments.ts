import type { Account } from "../account/account.ts";
import { nearest } from "../fault/nearest.ts";
import type { Model } from "../model/model.ts";
import { harmless } from "./columns.ts";
import { counted, type Terminal } from "./terminal.ts";

/** At most so many segments are named. */
const namedMax = 10;

/** Says once which segments customers are told that the plan does not have, and what was likely meant: they are counted as unplanned. */
export function warnOfUnknownSegments(
  accounts: Iterable<Account>,
  { segments }: Model,
  terminal: Terminal,
): void {
  const known = Object.keys(segments ?? {});
  const unknown = new Map<string, number>();
  for (const { customer } of accounts) {
    const { segment } = customer;
    if (segment === undefined || known.includes(segment)) continue;
    unknown.set(segment, (unknown.get(segment) ?? 0) + 1);
  }
  if (unknown.size === 0) return;
  const named = [...unknown].slice(0, namedMax).map(([segment, customers]) => {
    const meant = nearest(segment, known);
    const hint = meant === undefined ? "" : `; did you mean "${meant}"?`;
    return `"${segment}" (${counted(customers, "customer")}${hint})`;
  });
  const more = unknown.size > namedMax ? ` and ${unknown.size - namedMax} more` : "";
  terminal.err(
    harmless(`The plan has no segment ${named.join(", ")}${more}: counted as unplanned.`),
  );
}
