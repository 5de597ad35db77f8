import type { CurrencyCode } from "../money/currency.ts";
import { add, type Decimal, type DecimalText, decimalOf, zero } from "../money/decimal.ts";
import { minorText } from "../money/minor-amount.ts";
import type { Instant } from "../time/instant.ts";
import type { AccountName } from "./account-name.ts";
import type { DocumentReference, JournalEntry } from "./entry.ts";

/** One posting on an account, and what the account stood at after it. */
export interface StatementRow {
  readonly date: Instant;
  readonly entry: string;
  readonly document: DocumentReference;
  readonly customer?: string | undefined;
  readonly description: string;
  readonly invoice?: string | undefined;
  readonly line?: string | undefined;
  /** Debits positive, credits negative, as are all balances here. */
  readonly amount: DecimalText;
  readonly balance: DecimalText;
}

/** Everything on one account in one currency, from `from` on and before `to`. */
export interface AccountStatement {
  readonly account: AccountName;
  readonly currency: CurrencyCode;
  readonly opening: DecimalText;
  readonly rows: readonly StatementRow[];
  readonly closing: DecimalText;
}

/**
 * The general ledger of one account: a statement for each currency it was ever posted in, rows in the order of their
 * dates and, on one date, of the journal.
 */
export function accountStatements(
  entries: Iterable<JournalEntry>,
  account: AccountName,
  period: { readonly from: Instant; readonly to: Instant },
): readonly AccountStatement[] {
  const touching = [...entries]
    .filter(({ date, postings }) => date < period.to && postings.some(on(account)))
    .toSorted((left, right) => left.date - right.date);
  const currencies = new Set(
    touching.flatMap(({ postings }) => postings.filter(on(account)).map((one) => one.currency)),
  );
  return [...currencies]
    .toSorted()
    .map((currency) => statementOf(touching, account, currency, period.from));
}

const on =
  (account: AccountName) =>
  (posting: { readonly account: AccountName }): boolean =>
    posting.account === account;

function statementOf(
  entries: readonly JournalEntry[],
  account: AccountName,
  currency: CurrencyCode,
  from: Instant,
): AccountStatement {
  const text = (amount: Decimal): DecimalText => minorText(amount, currency);
  const rows: StatementRow[] = [];
  let opening = zero;
  let balance = zero;
  for (const { id, date, document, customer, description, postings } of entries) {
    for (const posting of postings) {
      if (posting.account !== account || posting.currency !== currency) continue;
      balance = add(balance, decimalOf(posting.amount));
      if (date < from) {
        opening = balance;
        continue;
      }
      const { amount, invoice, line } = posting;
      rows.push({
        date,
        entry: id,
        document,
        customer,
        description,
        invoice,
        line,
        amount,
        balance: text(balance),
      });
    }
  }
  return { account, currency, opening: text(opening), rows, closing: text(balance) };
}
