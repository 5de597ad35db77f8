import { grantCredit, isTaken } from "../credit/grant-credit.ts";
import type { SlaFee } from "../credit/sla-claim.ts";
import { type SlaOutcome, slaCredit } from "../credit/sla-credit.ts";
import { type UptimeReport, uptimeFor } from "../credit/uptime.ts";
import { assert, expectOk } from "../fault/fault.ts";
import {
  type Decimal,
  decimalOf,
  formatFixed,
  isPositive,
  min,
  subtract,
  sum,
} from "../money/decimal.ts";
import { timesFraction } from "../money/rounding.ts";
import type { Instant } from "../time/instant.ts";
import { findZone, serviceDayAt, type Zone } from "../time/zone.ts";
import type { Account } from "./account.ts";
import { type CreditsMoved, creditsOf, timeZoneOf, withBook } from "./account-credits.ts";
import { contractLimit } from "./contracts/contract-limit.ts";
import { creditedOf, leftOf, noNotes, withCredited } from "./credited.ts";
import type { PriceBook, PriceBooks } from "./price-book.ts";
import { type PromisedFee, type Promises, type ServiceCredit, withoutOld } from "./promises.ts";
import { closesAt } from "./tell-service.ts";

/**
 * The account with what breaches of its promises give back at a moment: credits into a book at once, credit notes as due
 * items. A period is looked at when all of it is over and billed, and again whenever it is measured, claimed or billed
 * anew: where that makes more due, the difference is given; what was given stays.
 */
export function payBreaches(account: Account, at: Instant, books: PriceBooks): CreditsMoved {
  if (account.promises === null || account.promises.reports.length === 0)
    return { account, movements: [] };
  const { promises } = account;
  const closings = promises.reports.map(({ period }) => closesAt(period.to, books.current));
  const toCome = closings.filter((closing) => closing > at);
  const lookAt = toCome.length === 0 ? null : Math.min(...toCome);
  let after: Account = { ...account, promises: withoutOld({ ...promises, lookAt }, at) };
  const movements: CreditsMoved["movements"][number][] = [];
  for (const report of holding(promises.reports, account.customer.id)) {
    if (closesAt(report.period.to, books.current) > at) continue;
    for (const contract of contractsOf(after, report)) {
      const paid = payBreach(after, report, contract, at, books);
      after = paid.account;
      movements.push(...paid.movements);
    }
  }
  return { account: after, movements };
}

/** The report that holds of each promise and period. */
function holding(reports: readonly UptimeReport[], customer: string): readonly UptimeReport[] {
  const found = new Map<string, UptimeReport>();
  for (const { sla, period } of reports) {
    const report = uptimeFor(reports, { sla, customer, periodStart: period.from });
    if (report !== undefined) found.set(`${period.from} ${sla}`, report);
  }
  return [...found.values()];
}

/** Whether a line was billed for the time of a measurement under its promise. */
const isOf =
  ({ sla, period }: UptimeReport) =>
  (fee: PromisedFee): boolean =>
    fee.sla === sla && fee.from < period.to && fee.to > period.from;

/** The contracts whose purchases a measurement is about, each with limits of its own; undefined among them for what is under none. */
const contractsOf = ({ promises }: Account, report: UptimeReport): Iterable<string | undefined> =>
  new Set((promises?.fees ?? []).filter(isOf(report)).map(({ contract }) => contract));

function payBreach(
  account: Account,
  report: UptimeReport,
  contract: string | undefined,
  at: Instant,
  books: PriceBooks,
): CreditsMoved {
  const { promises } = account;
  assert(promises !== null, "a report is about a promise");
  const fees = promises.fees.filter((fee) => fee.contract === contract).filter(isOf(report));
  const last = fees.at(-1);
  if (last === undefined) return { account, movements: [] };
  const book = books.find(last.model);
  const outcome = outcomeOf({ account, promises, fees, report, contract }, at, books);
  const { remedy } = outcome;
  if (remedy === undefined) return { account, movements: [] };
  const held = withGiven(account, promises, report, contract, outcome, at);
  if (remedy.kind === "credit-note")
    return { account: withOwed(held, fees, report, outcome, at), movements: [] };
  const credits = creditsOf(held, book);
  // A period that turns out to be owed more by the same report is given the difference.
  let { id } = remedy.grant;
  for (let more = 2; isTaken(credits.book, id); more += 1) id = `${remedy.grant.id}~${more}`;
  const given = expectOk(grantCredit(credits.book, { ...remedy.grant, id }, at));
  return { account: withBook(held, given.book, credits), movements: given.movements };
}

