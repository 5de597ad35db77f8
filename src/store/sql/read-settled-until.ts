import type { Statement } from "../tenant.ts";

/**
 * The instant, in milliseconds, before which no event may be received any more: what somebody has counted to. To be asked when the
 * append is open, or with the number of the settlement at hand: see `settle-appends`. A sandbox has a time of its own: nobody has
 * counted further than its clock stands.
 */
export const readSettledUntil: Statement = {
  name: "read-settled-until",
  text: `
    select coalesce(
      (select (extract(epoch from clock_at) * 1000)::bigint from tenants
        where id = current_setting('florin.tenant')),
      last_value) as until
    from append_settled_until`,
};
