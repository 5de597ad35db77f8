import { isAccountName } from "../../ledger/account-name.ts";
import { sides } from "../../ledger/posting.ts";
import type { EntryAnswer } from "../../services/ledger/ledger-answers.ts";
import { harmless, left, right } from "../columns.ts";
import { refuseWith, styled, type Terminal } from "../terminal.ts";
import { answeredWith, type BooksOptions, dayFaults, withLedger } from "./opened-ledger.ts";

/** Options of a list of entries. */
export interface EntryOptions extends BooksOptions {
  readonly account?: string;
  readonly customer?: string;
  readonly document?: string;
  readonly from?: string;
  readonly to?: string;
  readonly limit: string;
}

const limitMax = 500;

/** Prints entries of the journal with their postings, the latest first. */
export async function printEntries(options: EntryOptions, terminal: Terminal): Promise<number> {
  const { account, customer, document, from, to } = options;
  const faults = [
    ...dayFaults({ "--from": from, "--to": to }),
    ...(account === undefined || isAccountName(account) ? [] : [unknownAccount(account)]),
    ...(countOf(options.limit) === undefined ? [badLimit(options.limit)] : []),
  ];
  if (faults.length > 0) return refuseWith(faults, terminal);
  return withLedger(options, terminal, async ({ ledger, tenant }) => {
    const page = await ledger.entries(tenant, {
      limit: countOf(options.limit) ?? limitMax,
      ...(account === undefined ? {} : { account }),
      ...(customer === undefined ? {} : { customer }),
      ...(document === undefined ? {} : { document }),
      ...(from === undefined ? {} : { from }),
      ...(to === undefined ? {} : { to }),
    });
    return answeredWith(page?.items, options, terminal, (entries) => {
      for (const entry of entries) entryRows(entry, terminal);
    });
  });
}

/** Prints an entry, a posting a row. */
export function entryRows(entry: EntryAnswer, terminal: Terminal): void {
  const title = `${entry.date.slice(0, 10)}  ${harmless(entry.description)}`;
  const late = entry.documentDate === null ? "" : `, dated ${entry.documentDate.slice(0, 10)}`;
  const by = entry.by === null ? "" : `, by ${harmless(entry.by)}`;
  terminal.out(`${styled("bold", title, terminal, "out")}  [${harmless(entry.id)}${late}${by}]`);
  for (const { account, currency, amount } of entry.postings) {
    const { debit, credit } = sides({ amount });
    terminal.out(`  ${left(account, 44)} ${right(debit, 14)} ${right(credit, 14)} ${currency}`);
  }
}

function countOf(text: string): number | undefined {
  const count = /^\d{1,3}$/.test(text) ? Number(text) : 0;
  return count >= 1 && count <= limitMax ? count : undefined;
}

const badLimit = (value: string) => ({
  code: "invalid-limit",
  path: "--limit",
  message: `a limit is a whole number from 1 to ${limitMax}`,
  value,
});

const unknownAccount = (value: string) => ({
  code: "unknown-account",
  path: "--account",
  message: "there can be no account of this name",
  value,
  suggestion: "florin ledger balance --json lists those that were posted to",
});
