import { expectOk } from "../../fault/fault.ts";
import { rateOfAmounts } from "../../fx/rate-on.ts";
import {
  type AccountName,
  currencyConversion,
  currencyGain,
  currencyLoss,
  customerCredit,
  receivable,
} from "../../ledger/account-name.ts";
import type { JournalEntry } from "../../ledger/entry.ts";
import { readEntry } from "../../ledger/entry-text.ts";
import type { Posting } from "../../ledger/posting.ts";
import type { CurrencyCode } from "../../money/currency.ts";
import {
  absolute,
  type Decimal,
  decimalOf,
  format,
  isZero,
  negate,
  subtract,
  sum,
} from "../../money/decimal.ts";
import { minorText } from "../../money/minor-amount.ts";
import {
  type ForeignPaymentListRequest,
  listForeignPayments,
  type moneyKinds,
  type StoredForeignPayment,
} from "../../store/foreign-payments.ts";
import type { Tx } from "../../store/tenant.ts";
import { formatInstant } from "../../time/instant.ts";
import type { Zone } from "../../time/zone.ts";
import type { TenantModels } from "../model-library.ts";
import { pageOrThrow } from "../report-parts.ts";
import type { Page, PageRequest } from "../reports.ts";
import { beginOfDay, endOfDay } from "./book-days.ts";

/** An amount in a currency, with all digits of its minor unit. */
export interface CurrencyAmount {
  readonly currency: string;
  readonly amount: string;
}

/** Money of a customer that moved in another currency than that of the books. */
export interface ForeignPaymentAnswer {
  /** The payment's, the refund's or the return's own. */
  readonly id: string;
  readonly kind: (typeof moneyKinds)[number];
  /** As the journal has it: `payment/p-1`. */
  readonly entry: string;
  readonly date: string;
  readonly customer: string;
  readonly name: string;
  /** What came, or went back. */
  readonly came: CurrencyAmount;
  /** What of the customer's account it settled, or opened again; in the currency of the invoices. */
  readonly settled: CurrencyAmount;
  /** How much of `settled` one of `came` was; null where the currency is the same. Twelve significant digits. */
  readonly rate: string | null;
  /** What the settled part was booked at, in the currency of the books; null where that is not known, or it was in that currency. */
  readonly booked: string | null;
  /** What it was worth on the day. */
  readonly worth: string | null;
  /** What was realised, `worth` less `booked`: below zero a loss. Null where nothing was. */
  readonly gain: string | null;
}

/** Which of them to list; days are of the books' calendar, both included. */
export interface ForeignPaymentQuery extends PageRequest {
  readonly customer?: string;
  readonly from?: string;
  readonly to?: string;
}

/** A page of them, and the currency of the books, in which gains and losses are. */
export interface ForeignPayments extends Page<ForeignPaymentAnswer> {
  readonly currency: string;
}

/** What customers paid, and were paid back, in other currencies than that of the books; the latest first. */
export async function foreignPaymentsReport(
  tx: Tx,
  models: TenantModels,
  zone: Zone,
  { from, to, ...query }: ForeignPaymentQuery,
): Promise<ForeignPayments> {
  const { currency } = models.books.current.model;
  const request: ForeignPaymentListRequest = {
    ...query,
    books: currency,
    ...(from === undefined ? {} : { from: beginOfDay(zone, from) }),
    ...(to === undefined ? {} : { to: endOfDay(zone, to) }),
  };
  const page = pageOrThrow(await listForeignPayments(tx, request));
  return { currency, items: page.items.map((row) => answerOf(row, currency)), next: page.next };
}

const onAccount: ReadonlySet<AccountName> = new Set([receivable, customerCredit]);
const results: ReadonlySet<AccountName> = new Set([
  currencyGain("realised"),
  currencyLoss("realised"),
]);

function answerOf(row: StoredForeignPayment, books: CurrencyCode): ForeignPaymentAnswer {
  const entry = expectOk(readEntry(row.entry));
  const settled = movedOn(entry, ({ account }) => onAccount.has(account), books);
  const came = movedOn(entry, isMoney, books);
  const isSame = came.currency === settled.currency;
  return {
    id: entry.document.number,
    kind: entry.document.kind as ForeignPaymentAnswer["kind"],
    entry: entry.id,
    date: formatInstant(row.date),
    customer: row.customer,
    name: row.name ?? row.customer,
    came: textOf(came),
    settled: textOf(settled),
    rate: isSame || isZero(came.amount) ? null : format(rateOfAmounts(settled.amount, came.amount)),
    ...worthOf(entry, row.carried, books),
  };
}

/** Where the money stands: with the bank, or with a provider. What rates brought, and the exchange itself, is no money. */
const isMoney = ({ account }: Posting): boolean =>
  !onAccount.has(account) && !results.has(account) && account !== currencyConversion;

/** What some postings of an entry come to, in the one currency that they have. */
function movedOn(
  { postings }: JournalEntry,
  counts: (posting: Posting) => boolean,
  books: CurrencyCode,
): { readonly currency: CurrencyCode; readonly amount: Decimal } {
  const counted = postings.filter(counts);
  return {
    currency: counted[0]?.currency ?? books,
    amount: absolute(sum(counted.map(({ amount }) => decimalOf(amount)))),
  };
}

const textOf = ({
  currency,
  amount,
}: {
  readonly currency: CurrencyCode;
  readonly amount: Decimal;
}): CurrencyAmount => ({ currency, amount: minorText(amount, currency) });

function worthOf(
  { postings }: JournalEntry,
  carried: string | null,
  books: CurrencyCode,
): Pick<ForeignPaymentAnswer, "booked" | "worth" | "gain"> {
  // Gains are credits.
  const gain = negate(sum(postings.filter(isResult).map(({ amount }) => decimalOf(amount))));
  if (carried === null)
    return { booked: null, worth: null, gain: isZero(gain) ? null : minorText(gain, books) };
  const change = decimalOf(carried);
  return {
    booked: minorText(absolute(change), books),
    worth: minorText(absolute(subtract(change, gain)), books),
    gain: minorText(gain, books),
  };
}

const isResult = ({ account }: Posting): boolean => results.has(account);
