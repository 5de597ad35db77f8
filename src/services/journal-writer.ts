import { adjustmentsIn } from "../ledger/close/line-postings.ts";
import { inOpenPeriod } from "../ledger/close/open-period.ts";
import type { JournalEntry } from "../ledger/entry.ts";
import { appendEntries, type JournalRecord } from "../ledger/journal.ts";
import { lastClose } from "../store/closes.ts";
import { addJournalRecords, heldJournalHead } from "../store/journal.ts";
import { reopenRevenueInvoices } from "../store/revenue-invoices.ts";
import { sha256 } from "../store/sha256.ts";
import type { Tx } from "../store/tenant.ts";
import { UTC } from "../time/zone.ts";

export { sha256 };

/**
 * Posts entries behind the end of the journal, in the order given, in the caller's transaction; the only way to post. The
 * journal stays locked until the transaction ends. What is dated in a closed month counts in the next open one, and an
 * invoice whose lines it changes is recognised anew.
 */
export async function postEntries(
  tx: Tx,
  entries: readonly JournalEntry[],
): Promise<readonly JournalRecord[]> {
  const head = await heldJournalHead(tx);
  if (entries.length === 0) return [];
  const openFrom = (await lastClose(tx))?.endsAt;
  const dated = entries.map((entry) => inOpenPeriod(entry, openFrom));
  const appended = appendEntries(head, dated, sha256);
  await addJournalRecords(tx, appended.records, appended.head);
  const changed = dated.flatMap((entry) => adjustmentsIn(entry, UTC).map(({ invoice }) => invoice));
  await reopenRevenueInvoices(tx, [...new Set(changed)]);
  return appended.records;
}
