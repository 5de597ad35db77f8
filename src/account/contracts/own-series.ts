import type { Account } from "../account.ts";
import type { DueGroup } from "../due.ts";
import type { InvoiceKind } from "../invoice.ts";
import type { PriceBooks } from "../price-book.ts";
import { contractsInvoicing } from "./contract-invoicing.ts";

/** The series that the contract of what a document is for has for it; undefined where it has that of all other documents. */
export function ownSeries(
  kind: InvoiceKind,
  { items: [first], dueAt }: DueGroup,
  account: Account,
  books: PriceBooks,
): string | undefined {
  if (account.contracts === null || first === undefined) return undefined;
  const own = contractsInvoicing(account, books);
  const scope =
    first.kind === "credit-note"
      ? signedAs(first.state.contract, account)
      : own?.scopeOf(first, dueAt);
  const settings = scope === undefined ? undefined : own?.settings(scope, dueAt);
  const series = kind === "invoice" ? settings?.series : settings?.creditNoteSeries;
  return series === books.current.series[kind] ? undefined : series;
}

/** The id of the contract of a number. */
const signedAs = (number: string | undefined, { contracts }: Account): string | undefined =>
  contracts?.find(({ fact }) => (fact.number ?? fact.id) === number)?.fact.id;
