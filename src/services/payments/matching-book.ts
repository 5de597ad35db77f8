import { assert, expectOk } from "../../fault/fault.ts";
import { isCurrencyCode } from "../../money/currency.ts";
import type { Book, ImportedLine, MatchableItem, Payer } from "../../receivable/matching/book.ts";
import type { StatementLine } from "../../receivable/matching/statement-line.ts";
import { knownAccounts, linesSince, type StoredBankLine } from "../../store/bank-lines.ts";
import { customerNames } from "../../store/customers.ts";
import { allOpenItems, type OpenItemRow } from "../../store/open-items.ts";
import type { Tx } from "../../store/tenant.ts";
import {
  civilFromDays,
  daysFromCivil,
  formatCivilDate,
  parseCivilDate,
} from "../../time/calendar.ts";

/** What a statement is compared with at most: open invoices of a tenant, and lines that may come back. */
const itemsMax = 200_000;
const importedMax = 100_000;
/** A direct debit that was not authorised can be returned for 13 months. */
const returnedWithinDays = 400;

/** Reads everything that lines of a statement are compared with. `since` is the day of the earliest line. */
export async function readBook(tx: Tx, since: string): Promise<Book> {
  const from = daysFromCivil(expectOk(parseCivilDate(since))) - returnedWithinDays;
  const [items, accounts, lines] = [
    await allOpenItems(tx, itemsMax),
    await knownAccounts(tx),
    await linesSince(tx, formatCivilDate(civilFromDays(Math.max(from, 0))), importedMax),
  ];
  const customers = new Set([
    ...items.map(({ customer }) => customer),
    ...accounts.map(({ customer }) => customer),
  ]);
  const names = await customerNames(tx, customers);
  const ibans = new Map<string, string[]>();
  for (const { customer, iban } of accounts) {
    const own = ibans.get(customer);
    if (own === undefined) ibans.set(customer, [iban]);
    else own.push(iban);
  }
  return {
    items: items.map(matchable),
    payers: [...customers].map(
      (customer): Payer => ({
        customer,
        names: [names.get(customer) ?? customer],
        ibans: ibans.get(customer) ?? [],
      }),
    ),
    imported: importedLines(lines),
  };
}

function matchable({ invoice, customer, currency, open, dueAt }: OpenItemRow): MatchableItem {
  assert(isCurrencyCode(currency), `${currency} is a currency`);
  return { invoice, customer, currency, open, dueAt };
}

/** Lines as later ones see them: what they brought, and whether it went back already. */
export function importedLines(rows: readonly StoredBankLine[]): readonly ImportedLine[] {
  const returned = new Set(
    rows.flatMap(({ state, payment }) => (state === "returned" ? (payment ?? []) : [])),
  );
  return rows.map((row) => {
    const { amount, currency, endToEndId, bankReference } = lineOf(row);
    const payment = row.state === "matched" ? row.payment : null;
    return {
      id: row.id,
      amount,
      currency,
      ...(endToEndId === undefined ? {} : { endToEndId }),
      ...(bankReference === undefined ? {} : { bankReference }),
      ...(payment === null ? {} : { payment }),
      ...(payment !== null && returned.has(payment) ? { returned: true } : {}),
    };
  });
}

/** A line as it was read from its file. */
export const lineOf = (row: StoredBankLine): StatementLine => JSON.parse(row.line) as StatementLine;
