import type { Instant } from "../time/instant.ts";
import { dayOf, itemOf } from "./open-item.ts";
import { isDisputed, type OpenItem, type Receivables } from "./receivables.ts";

/** Whether dunning stands still whatever was promised: nothing is open, or it is in dispute. */
const stands = (state: Receivables, item: OpenItem): boolean =>
  item.closedAt !== null || isDisputed(state, item);

/**
 * The state after a change, with the paused days of each item counted whose dunning began or ceased to stand still by it.
 * Between two such changes nothing need be counted, so a state does not change because time passes.
 */
export function countPauses(before: Receivables, after: Receivables, at: Instant): Receivables {
  const items = after.items.map((item) => {
    const old = itemOf(before, item.invoice);
    if (old === undefined) return item;
    const stood = stands(before, old);
    const { promisedUntil } = old.dunning;
    if (stood === stands(after, item) && promisedUntil === item.dunning.promisedUntil) return item;
    const day = Math.max(dayOf(after, at), old.dunning.countedTo);
    const paused = stood
      ? day - old.dunning.countedTo
      : promisedDays(old, Math.min(day, (promisedUntil ?? day) + 1));
    const pausedDays = item.dunning.pausedDays + paused;
    return { ...item, dunning: { ...item.dunning, pausedDays, countedTo: day } };
  });
  return { ...after, items };
}

/** The paused days of an item, those included that are promised and not counted yet. */
export const pausedDaysOf = (item: OpenItem): number =>
  item.dunning.pausedDays + promisedDays(item, (item.dunning.promisedUntil ?? 0) + 1);

/** Promised days from where the count stands to before a day. */
const promisedDays = ({ dunning }: OpenItem, to: number): number =>
  dunning.promisedUntil === null ? 0 : Math.max(0, to - dunning.countedTo);
