import { type JournalExportName, journalExports } from "../../ledger/exports/journal-exports.ts";
import type { Tx } from "../../store/tenant.ts";
import { type AccountingCalendar, accountingCalendar } from "../accounting-calendar.ts";
import { type Closes, createCloses } from "../closing/close-service.ts";
import type { TenantModels } from "../model-library.ts";
import { type BookParts, reading } from "../report-parts.ts";
import type { Page } from "../reports.ts";
import { accountsReport, trialBalanceReport } from "./balance-reports.ts";
import { beginOfDay, dayAt, endOfDay } from "./book-days.ts";
import { type EntryQuery, entriesReport } from "./entry-report.ts";
import { foreignCurrencyReport } from "./foreign-currency-report.ts";
import {
  type ForeignPaymentQuery,
  type ForeignPayments,
  foreignPaymentsReport,
} from "./foreign-payments.ts";
import type {
  AccountSummary,
  AgeingAnswer,
  EntryAnswer,
  ForeignCurrencyAnswer,
  SalesOutstandingAnswer,
  TrialBalanceAnswer,
  VerificationAnswer,
} from "./ledger-answers.ts";
import { createManualEntries, type InTurn, type ManualEntries } from "./manual-entries.ts";
import { rememberOpenRevenue } from "./open-revenue.ts";
import { readBooks } from "./read-books.ts";
import { ageingReport, salesOutstandingReport } from "./receivable-reports.ts";
import { remainingReport } from "./remaining-report.ts";
import { rememberObligations } from "./remembered-obligations.ts";
import type {
  RemainingObligationsAnswer,
  RevenueScheduleAnswer,
  RollForwardAnswer,
} from "./revenue-answers.ts";
import { type MonthRange, rollForwardReport, scheduleReport } from "./revenue-reports.ts";
import { verifyLedger } from "./verify-ledger.ts";

/** A journal for another program. */
export interface ExportedJournal {
  readonly mediaType: string;
  /** `acme-journal.csv`. */
  readonly fileName: string;
  /** The file in pieces that end with a line. */
  readonly pieces: Iterable<string>;
}

/** Days of the books' calendar, both included; absent where unbounded. */
export interface DayRange {
  readonly from?: string;
  readonly to?: string;
}

/**
 * The books of a tenant: what they say, and the months that are closed. Days and months are of the books' calendar. Every
 * answer is undefined where no model was published, so that there are no books.
 */
export interface Ledger {
  readonly closes: Closes;
  readonly manual: ManualEntries;
  readonly trialBalance: (
    tenant: string,
    asOf: string | undefined,
  ) => Promise<TrialBalanceAnswer | undefined>;
  readonly accounts: (tenant: string) => Promise<readonly AccountSummary[] | undefined>;
  readonly entries: (tenant: string, query: EntryQuery) => Promise<Page<EntryAnswer> | undefined>;
  /** At the end of the day, today where none is given. */
  readonly ageing: (tenant: string, asOf: string | undefined) => Promise<AgeingAnswer | undefined>;
  readonly salesOutstanding: (
    tenant: string,
    asOf: string | undefined,
  ) => Promise<SalesOutstandingAnswer | undefined>;
  /** At the end of the day, today where none is given. */
  readonly foreignCurrency: (
    tenant: string,
    asOf: string | undefined,
  ) => Promise<ForeignCurrencyAnswer | undefined>;
  readonly foreignPayments: (
    tenant: string,
    query: ForeignPaymentQuery,
  ) => Promise<ForeignPayments | undefined>;
  readonly exported: (
    tenant: string,
    format: JournalExportName,
    range: DayRange,
  ) => Promise<ExportedJournal | undefined>;
  readonly verification: (tenant: string) => Promise<VerificationAnswer>;
  readonly schedule: (
    tenant: string,
    range: MonthRange,
  ) => Promise<RevenueScheduleAnswer | undefined>;
  readonly rollForward: (
    tenant: string,
    range: MonthRange,
  ) => Promise<RollForwardAnswer | undefined>;
  readonly remaining: (
    tenant: string,
    asOf: string | undefined,
  ) => Promise<RemainingObligationsAnswer | undefined>;
}

