import type { LineKind } from "../account/invoice.ts";
import { expectOk } from "../fault/fault.ts";
import { dayText } from "../ledger/recognition/accounting-month.ts";
import { type AccountsInput, readAccounts } from "../metrics/accounts/accounts-input.ts";
import { paidBefore, recurringStreams } from "../metrics/accounts/billed-lines.ts";
import {
  type BooksInput,
  noPayments,
  notClosed,
  readBooks,
} from "../metrics/accounts/books-reader.ts";
import type { UsageLine } from "../metrics/accounts/metered-use.ts";
import type { CountedInput } from "../metrics/accounts/metrics-answer.ts";
import { type MetricsPlan, monthsBack, noCosts } from "../metrics/accounts/metrics-request.ts";
import { ratesInForce, wantedRates } from "../metrics/accounts/month-end-rates.ts";
import { revenueKind } from "../metrics/accounts/revenue-kind.ts";
import { monthStart, parseMonth } from "../metrics/calendar-month.ts";
import type { BilledLine, ReportingRate } from "../metrics/metrics-input.ts";
import { streamKinds } from "../model/stream-kinds.ts";
import type { CurrencyCode } from "../money/currency.ts";
import { decimalOf } from "../money/decimal.ts";
import { lastClose } from "../store/closes.ts";
import {
  accountPages,
  billedLinesBetween,
  billedTotals,
  entryPages,
  issuedVersion,
  postedMoreThanSales,
  prepaidTotals,
  type StoredUsageLine,
  usageLinesOf,
} from "../store/metric-rows.ts";
import type { Tx } from "../store/tenant.ts";
import type { Instant } from "../time/instant.ts";
import { rememberBookSums, summedMonths } from "./metrics-books.ts";
import type { TenantModels } from "./model-library.ts";
import { ratesNear } from "./rates-near.ts";
import { rememberAccounts } from "./remembered-accounts.ts";
import { rememberAnswers } from "./remembered-answers.ts";

/** How much is in memory at a time beside what the metrics themselves keep. */
const accountsPerPage = 500;
const entriesPerPage = 5_000;

/** What is remembered of what metrics are counted from; each says for how long. */
export interface RememberedInput {
  readonly accounts: ReturnType<typeof rememberAccounts>;
  readonly bookSums: ReturnType<typeof rememberBookSums>;
  readonly billedSums: ReturnType<typeof rememberBilledSums>;
}

/** Nothing yet. Reading accounts ends with the reason of `ending` once that is aborted. */
export const rememberInput = (ending?: AbortSignal): RememberedInput => ({
  accounts: rememberAccounts(ending),
  bookSums: rememberBookSums(),
  billedSums: rememberBilledSums(),
});

/** So many sums of what was billed are remembered; by customer, one has a row for each. */
const sumsMost = 8;

/** What was billed in spans of time, added up once for as long as nothing is issued. */
const rememberBilledSums = () =>
  rememberAnswers({
    versionOf: issuedVersion,
    answer: async (
      tx,
      { spans, byCustomer }: { readonly spans: readonly Span[]; readonly byCustomer: boolean },
    ) => ({
      totals: await billedTotals(tx, spans, byCustomer),
      prepaid: await prepaidTotals(tx, spans, byCustomer),
    }),
    most: sumsMost,
  });

/** Half-open, UTC. */
interface Span {
  readonly from: Instant;
  readonly to: Instant;
}

/**
 * Reads what a plan is counted from, in the snapshot of the transaction: accounts as far as they are not remembered, what was billed as sums or
 * (`withLines`) line by line, the journal in the order of dates. Only what the plan's metrics look at is read.
 */
export async function readMetricsInput(
  tx: Tx,
  models: TenantModels,
  plan: MetricsPlan,
  asOf: Instant,
  withLines: boolean,
  remembered: RememberedInput,
): Promise<CountedInput> {
  const { settings, parts } = plan;
  const accounts =
    settings.usage === "in"
      ? await accountsWithUse(tx, models, settings, asOf)
      : await remembered.accounts(tx, models.books, settings, asOf);
  const needsBooks =
    parts.has("receivables") || parts.has("revenue") || parts.has("unpaid-deferred");
  const { unknown, ...books } = needsBooks
    ? await booksInput(tx, models, plan, withLines, remembered)
    : { unknown: {} };
  const input = {
    ...accounts,
    ...(parts.has("billed")
      ? { billed: await billedInput(tx, models, plan, withLines, remembered) }
      : {}),
    ...books,
    unknown: { margins: noCosts, ...unknown },
    asOf,
  };
  return { ...input, rates: await ratesOf(tx, input, plan) };
}

