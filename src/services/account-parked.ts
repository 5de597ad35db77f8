import type { Fault } from "../fault/fault.ts";

/** Nothing is billed, or shown as if it were, of an account that is parked. */
export const accountParked = (path: string, customer?: string): Fault => ({
  code: "account-parked",
  path,
  message: "nothing is billed to this account until somebody has looked at it",
  ...(customer === undefined ? {} : { value: customer }),
  suggestion: "see why in GET /v1/customers/{id}, then let it go on with POST …/unpark",
});
