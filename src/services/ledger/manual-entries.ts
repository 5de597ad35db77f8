import { ok, type Result, refuse } from "../../fault/fault.ts";
import type { JournalEntry } from "../../ledger/entry.ts";
import { entryText } from "../../ledger/entry-text.ts";
import { entryOfFact, journalIdOf } from "../../ledger/manual/book-facts.ts";
import { manualEntryId } from "../../ledger/manual/manual-entry.ts";
import type { BookFact } from "../../ledger/manual/manual-entry-fact.ts";
import { holdFactsBack, lastBilled, saveBillingPlace } from "../../store/billing-places.ts";
import { heldJournalHead } from "../../store/journal.ts";
import { entriesById } from "../../store/ledger-reports.ts";
import { retrying, retryRolledBack } from "../../store/retry.ts";
import type { Tx } from "../../store/tenant.ts";
import type { Instant } from "../../time/instant.ts";
import { type AccountingCalendar, accountingCalendar } from "../accounting-calendar.ts";
import { behind } from "../fact-times.ts";
import type { TenantModels } from "../model-library.ts";
import { answered, onceOnly } from "../once.ts";
import { postCarried } from "../post-carried.ts";
import { postSome } from "../posting.ts";
import type { BookParts } from "../report-parts.ts";
import type { IdempotentRequest, StoredAnswer } from "../services.ts";
import { dayAt } from "./book-days.ts";
import { entryAnswer } from "./entry-report.ts";

/** Does work at the place in time at which it becomes known, with nothing posted meanwhile that is later. */
export type InTurn = <T>(tenant: string, work: (at: Instant) => Promise<T>) => Promise<T>;

/** Entries that bookkeepers write, and take back. */
export interface ManualEntries {
  /**
   * Posts an entry by hand, or its reversal; the same again is answered as it was. Refuses what it says wrong, a day in a
   * closed month (`month-closed`) or to come (`not-yet`), another entry of its id (`already-exists`), `unknown-entry`,
   * `already-reversed` and `before-entry`.
   */
  readonly enter: (
    tenant: string,
    fact: BookFact,
    once?: IdempotentRequest,
  ) => Promise<Result<StoredAnswer>>;
}

/** Entries by hand over the store. */
export function createManualEntries(
  { store, clock, library }: BookParts,
  inTurn: InTurn,
): ManualEntries {
  return {
    enter: (tenant, fact, once) =>
      inTurn(tenant, (at) =>
        retrying(retryRolledBack, () =>
          store.withTenant(tenant, (tx) =>
            onceOnly(tx, once, clock.now(tenant), async () => {
              const models = await library.of(tx);
              if (models === undefined) return refuse(noModel);
              // An entry has a place as an invoice has: what any process tells after it becomes known behind it.
              await holdFactsBack(tx);
              const place = { at, customer: "" };
              const known = behind(await lastBilled(tx), place);
              const entered = await enter(tx, fact, models, known);
              if (entered.ok) await saveBillingPlace(tx, { ...place, at: known });
              return entered;
            }),
          ),
        ),
      ),
  };
}

const noModel = {
  code: "no-model",
  path: "",
  message: "publish a model first: there are no books yet",
  suggestion: "POST /v1/models",
};

async function enter(
  tx: Tx,
  fact: BookFact,
  models: TenantModels,
  at: Instant,
): Promise<Result<StoredAnswer>> {
  await heldJournalHead(tx);
  const calendar = await accountingCalendar(tx, models);
  const { zone } = calendar;
  const { model } = models.books.current;
  const said = { zone, model };
  const known = await storedEntries(tx, fact);
  const own = known.get(journalIdOf(fact));
  if (own !== undefined) {
    const others = new Map(known);
    others.delete(own.entry.id);
    const again = entryOfFact(fact, said, (id) => others.get(id)?.entry);
    if (again.ok && entryText(again.value) === entryText(own.entry))
      return ok(answered(200, JSON.stringify(own.answer)));
  }
  const entry = entryOfFact(fact, said, (id) => known.get(id)?.entry);
  if (!entry.ok) return entry;
  const dated = inOpenMonth(entry.value, fact, calendar, at);
  if (!dated.ok) return dated;
  while ((await postSome(tx, { zone, model })).posted > 0);
  const books = { zone, currency: model.currency };
  const [record] = await postCarried(tx, [{ entry: dated.value, at }], books);
  const answer = record && entryAnswer({ ...record, source: null, reversedBy: null });
  return ok(answered(201, JSON.stringify(answer)));
}

/** What the journal has of the entry that a fact is about. */
async function storedEntries(tx: Tx, fact: BookFact) {
  const own = journalIdOf(fact);
  const of = fact.fact === "entry-reversal" ? [manualEntryId(fact.entry), own] : [own];
  const rows = await entriesById(tx, of);
  return new Map(
    rows.map((row) => [row.entry.id, { entry: row.entry, answer: entryAnswer(row) }] as const),
  );
}

/** An entry that counts in an open month, on a day that has come. */
function inOpenMonth(
  entry: JournalEntry,
  { date }: BookFact,
  { zone, last }: AccountingCalendar,
  at: Instant,
): Result<JournalEntry> {
  if (last !== undefined && entry.date < last.endsAt)
    return refuse({
      code: "month-closed",
      path: "/date",
      message: `the books are closed up to ${last.month}`,
      value: date,
      suggestion: `date it ${dayAt(zone, last.endsAt)} or later`,
    });
  if (date <= dayAt(zone, at)) return ok(entry);
  return refuse({
    code: "not-yet",
    path: "/date",
    message: "an entry counts on a day that has come",
    value: date,
    suggestion: `enter it on ${date}`,
  });
}