/** The books over the store. `inTurn` finds the place in time of what bookkeepers write, beside a server that bills. */
export function createLedger(
  parts: BookParts,
  inTurn: InTurn = (tenant, work) => work(parts.clock.now(tenant)),
): Ledger {
  const { clock, library } = parts;
  const openRevenue = rememberOpenRevenue();
  const obligations = rememberObligations();
  const inBooks = <T>(
    tenant: string,
    work: (tx: Tx, models: TenantModels, calendar: AccountingCalendar) => Promise<T>,
  ): Promise<T | undefined> =>
    reading(parts, tenant, async (tx) => {
      const models = await library.of(tx);
      return models && work(tx, models, await accountingCalendar(tx, models));
    });
  const today = (tenant: string, { zone }: AccountingCalendar): string =>
    dayAt(zone, clock.now(tenant));
  return {
    closes: createCloses(parts),
    manual: createManualEntries(parts, inTurn),
    trialBalance: (tenant, asOf) =>
      inBooks(tenant, (tx, models, calendar) => trialBalanceReport(tx, models, calendar, asOf)),
    accounts: (tenant) => inBooks(tenant, (tx, models) => accountsReport(tx, models)),
    entries: (tenant, query) =>
      inBooks(tenant, (tx, _, { zone }) => entriesReport(tx, zone, query)),
    ageing: (tenant, asOf) =>
      inBooks(tenant, (tx, _, calendar) =>
        ageingReport(tx, calendar.zone, asOf ?? today(tenant, calendar)),
      ),
    salesOutstanding: (tenant, asOf) =>
      inBooks(tenant, (tx, _, calendar) =>
        salesOutstandingReport(tx, calendar.zone, asOf ?? today(tenant, calendar)),
      ),
    foreignCurrency: (tenant, asOf) =>
      inBooks(tenant, (tx, models, calendar) =>
        foreignCurrencyReport(
          tx,
          models,
          calendar,
          asOf ?? today(tenant, calendar),
          clock.now(tenant),
        ),
      ),
    foreignPayments: (tenant, query) =>
      inBooks(tenant, (tx, models, { zone }) => foreignPaymentsReport(tx, models, zone, query)),
    exported: (tenant, format, range) =>
      inBooks(tenant, async (tx, models, { zone }) => {
        const books = await readBooks(tx, models, zone, instantsOf(zone, range));
        const { mediaType, extension, write } = journalExports[format];
        const fileName = `${models.books.current.model.id}-journal.${extension}`;
        return { mediaType, fileName, pieces: write(books) };
      }),
    verification: (tenant) =>
      reading(parts, tenant, async (tx) => {
        const { entries, head, faults } = await verifyLedger(tx);
        const said = faults.map(({ path: _, value: __, suggestion: ___, ...fault }) => fault);
        return { sound: faults.length === 0, entries, head, faults: said };
      }),
    schedule: (tenant, range) =>
      inBooks(tenant, (tx, _, calendar) => scheduleReport(tx, openRevenue, calendar, range)),
    rollForward: (tenant, range) =>
      inBooks(tenant, (tx, _, calendar) => rollForwardReport(tx, openRevenue, calendar, range)),
    remaining: (tenant, asOf) =>
      inBooks(tenant, (tx, models, calendar) =>
        remainingReport(
          tx,
          { openRevenue, obligations },
          models,
          calendar,
          asOf ?? today(tenant, calendar),
        ),
      ),
  };
}

const instantsOf = (zone: AccountingCalendar["zone"], { from, to }: DayRange) => ({
  from: from === undefined ? undefined : beginOfDay(zone, from),
  to: to === undefined ? undefined : endOfDay(zone, to),
});
