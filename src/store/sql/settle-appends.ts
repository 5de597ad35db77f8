import type { Statement } from "../tenant.ts";

/**
 * Waits until every append of the tenant that is under way has ended, and lets new ones begin at once.
 *
 * An append reads the clock under the shared lock. So once this lock was had, every event stamped before that moment is
 * committed, and an invoice that counts events received before now misses none. Only statements that begin after this
 * one see them: the transaction must be read committed. The lock is the session's and given back in the same breath; one
 * of the transaction's would keep appends waiting until its end.
 */
export const settleAppends: Statement = {
  name: "settle-appends",
  text: `
    select pg_advisory_lock(key), pg_advisory_unlock(key)
    from hashtextextended('florin.append.' || current_setting('florin.tenant'), 0) as key`,
};
