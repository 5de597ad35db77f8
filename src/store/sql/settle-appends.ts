import type { Statement } from "../tenant.ts";

/**
 * Waits until every append of the tenant that is under way has ended, lets new ones begin at once, and sees to it that
 * none of them stores an event under a stamp from before.
 *
 * An append sends its stamp, the time of receipt, before it has its lock; so the lock alone proves nothing about it. It
 * also sends the number of the last settlement that the process had heard of when it read the clock, and stores nothing
 * where another has been made. Of an append and a settlement of the same tenant there are two cases:
 *
 * - The append had its shared lock before this exclusive one. Then this one waited for the append's end, and statements
 *   that begin after this one see its events.
 * - The append had its lock after this one was given back. The number was raised before that, so the append finds this
 *   one's number or a later one; it stores only if it sent that same number, and then the process read the clock after
 *   the number was raised, and with the number how far the biller's clock was ($1, in milliseconds). It stamps nothing before
 *   that, so its own clock may be behind, as those of other machines are: the stamp is not before anything the biller counts to.
 *   The same holds of an append that reads the clock when it has its lock already, and sends no number.
 *
 * So once this statement has returned, an invoice that counts events received before now misses none, however long an
 * append was on its way. The transaction must be read committed, for only later statements see what was waited for.
 *
 * The number is raised first: if that fails, no lock is left behind. The lock is the session's and given back in the
 * same breath; one of the transaction's would keep appends waiting until its end. Neither waits for a row, so a biller
 * that holds some cannot be in anybody's way. The sequence shows its number outside of transactions, at once and also
 * where the biller's is undone; it is one for all tenants, so another tenant's settlement may cost an append a second
 * stamp, and no more.
 */
export const settleAppends: Statement = {
  name: "settle-appends",
  text: `
    select settle_until($1), nextval('append_settlements'), pg_advisory_lock(key), pg_advisory_unlock(key)
    from hashtextextended('florin.append.' || current_setting('florin.tenant'), 0) as key`,
};
