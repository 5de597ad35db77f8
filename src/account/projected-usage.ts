import type { Instant } from "../time/instant.ts";
import type { UsageView } from "./usage-view.ts";

/**
 * The same usage, with each period that is open at an instant carried on to its end at the pace of the part of it that has passed.
 * Looks at a period on the way to its end see what is there, and closed periods what was.
 */
export const projectedUsage = (usage: UsageView, at: Instant): UsageView => ({
  ...usage,
  find: (query) => {
    const partial = usage.find(query);
    const { from, to, soFar, charge } = query;
    if (partial === undefined || soFar === true || from >= at || to <= at) return partial;
    return charge.fold.extend(partial, { wholeMs: to - from, passedMs: at - from });
  },
});
