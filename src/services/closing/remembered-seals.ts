import type { JournalHead } from "../../ledger/journal.ts";
import { isSealedThrough } from "../../store/journal-seals.ts";
import { letGoOldest } from "../../store/let-go-oldest.ts";
import type { Tx } from "../../store/tenant.ts";

/** How far a tenant's journal was found to keep every rule, after a head. */
export interface RememberedSeals {
  /** Where reading may go on: all before it has the text that was read then, by the hashes of now. Else `from` itself. */
  readonly soundThrough: (tx: Tx, from: JournalHead) => Promise<JournalHead>;
  readonly remember: (tx: Tx, from: JournalHead, head: JournalHead) => void;
}

/** Two ends of a journal each. */
const tenantsMost = 1_000;

/**
 * Remembers the end of a journal that was read and found sound. Its hash stands for every text before it, so what is hashed to it again
 * need not be read again: an entry that was changed since is found all the same.
 */
export function rememberSeals(): RememberedSeals {
  const known = new Map<string, { readonly from: JournalHead; readonly head: JournalHead }>();
  return {
    soundThrough: async (tx, from) => {
      const before = known.get(tx.tenant);
      if (before?.from.hash !== from.hash || before.from.position !== from.position) return from;
      return (await isSealedThrough(tx, from, before.head)) ? before.head : from;
    },
    remember: (tx, from, head) => {
      known.delete(tx.tenant);
      known.set(tx.tenant, { from, head });
      letGoOldest(known, tenantsMost);
    },
  };
}
