import type { JournalHead } from "../ledger/journal.ts";
import type { Statement, Tx } from "./tenant.ts";

const sealedThrough: Statement = {
  name: "journal-sealed-through",
  text: `
    select count(*) = $3::bigint - $1::bigint
      and coalesce(bool_and(hash = encode(sha256(convert_to(
        previous || E'\\n' || position || E'\\n' || entry, 'UTF8')), 'hex')), true)
      and coalesce(max(hash) filter (where position = $3), $2) = $4 as sealed
    from (
      select position, entry, hash, lag(hash, 1, $2) over (order by position) as previous
      from journal_entries where position > $1 and position <= $3
    ) as records`,
};

/**
 * Whether the records after a head are sealed, each to the one before it, up to another head: the database hashes their texts as they are
 * stored, and none is brought here. False, too, for a text that is written otherwise than the journal writes it.
 */
export async function isSealedThrough(
  tx: Tx,
  from: JournalHead,
  to: JournalHead,
): Promise<boolean> {
  const [row] = await tx.rows<{ sealed: boolean }>(sealedThrough, [
    from.position,
    from.hash,
    to.position,
    to.hash,
  ]);
  return row?.sealed === true;
}
