import { minorUnits } from "../../money/currency.ts";
import { coefficientAt, decimalOf, isPositive, zero } from "../../money/decimal.ts";
import type { BookIndex, MatchableItem } from "./book.ts";
import { exactSum } from "./exact-sum.ts";
import { readIban } from "./iban.ts";
import { type Mentions, mentionsIn } from "./invoice-number.ts";
import { nameWords, samePayer } from "./name.ts";
import { comparableReference, referencesIn } from "./reference.ts";
import type { StatementLine } from "./statement-line.ts";

/** What a line says, looked up in a book. */
export interface Evidence {
  readonly line: StatementLine;
  /** Invoices whose reference stands on the line. */
  readonly referred: readonly MatchableItem[];
  /** Customers whose own reference stands on it. */
  readonly referredPayers: readonly string[];
  readonly numbers: Mentions;
  /** Customers who are known to pay from the account it came from. */
  readonly accountOf: readonly string[];
  /** Customers whose name the payer's is. */
  readonly namedAs: readonly string[];
}

/** Looks a line up. The text's references count only where their check digits are right. */
export function gather(line: StatementLine, book: BookIndex): Evidence {
  const stated = line.reference === undefined ? [] : [comparableReference(line.reference)];
  const references = [...new Set([...stated, ...referencesIn(line.remittance)])];
  const iban = line.iban === undefined ? undefined : readIban(line.iban);
  const words = line.name === undefined ? new Set<string>() : nameWords(line.name);
  const names = book.names.filter((one) => samePayer(one.words, words));
  const text = stated.length > 0 ? `${line.remittance} / ${line.reference}` : line.remittance;
  return {
    line,
    referred: unique(references.flatMap((one) => book.byReference.get(one) ?? [])),
    referredPayers: unique(references.flatMap((one) => book.payersByReference.get(one) ?? [])),
    numbers: mentionsIn(text, book.numbers),
    accountOf: iban === undefined ? [] : (book.customersByIban.get(iban) ?? []),
    namedAs: unique(names.map(({ customer }) => customer)),
  };
}

const unique = <T>(all: readonly T[]): readonly T[] => [...new Set(all)];

/** Whether account or name say that the payer is this customer, and neither says it is another. */
export const isPayer = (evidence: Evidence, customer: string): boolean =>
  !isAnother(evidence, customer) &&
  (evidence.accountOf.includes(customer) || evidence.namedAs.includes(customer));

/** Whether account or name say that the payer is somebody else. */
export const isAnother = ({ accountOf, namedAs }: Evidence, customer: string): boolean =>
  (accountOf.length > 0 && !accountOf.includes(customer)) ||
  (namedAs.length > 0 && !namedAs.includes(customer));

/** The only set of a customer's open items that comes to the line's amount, or why there is none. */
export function exactItems(
  { amount, currency }: StatementLine,
  customer: string,
  { byCustomer, left }: BookIndex,
): readonly MatchableItem[] | "none" | "several" {
  const items = (byCustomer.get(customer) ?? []).filter(
    (item) => item.currency === currency && isPositive(left.get(item) ?? zero),
  );
  const units = (item: MatchableItem): bigint =>
    BigInt(coefficientAt(left.get(item) ?? zero, minorUnits(currency)));
  const total = BigInt(coefficientAt(decimalOf(amount), minorUnits(currency)));
  const sum = exactSum(items.map(units), total);
  if (typeof sum === "string") return sum;
  return sum.flatMap((place) => items[place] ?? []);
}
