import { lineOf } from "../ledger/close/line-postings.ts";
import { entryText } from "../ledger/entry-text.ts";
import { genesisHash, type JournalHead, type JournalRecord } from "../ledger/journal.ts";
import { formatInstant, type Instant } from "../time/instant.ts";
import { nullableTextArray, numberArray, textArray } from "./array-literal.ts";
import type { Statement, Tx } from "./tenant.ts";

const holdHead: Statement = {
  name: "hold-journal-head",
  text: `insert into journal_heads (position, hash) values (0, $1)
    on conflict (tenant) do update set position = journal_heads.position
    returning position, hash`,
};

/** The end of the journal, locked until the transaction ends: whoever appends holds it, or the chain would fork. */
export async function heldJournalHead(tx: Tx): Promise<JournalHead> {
  const [head] = await tx.rows<{ position: number; hash: string }>(holdHead, [genesisHash]);
  return { position: Number(head?.position ?? 0), hash: head?.hash ?? genesisHash };
}

const addEntries: Statement = {
  name: "add-journal-entries",
  text: `insert into journal_entries (position, id, date, customer, entry, hash)
    select * from unnest(
      $1::bigint[], $2::text[], $3::timestamptz[], $4::text[], $5::text[], $6::text[])`,
};

const addPostings: Statement = {
  name: "add-journal-postings",
  text: `insert into journal_postings (entry, place, date, account, currency, amount, invoice, line)
    select * from unnest($1::bigint[], $2::int[], $3::timestamptz[], $4::text[], $5::text[], $6::numeric[],
      $7::text[], $8::text[])`,
};

const moveHead: Statement = {
  name: "move-journal-head",
  text: "update journal_heads set position = $1, hash = $2",
};

/** Adds records behind the head that this transaction holds, and moves it. */
export async function addJournalRecords(
  tx: Tx,
  records: readonly JournalRecord[],
  head: JournalHead,
): Promise<void> {
  if (records.length === 0) return;
  await tx.run(addEntries, [
    numberArray(records.map(({ position }) => position)),
    textArray(records.map(({ entry }) => entry.id)),
    textArray(records.map(({ entry }) => formatInstant(entry.date))),
    nullableTextArray(records.map(({ entry }) => entry.customer)),
    textArray(records.map(({ entry }) => entryText(entry))),
    textArray(records.map(({ hash }) => hash)),
  ]);
  const postings = records.flatMap(({ position, entry }) =>
    entry.postings.map((posting, place) => {
      const of = lineOf(entry, posting);
      const { invoice = of?.invoice } = posting;
      return { ...posting, position, place, date: entry.date, invoice, line: of?.line };
    }),
  );
  await tx.run(addPostings, [
    numberArray(postings.map(({ position }) => position)),
    numberArray(postings.map(({ place }) => place)),
    textArray(postings.map(({ date }) => formatInstant(date))),
    textArray(postings.map(({ account }) => account)),
    textArray(postings.map(({ currency }) => currency)),
    numberArray(postings.map(({ amount }) => amount)),
    nullableTextArray(postings.map(({ invoice }) => invoice)),
    nullableTextArray(postings.map(({ line }) => line)),
  ]);
  await tx.run(moveHead, [head.position, head.hash]);
}

/** A stored record as it was written, to be checked against what it says. */
export interface StoredRecord {
  readonly position: number;
  readonly entry: string;
  readonly hash: string;
}

/** Records after a position, in their order, at most `limit`. */
export const journalRecords = async (
  tx: Tx,
  after: number,
  limit: number,
): Promise<readonly StoredRecord[]> =>
  (
    await tx.rows<StoredRecord>(
      "select position, entry, hash from journal_entries where position > $1 order by position limit $2",
      [after, limit],
    )
  ).map((row) => ({ ...row, position: Number(row.position) }));

/** Where the journal ends by its head; position 0 for an empty one. */
export async function journalHead(tx: Tx): Promise<JournalHead> {
  const [head] = await tx.rows<{ position: number; hash: string }>(
    "select position, hash from journal_heads",
  );
  return { position: Number(head?.position ?? 0), hash: head?.hash ?? genesisHash };
}

/** A document that is not in the journal yet. */
export interface UnpostedDocument {
  readonly series: string;
  readonly position: number;
  readonly document: string;
}

/**
 * How far each series is posted. Worked out apart: a bound that is worked out beside the invoices could not be an index's under
 * row-level security, and every invoice there ever was would be looked at.
 */
export const postedUntil = `posted as materialized (
      select s.series, coalesce(p.position, 0) as position
      from number_series s left join posted_series p on p.series = s.series
    )`;

const unposted: Statement = {
  name: "unposted-documents",
  text: `
    with ${postedUntil}
    select i.series, i.position, i.document
    from posted
      cross join lateral (
        select series, position, document from invoices
        where series = posted.series and position > posted.position
        order by position limit $1
      ) as i
    order by i.series, i.position`,
};

/** The documents that come next in each series, at most `limit` of each. */
export const unpostedDocuments = async (
  tx: Tx,
  limit: number,
): Promise<readonly UnpostedDocument[]> =>
  (await tx.rows<UnpostedDocument>(unposted, [limit])).map((row) => ({
    ...row,
    position: Number(row.position),
  }));

const leftToPost: Statement = {
  name: "left-to-post",
  text: `
    with ${postedUntil}
    select exists (select from account_movements where not posted) or exists (
      select from posted
        cross join lateral (
          select from invoices where series = posted.series and position > posted.position limit 1
        ) as i
    ) as left`,
};

/** Whether a document or a movement is not in the journal yet. Locks nothing; two look-ups in indexes, and one a series. */
export async function isLeftToPost(tx: Tx): Promise<boolean> {
  const [row] = await tx.rows<{ left: boolean }>(leftToPost);
  return row?.left === true;
}

const markPosted: Statement = {
  name: "mark-series-posted",
  text: `insert into posted_series (series, position)
    select * from unnest($1::text[], $2::bigint[])
    on conflict (tenant, series) do update set position = excluded.position`,
};

/** Remembers how far each series is posted. */
export async function markSeriesPosted(tx: Tx, upTo: ReadonlyMap<string, number>): Promise<void> {
  if (upTo.size === 0) return;
  await tx.run(markPosted, [textArray([...upTo.keys()]), numberArray([...upTo.values()])]);
}

/** What was posted on an account, dated before a moment. Decimal texts. */
export interface StoredBalance {
  readonly account: string;
  readonly currency: string;
  readonly debits: string;
  readonly credits: string;
}

/** Turnovers of every account and currency of entries dated before a moment; all of them without one. */
export const journalTurnovers = (
  tx: Tx,
  to: Instant | undefined,
): Promise<readonly StoredBalance[]> =>
  tx.rows(
    `select account, currency,
      coalesce(sum(amount) filter (where amount > 0), 0)::text as debits,
      coalesce(-sum(amount) filter (where amount < 0), 0)::text as credits
    from journal_postings where $1::timestamptz is null or date < $1
    group by account, currency`,
    [to === undefined ? null : formatInstant(to)],
  );
