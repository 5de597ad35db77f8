import { type Action, isReading } from "../access/actions.ts";

/**
 * What is not told one by one: machines send it by the thousand, it is kept as it came, and each has a list of its own. Usage that is
 * corrected is told.
 */
const untold: ReadonlySet<Action> = new Set<Action>([
  "usage.write",
  "entitlements.use",
  "customer-keys.check",
]);

/** Whether the audit log tells of an action. */
export const isAudited = (action: Action): boolean => !isReading(action) && !untold.has(action);
