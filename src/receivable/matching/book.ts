import type { CurrencyCode } from "../../money/currency.ts";
import { type Decimal, decimalOf } from "../../money/decimal.ts";
import type { Instant } from "../../time/instant.ts";
import { readIban } from "./iban.ts";
import { type NumberIndex, numberIndex } from "./invoice-number.ts";
import { nameWords } from "./name.ts";
import { comparableReference } from "./reference.ts";

/** An invoice on which something is owed. */
export interface MatchableItem {
  /** The invoice's number. */
  readonly invoice: string;
  readonly customer: string;
  readonly currency: CurrencyCode;
  readonly open: string;
  readonly dueAt: Instant;
  /** The structured reference that was printed on it. */
  readonly reference?: string;
}

/** What is known of who pays for a customer. */
export interface Payer {
  readonly customer: string;
  readonly names: readonly string[];
  /** Accounts that it has paid from. */
  readonly ibans: readonly string[];
  /** References that are the payer's own, the same on all its invoices. */
  readonly references?: readonly string[];
}

/** A line that came with an earlier import. */
export interface ImportedLine {
  readonly id: string;
  readonly amount: string;
  readonly currency: CurrencyCode;
  readonly endToEndId?: string;
  readonly bankReference?: string;
  /** The payment that it became. */
  readonly payment?: string;
  /** It came back already. */
  readonly returned?: boolean;
}

/** Everything that lines are compared with: the open items of all customers. */
export interface Book {
  readonly items: readonly MatchableItem[];
  readonly payers: readonly Payer[];
  readonly imported: readonly ImportedLine[];
}

/** A book made ready for looking up; `left` is what is still open as matching goes on. */
export interface BookIndex {
  readonly items: readonly MatchableItem[];
  readonly byReference: ReadonlyMap<string, readonly MatchableItem[]>;
  readonly byCustomer: ReadonlyMap<string, readonly MatchableItem[]>;
  readonly payersByReference: ReadonlyMap<string, readonly string[]>;
  readonly customersByIban: ReadonlyMap<string, readonly string[]>;
  readonly names: readonly { readonly customer: string; readonly words: ReadonlySet<string> }[];
  readonly numbers: NumberIndex;
  readonly left: Map<MatchableItem, Decimal>;
}

/** Makes a book ready. Items of nothing open are kept: a line may name one. */
export function indexBook({ items, payers }: Book): BookIndex {
  return {
    items,
    byReference: grouped(items, ({ reference }) =>
      reference === undefined ? [] : [comparableReference(reference)],
    ),
    byCustomer: grouped(items, ({ customer }) => [customer]),
    payersByReference: customersBy(payers, ({ references = [] }) =>
      references.map(comparableReference),
    ),
    customersByIban: customersBy(payers, ({ ibans }) =>
      ibans.flatMap((iban) => readIban(iban) ?? []),
    ),
    names: payers.flatMap(({ customer, names }) =>
      names.map((name) => ({ customer, words: nameWords(name) })),
    ),
    numbers: numberIndex(items),
    left: new Map(items.map((item) => [item, decimalOf(item.open)])),
  };
}

function grouped<T>(all: readonly T[], keysOf: (one: T) => readonly string[]) {
  const groups = new Map<string, T[]>();
  for (const one of all)
    for (const key of keysOf(one)) {
      const group = groups.get(key);
      if (group === undefined) groups.set(key, [one]);
      else if (!group.includes(one)) group.push(one);
    }
  return groups as ReadonlyMap<string, readonly T[]>;
}

const customersBy = (payers: readonly Payer[], keysOf: (one: Payer) => readonly string[]) =>
  new Map(
    [...grouped(payers, keysOf)].map(([key, all]) => [
      key,
      [...new Set(all.map(({ customer }) => customer))],
    ]),
  );
