import type { Statement } from "../tenant.ts";

/**
 * Opens an append: others of the tenant may append beside it, a settlement waits for it (see `settle-appends`).
 *
 * The look-up of keys that follows is a nested loop over an index whatever the statistics say: on a table that grew
 * since they were taken, the planner would read all of it.
 */
export const beginAppend: Statement = {
  name: "begin-append",
  text: `
    select
      pg_advisory_xact_lock_shared(
        hashtextextended('florin.append.' || current_setting('florin.tenant'), 0)),
      set_config('enable_seqscan', 'off', true),
      set_config('enable_hashjoin', 'off', true),
      set_config('enable_mergejoin', 'off', true)`,
};
