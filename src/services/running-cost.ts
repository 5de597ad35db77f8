import type { Account } from "../account/account.ts";
import { booksOf } from "../account/customer-books.ts";
import { nextGroup } from "../account/due.ts";
import type { Invoice, InvoiceLine } from "../account/invoice.ts";
import { billedUsageKeys, openUsageKeys } from "../account/open-usage.ts";
import type { PriceBooks } from "../account/price-book.ts";
import { projectedUsage } from "../account/projected-usage.ts";
import { nextDueOf } from "../account/step.ts";
import { zoneOf } from "../account/terms.ts";
import { isUsageCheck } from "../account/usage-check.ts";
import { calendarWindow } from "../entitlement/quota-window.ts";
import { expectOk, ok, type Result, refuse } from "../fault/fault.ts";
import type { CurrencyCode } from "../money/currency.ts";
import { decimalOf, subtract, sum, zero } from "../money/decimal.ts";
import { accountStanding } from "../store/accounts.ts";
import type { Tx } from "../store/tenant.ts";
import { formatInstant } from "../time/instant.ts";
import { accountParked } from "./account-parked.ts";
import { type TurnAhead, turnAhead, turnsMax } from "./issued-ahead.ts";
import { moneyText, type ReportParts } from "./report-parts.ts";
import type {
  CostFigure,
  CostLine,
  CostTotal,
  OpenDocuments,
  RunningCost,
} from "./running-cost-answer.ts";

/** An account that billing goes on with, what it is billed by, and now. */
interface OpenAccount extends Pick<TurnAhead, "at" | "events"> {
  readonly tx: Tx;
  readonly account: Account;
  readonly books: PriceBooks;
}

const withOpenAccount = <T>(
  parts: ReportParts,
  tenant: string,
  customer: string,
  work: (open: OpenAccount) => Promise<Result<T>>,
): Promise<Result<T> | undefined> =>
  // Not read-only: waiting for the appends that are under way takes a lock.
  parts.store.withTenant(tenant, async (tx) => {
    const models = await parts.library.of(tx);
    const standing = await accountStanding(tx, customer);
    if (standing === undefined || models === undefined) return undefined;
    if (standing.parked !== null) return refuse(accountParked("/customer", customer));
    const { events } = parts.store;
    const { account } = standing;
    return work({ tx, account, books: models.books, at: parts.clock.now(tenant), events });
  });

/**
 * The documents that bill a customer's open periods of usage, as billing would make them of what is used so far; the others that come
 * before them are left out. Undefined where there is no such customer; refuses `account-parked`, and what billing refuses.
 */
export const openDocumentsReport = (
  parts: ReportParts,
  tenant: string,
  customer: string,
): Promise<Result<OpenDocuments> | undefined> =>
  withOpenAccount(parts, tenant, customer, async ({ tx, account, books, at, events }) => {
    const documents = await openDocuments(tx, account, books, { at, events });
    if (!documents.ok) return documents;
    const { current } = booksOf(books, account.customer);
    const month = calendarWindow("month", at, expectOk(zoneOf(account.customer, current)));
    return ok({ currency: current.model.currency, month, documents: documents.value });
  });

/** What those documents come to, so far and projected. Undefined and refused as they are. */
export const runningCostReport = (
  parts: ReportParts,
  tenant: string,
  customer: string,
): Promise<Result<RunningCost> | undefined> =>
  withOpenAccount(parts, tenant, customer, async ({ tx, account, books, at, events }) => {
    const soFar = await openDocuments(tx, account, books, { at, events });
    if (!soFar.ok) return soFar;
    const asIf: TurnAhead["asIf"] = (known) => projectedUsage(known, at);
    const projected = await openDocuments(tx, account, books, { at, events, asIf });
    if (!projected.ok) return projected;
    const { currency } = booksOf(books, account.customer).current.model;
    const totalOf = (documents: readonly Invoice[]): CostTotal => ({
      tax: moneyText(sum(documents.map(({ tax }) => decimalOf(tax))), currency),
      total: moneyText(sum(documents.map(({ total }) => decimalOf(total))), currency),
    });
    return ok({
      customer: account.customer.id,
      at: formatInstant(at),
      currency,
      issuedAt: lastOf([...soFar.value, ...projected.value].map(({ issuedAt }) => issuedAt)),
      lines: costLines(soFar.value, projected.value, currency),
      soFar: totalOf(soFar.value),
      projected: totalOf(projected.value),
    });
  });

const lastOf = (instants: readonly string[]): string | null =>
  instants.reduce<string | null>((last, one) => (last === null || one > last ? one : last), null);

/** The documents that bill what is open at an instant, and no others that come before them. */
async function openDocuments(
  tx: Tx,
  from: Account,
  books: PriceBooks,
  ahead: Omit<TurnAhead, "now">,
): Promise<Result<readonly Invoice[]>> {
  const own = booksOf(books, from.customer);
  const open = openUsageKeys(from, own, ahead.at);
  const documents: Invoice[] = [];
  let account = from;
  for (let turns = 0; open.size > 0; turns += 1) {
    const current = booksOf(books, account.customer);
    const now = nextDueOf(account, current);
    const group = nextGroup(account, current);
    if (now === undefined || group === undefined) break;
    if (turns >= turnsMax)
      return refuse({
        code: "preview-too-long",
        path: "/customer",
        message: "the documents of what is open now are too far ahead",
      });
    const turn = await turnAhead(tx, account, books, { ...ahead, now });
    if (!turn.ok) return turn;
    account = turn.value.account;
    if (group.cutoff > now) continue;
    const billed = billedUsageKeys(group).filter((key) => open.has(key));
    if (billed.length > 0) documents.push(...turn.value.documents);
    // A look on the way leaves the period open.
    if (!isUsageCheck(group)) for (const key of billed) open.delete(key);
  }
  return ok(documents);
}

/** The lines of both, those of the same id side by side; one that only the other has comes to nothing on this side. */
function costLines(
  soFar: readonly Invoice[],
  projected: readonly Invoice[],
  currency: CurrencyCode,
): readonly CostLine[] {
  const lines = new Map<string, { known?: InvoiceLine; likely?: InvoiceLine }>();
  for (const line of soFar.flatMap((one) => one.lines)) lines.set(line.id, { known: line });
  for (const line of projected.flatMap((one) => one.lines))
    lines.set(line.id, { ...lines.get(line.id), likely: line });
  return [...lines.values()].flatMap(({ known, likely }) => {
    const line = known ?? likely;
    return line === undefined
      ? []
      : [
          {
            ...headOf(line),
            soFar: figureOf(known, currency),
            projected: figureOf(likely, currency),
          },
        ];
  });
}

const headOf = (line: InvoiceLine): Omit<CostLine, "soFar" | "projected"> => ({
  id: line.id,
  kind: line.kind,
  description: line.description,
  subscription: line.subscription ?? null,
  charge: line.charge ?? null,
  meter: line.meter ?? null,
  unit: line.unit ?? null,
  period: line.period,
});

function figureOf(line: InvoiceLine | undefined, currency: CurrencyCode): CostFigure {
  const nothing = moneyText(zero, currency);
  if (line === undefined) return { quantity: "0", amount: nothing, discount: nothing };
  const { quantity, gross, amount } = line;
  const discount = subtract(decimalOf(gross), decimalOf(amount));
  return { quantity, amount, discount: moneyText(discount, currency) };
}
