import { bookUnder } from "../../account/contracts/book-under.ts";
import { assert, ok, type Result, refuse } from "../../fault/fault.ts";
import { type CloseCheck, mayClose } from "../../ledger/close/close-check.ts";
import { monthEnd } from "../../ledger/close/month-books.ts";
import type { Month } from "../../ledger/recognition/accounting-month.ts";
import { holdBillingTurn } from "../../store/close-checks.ts";
import { addClose, type CloseRecord, closeOfMonth } from "../../store/closes.ts";
import { heldJournalHead, journalHead } from "../../store/journal.ts";
import type { Tx } from "../../store/tenant.ts";
import { formatInstant, type Instant } from "../../time/instant.ts";
import {
  type AccountingCalendar,
  accountingCalendar,
  monthNumber,
} from "../accounting-calendar.ts";
import type { TenantModels } from "../model-library.ts";
import { postSome } from "../posting.ts";
import { tellEvents } from "../webhooks/tell-events.ts";
import { checksAfter, checksBefore, type LookedAt, revaluedCheck } from "./close-checks.ts";
import type { CloseReport, CloseSummary, MonthClose } from "./close-report.ts";
import { recogniseOpen } from "./recognise-open.ts";
import { type RememberedCloses, rememberCloses } from "./remembered-closes.ts";
import { revalueOpen } from "./revalue-open.ts";

/** What a close of a month answers: the month as it is closed, and whether it was closed before. */
export interface Closed {
  readonly close: MonthClose;
  readonly before: boolean;
}

/**
 * Closes a month in the caller's transaction: posts what is issued and not posted, recognises the month, and looks at
 * everything a close must find. All of it or nothing: a crash leaves the month open and the journal as it was. Billing and
 * posting wait until the transaction ends. A month that is closed already is answered as it was closed.
 *
 * Refuses `nothing-to-close`, and `close-refused` where a check fails, naming the checks.
 */
export async function closeMonth(
  tx: Tx,
  month: string,
  now: Instant,
  models: TenantModels,
): Promise<Result<Closed>> {
  await tx.run("set local statement_timeout = 0");
  await holdBillingTurn(tx);
  await heldJournalHead(tx);
  const known = await closeOfMonth(tx, month);
  if (known !== undefined) return ok({ close: closedMonth(known), before: true });
  const begun = await accountingCalendar(tx, models);
  const bookkeeping = { zone: begun.zone, model: models.books.current.model };
  while ((await postSome(tx, bookkeeping)).posted > 0);
  const calendar = await accountingCalendar(tx, models);
  if (calendar.next === undefined) return refuse(emptyBooks);
  const looked = lookedAt(monthNumber(month), calendar, models, now);
  const before = await checksBefore(tx, looked);
  if (!mayClose(before)) return refuse(refusedBy(month, before));
  const recognised = await recogniseOpen(tx, looked.month, calendar.zone, true);
  const revalued = await revalueOpen(tx, models.books.current.model.currency, looked, true);
  const checks = [
    ...before,
    ...(await checksAfter(tx, looked.to, recognised, true)),
    revaluedCheck(revalued),
  ];
  if (!mayClose(checks)) return refuse(refusedBy(month, checks));
  const { entries, rollForward } = recognised;
  const report: CloseReport = { checks, recognised: recognised.recognised, entries, rollForward };
  const record: CloseRecord = {
    month,
    beginsAt: looked.from,
    endsAt: looked.to,
    zone: calendar.zone.id,
    closedAt: now,
    head: await journalHead(tx),
    report: JSON.stringify(report),
  };
  await addClose(tx, record);
  const told = { month, from: formatInstant(looked.from), to: formatInstant(looked.to) };
  const type = "month.closed";
  await tellEvents(tx, [{ type, key: month, account: "", at: now, data: told }]);
  return ok({ close: closedMonth(record), before: false });
}

/**
 * A month as it stands: as it was closed, or what its close would find and recognise now, changing nothing. Undefined for
 * a month that is neither closed nor the next to close.
 */
export async function readClose(
  tx: Tx,
  month: string,
  now: Instant,
  models: TenantModels,
  { seals, recognise }: RememberedCloses = rememberCloses(),
): Promise<MonthClose | undefined> {
  const known = await closeOfMonth(tx, month);
  if (known !== undefined) return closedMonth(known);
  const calendar = await accountingCalendar(tx, models);
  if (calendar.next !== monthNumber(month)) return undefined;
  const looked = lookedAt(calendar.next, calendar, models, now);
  const before = await checksBefore(tx, looked, seals);
  const recognised = await recognise(tx, { month: looked.month, zone: calendar.zone.id });
  const { entries, rollForward } = recognised;
  return {
    month,
    state: "open",
    from: formatInstant(looked.from),
    to: formatInstant(looked.to),
    zone: calendar.zone.id,
    closedAt: null,
    head: null,
    checks: [
      ...before,
      ...(await checksAfter(tx, looked.to, recognised, false)),
      revaluedCheck(await revalueOpen(tx, models.books.current.model.currency, looked, false)),
    ],
    recognised: recognised.recognised,
    entries,
    rollForward,
  };
}

function lookedAt(
  month: Month,
  calendar: AccountingCalendar,
  { books }: TenantModels,
  now: Instant,
): LookedAt {
  const to = monthEnd(calendar.zone, month);
  const opened = books.ids.map(books.find).flatMap((book) => {
    const templates = Object.keys(book.model.contracts ?? {});
    return [book, ...templates.map((template) => bookUnder(book, { template }))];
  });
  const graceMs = Math.max(...opened.map((book) => book.graceMs));
  return {
    month,
    from: monthEnd(calendar.zone, month - 1),
    to,
    billedAt: to + graceMs,
    now,
    calendar,
  };
}

/** A closed month as it was kept. */
export function closedMonth(record: CloseRecord): MonthClose {
  const { month, beginsAt, endsAt, zone, closedAt, head } = record;
  const report = JSON.parse(record.report) as CloseReport;
  return {
    month,
    state: "closed",
    from: formatInstant(beginsAt),
    to: formatInstant(endsAt),
    zone,
    closedAt: formatInstant(closedAt),
    head,
    ...report,
  };
}

/** A closed month without what was found and its rows. */
export function closeSummary(record: CloseRecord): CloseSummary {
  const { month, from, to, zone, recognised, entries } = closedMonth(record);
  const closedAt = formatInstant(record.closedAt);
  return { month, from, to, zone, closedAt, head: record.head, recognised, entries };
}

const emptyBooks = {
  code: "nothing-to-close",
  path: "/month",
  message: "nothing was posted yet, so there is no month to close",
};

function refusedBy(month: string, checks: readonly CloseCheck[]) {
  const all = checks.filter(({ state }) => state === "failed");
  const disorder = all.filter(({ id }) => id === "in-order");
  // Of a month that is not next nothing else is worth saying.
  const failed = disorder.length > 0 ? disorder : all;
  assert(failed.length > 0, "a close is refused by a check");
  return {
    code: "close-refused",
    path: "/month",
    message: failed.map(({ id, message }) => `${id}: ${message}`).join("; "),
    value: month,
    suggestion: `mend what GET /v1/closes/${month} shows, and close the month again`,
  };
}
