import type { Statement } from "../tenant.ts";

/**
 * The instant, in milliseconds, before which no event may be received any more: what somebody has counted to. To be asked when the
 * append is open, or with the number of the settlement at hand: see `settle-appends`.
 */
export const readSettledUntil: Statement = {
  name: "read-settled-until",
  text: "select last_value as until from append_settled_until",
};