async function accountsWithUse(
  tx: Tx,
  { books }: TenantModels,
  settings: MetricsPlan["settings"],
  asOf: Instant,
): Promise<AccountsInput> {
  const reader = readAccounts({ books, settings, asOf });
  for await (const accounts of accountPages(tx, accountsPerPage)) {
    const lines = await usageByCustomer(
      tx,
      accounts.map(({ customer }) => customer.id),
    );
    for (const account of accounts) reader.add(account, lines.get(account.customer.id));
  }
  return reader.input();
}

/** The rates by which what is in other currencies is counted, as they are known now. */
async function ratesOf(
  tx: Tx,
  input: Omit<CountedInput, "rates">,
  plan: MetricsPlan,
): Promise<readonly ReportingRate[]> {
  const wanted = wantedRates(input, plan);
  if (wanted.currencies.length === 0) return [];
  const book = await ratesNear(
    tx,
    [input.currency, ...wanted.currencies],
    wanted.days.map(dayText),
  );
  return ratesInForce(wanted, book.knownAt(input.asOf), input);
}

async function usageByCustomer(
  tx: Tx,
  customers: readonly string[],
): Promise<ReadonlyMap<string, readonly UsageLine[]>> {
  const byCustomer = new Map<string, UsageLine[]>();
  for (const line of await usageLinesOf(tx, customers)) {
    const own = byCustomer.get(line.customer);
    if (own === undefined) byCustomer.set(line.customer, [usageLine(line)]);
    else own.push(usageLine(line));
  }
  return byCustomer;
}

const usageLine = ({ customer: _, amount, currency, ...line }: StoredUsageLine): UsageLine => ({
  ...line,
  amount: decimalOf(amount),
  // The store keeps what billing wrote, and billing knows its currencies.
  currency: currency as CurrencyCode,
});

/** What was billed in the plan's months, and in as many before as a figure of them may look back over. */
async function billedInput(
  tx: Tx,
  { books, models }: TenantModels,
  { first, last, settings }: MetricsPlan,
  withLines: boolean,
  { billedSums }: RememberedInput,
): Promise<readonly BilledLine[]> {
  const { zone } = books.current;
  const recurring = recurringStreams(models);
  const byCustomer = settings.concentrationBasis === "billed";
  const from = byCustomer ? first - monthsBack : first;
  const months = Array.from({ length: last - from + 1 }, (_, place) => from + place);
  const spans = months.map((month) => ({
    from: monthStart(zone, month),
    to: monthStart(zone, month + 1),
  }));
  if (withLines) {
    const lines = await billedLinesBetween(tx, monthStart(zone, from), monthStart(zone, last + 1));
    return lines.map(({ stream, kind, amount, currency, ...row }) => ({
      ...row,
      ...(stream === null || kind === "prepaid"
        ? paidBefore(amount)
        : billedAs(stream, kind, amount, recurring)),
      currency: currency as CurrencyCode,
    }));
  }
  const ofSpan = (span: number) => ({ invoice: "", issuedAt: spans[span]?.from ?? 0 });
  const { totals, prepaid } = await billedSums(tx, { spans, byCustomer });
  const sums = totals.map(
    ({ span, customer, stream, kind, amount, currency }): BilledLine => ({
      ...ofSpan(span),
      ...billedAs(stream, kind, amount, recurring),
      customer,
      currency: currency as CurrencyCode,
    }),
  );
  const before = prepaid.map(
    ({ span, customer, amount, currency }): BilledLine => ({
      ...ofSpan(span),
      ...paidBefore(amount),
      customer,
      currency: currency as CurrencyCode,
    }),
  );
  return [...sums, ...before];
}

const billedAs = (
  stream: string,
  kind: LineKind,
  amount: string,
  recurring: ReadonlySet<string>,
): Pick<BilledLine, "stream" | "kind" | "amount" | "period"> => ({
  stream,
  kind: revenueKind(kind, recurring.has(stream)),
  amount: decimalOf(amount),
  period: null,
});

/** The books are lived through from their beginning where the items of their last month are wanted, unless they hold nothing that the metrics look for. */
async function booksInput(
  tx: Tx,
  { books, models }: TenantModels,
  { first, last }: MetricsPlan,
  detailed: boolean,
  { bookSums }: RememberedInput,
): Promise<BooksInput> {
  const closed = await lastClose(tx);
  if (closed === undefined && !(await postedMoreThanSales(tx)))
    return { unknown: { receivables: noPayments, revenue: notClosed } };
  const { zone, model } = books.current;
  const { currency } = model;
  const reading = {
    ...{ zone, currency, last },
    kinds: streamKinds(models),
    first: Math.max(0, first - monthsBack),
    closedThrough: closed && expectOk(parseMonth(closed.month)),
  };
  if (!detailed) return summedMonths(tx, reading, bookSums);
  const reader = readBooks({ ...reading, detailed });
  for await (const entries of entryPages(tx, monthStart(zone, last + 1), entriesPerPage))
    for (const entry of entries) reader.add(entry);
  return reader.input();
}
