import type { Account } from "../../account/account.ts";
import { nearest } from "../../fault/nearest.ts";
import type { Model } from "../../model/model.ts";

/** A segment that customers are told and a plan does not have: they are counted as unplanned. */
export interface UnknownSegment {
  readonly segment: string;
  readonly customers: number;
  /** The segment of the plan that was likely meant; absent where none is near. */
  readonly meant?: string;
}

/** Which segments customers are told that a plan does not have, in the order in which they come. */
export function unknownSegments(
  accounts: Iterable<Account>,
  { segments }: Pick<Model, "segments">,
): readonly UnknownSegment[] {
  const known = Object.keys(segments ?? {});
  const unknown = new Map<string, number>();
  for (const { customer } of accounts) {
    const { segment } = customer;
    if (segment === undefined || known.includes(segment)) continue;
    unknown.set(segment, (unknown.get(segment) ?? 0) + 1);
  }
  return [...unknown].map(([segment, customers]) => {
    const meant = nearest(segment, known);
    return { segment, customers, ...(meant === undefined ? {} : { meant }) };
  });
}