/** A measurement, and what it is of. */
interface Measured {
  readonly account: Account;
  readonly promises: Promises;
  /** In the order in which they were billed; not empty. */
  readonly fees: readonly PromisedFee[];
  readonly report: UptimeReport;
  readonly contract: string | undefined;
}

function outcomeOf(
  { account, promises, fees, report, contract }: Measured,
  at: Instant,
  books: PriceBooks,
): SlaOutcome {
  const book = books.find(fees.at(-1)?.model ?? books.current.id);
  const { model } = book;
  const limit = contractLimit(account, contract, report.period.from, books);
  const sla = model.slas?.[report.sla];
  assert(sla !== undefined, `the model promises ${report.sla}`);
  const timeZone = timeZoneOf(account, book);
  const zone = expectOk(findZone(timeZone));
  const claim = promises.claims.find(
    (one) => one.sla === report.sla && one.periodStart === report.period.from,
  );
  const credit = sla.credit === undefined ? undefined : model.credits?.[sla.credit];
  return expectOk(
    slaCredit({
      id: report.sla,
      sla,
      report,
      currency: model.currency,
      timeZone,
      fees: fees.map((fee) =>
        feeFor(fee, leftOfFee(fee, promises, account.notes), report, zone, book),
      ),
      given: promises.given.filter((one) => one.sla === report.sla && one.contract === contract),
      ...(limit === undefined ? {} : { contractLimit: limit }),
      ...(claim === undefined ? {} : { claimedAt: claim.at }),
      at,
      rounding: book.rounding,
      graceMs: book.servedGraceMs,
      ...(sla.credit === undefined || credit === undefined
        ? {}
        : { book: { id: sla.credit, credit } }),
    }),
  );
}

/** What is left of a line after what was taken back of it, for another reason than bad service. */
function leftOfFee(
  { invoice, line, billed }: PromisedFee,
  { given }: Promises,
  notes: Account["notes"],
): Decimal {
  const forService = given
    .flatMap(({ lines = [] }) => lines)
    .filter((one) => one.invoice === invoice && one.id === line)
    .map(({ amount }) => decimalOf(amount));
  const credited = creditedOf(notes, invoice, (id) => id === line);
  return leftOf(decimalOf(billed), subtract(credited, sum(forService)));
}

/** The part of a line that was billed for the measured period, by local day, as far as it is left. */
function feeFor(
  fee: PromisedFee,
  left: Decimal,
  { period }: UptimeReport,
  zone: Zone,
  { minorUnits, rounding }: PriceBook,
): SlaFee {
  const { invoice, line: id, stream, kind, from, to } = fee;
  const days = (start: Instant, end: Instant): number =>
    serviceDayAt(zone, end) - serviceDayAt(zone, start);
  const whole = days(from, to);
  const part = days(Math.max(from, period.from), Math.min(to, period.to));
  const fraction = { numerator: part, denominator: Math.max(whole, 1) };
  const amount =
    part >= whole
      ? decimalOf(fee.amount)
      : timesFraction(decimalOf(fee.amount), fraction, minorUnits, rounding);
  return { invoice, id, stream, kind, amount: formatFixed(min(amount, left), minorUnits) };
}

function withGiven(
  account: Account,
  promises: Promises,
  { id: report, sla, period }: UptimeReport,
  contract: string | undefined,
  { amount, remedy, explanation }: SlaOutcome,
  at: Instant,
): Account {
  const lines = remedy?.kind === "credit-note" ? { lines: remedy.lines } : {};
  const of = contract === undefined ? {} : { contract };
  const given = { sla, ...of, report, periodStart: period.from, amount, at, explanation, ...lines };
  return { ...account, promises: { ...promises, given: [...promises.given, given] } };
}

function withOwed(
  account: Account,
  fees: readonly PromisedFee[],
  report: UptimeReport,
  { remedy, explanation }: SlaOutcome,
  at: Instant,
): Account {
  const { promises } = account;
  if (promises === null || remedy?.kind !== "credit-note") return account;
  const before = promises.given.length;
  const owed = remedy.lines.flatMap(({ invoice, id: line, amount }, index): ServiceCredit[] => {
    const fee = fees.find((one) => one.invoice === invoice && one.line === line);
    if (fee === undefined || !isPositive(decimalOf(amount))) return [];
    const id = `${report.sla}/${report.id}/${before}/${index + 1}`;
    const { period } = report;
    return [{ id, fee, amount, period, explanation, model: fee.model, knownSince: at }];
  });
  const notes = account.notes ?? noNotes;
  const credited = owed.reduce(
    (all, { fee, amount }) => withCredited(all, fee.invoice, fee.line, decimalOf(amount)),
    notes.credited,
  );
  return {
    ...account,
    notes: { ...notes, credited },
    promises: { ...promises, owed: [...promises.owed, ...owed] },
  };
}
