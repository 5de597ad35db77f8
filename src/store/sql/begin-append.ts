import type { Statement } from "../tenant.ts";

/**
 * Opens an append in a transaction that goes on: others of the tenant may append beside it, a settlement waits for its
 * end. What reads the clock after this one's answer needs no number of a settlement: see `settle-appends`.
 */
export const beginAppend: Statement = {
  name: "begin-append",
  text: "select begin_append(current_setting('florin.tenant'))",
};
