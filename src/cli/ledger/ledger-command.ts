import { Command, Option } from "commander";
import { journalExports } from "../../ledger/exports/journal-exports.ts";
import { type Exit, exitProcess } from "../exit.ts";
import type { Terminal } from "../terminal.ts";
import { type CloseOptions, closeBooks, listCloses } from "./close-command.ts";
import { enterEntry, type ReverseOptions, reverseEntry } from "./enter-command.ts";
import { type BooksOptions, ofBooks } from "./opened-ledger.ts";
import { type EntryOptions, printEntries } from "./print-entries.ts";
import { printForeignCurrency } from "./print-foreign-currency.ts";
import {
  type DayOptions,
  type ExportOptions,
  exportBooks,
  printAgeing,
  printBalance,
  printSalesOutstanding,
  verifyBooks,
} from "./print-ledger.ts";

const shown = {
  verify: `
Examples:
  florin ledger verify --data .florin
  florin ledger verify --json | jq '.head'      the head to keep elsewhere`,
  balance: `
Examples:
  florin ledger balance --as-of 2026-01-31
  florin ledger balance --json`,
  entries: `
Examples:
  florin ledger entries --account assets:receivable --from 2026-01-01 --to 2026-01-31
  florin ledger entries --document invoice/INV-000001 --json`,
  ageing: `
Examples:
  florin ledger ageing --as-of 2026-03-31`,
  dso: `
Examples:
  florin ledger dso --as-of 2026-03-31`,
  "foreign-currency": `
Examples:
  florin ledger foreign-currency --as-of 2026-01-31`,
  export: `
Examples:
  florin ledger export --format hledger > books.journal && hledger -f books.journal balance
  florin ledger export --format beancount > books.beancount && bean-check books.beancount
  florin ledger export --format erp --from 2026-01-01 --to 2026-01-31 > january.csv`,
  enter: `
Examples:
  florin ledger enter accrual.json
where accrual.json holds an id, a date, a reason, by whom, and postings:
  { "id": "accrual-1", "date": "2026-01-31", "reason": "Support of January", "by": "Dana Field",
    "postings": [{ "account": "expenses:other:support", "debit": "120 USD" },
                 { "account": "liabilities:other:accrued", "credit": "120 USD" }] }`,
  reverse: `
Examples:
  florin ledger reverse accrual-1 --date 2026-02-01 --reason "the invoice came" --by "Dana Field"`,
  close: `
Examples:
  florin ledger close 2026-01 --check          what the close would find, changing nothing
  florin ledger close 2026-01
  florin ledger close 2026-03 --through        every open month up to March, one after the other`,
  closes: `
Examples:
  florin ledger closes --json | jq '.openMonth'`,
};

const asOf: [string, string] = ["--as-of <day>", "the last day that counts; all where absent"];
const today: [string, string] = ["--as-of <day>", "the day it is looked at; today where absent"];
const from: [string, string] = ["--from <day>", "dated on this day or later"];
const to: [string, string] = ["--to <day>", "dated on this day or earlier"];
const json: [string, string] = ["--json", "print JSON"];

/** `florin ledger`: the stored books: whether they are sound, what they say, as files for other programs; and their months. */
export function ledgerCommand(terminal: Terminal, exit: Exit = exitProcess): Command {
  const part = (name: keyof typeof shown, description: string): Command =>
    ofBooks(new Command(name).description(description)).addHelpText("after", shown[name]);
  const run =
    <T extends BooksOptions>(work: (options: T, terminal: Terminal) => Promise<number>) =>
    async (options: T): Promise<void> =>
      exit(await work(options, terminal));
  return new Command("ledger")
    .description("the books: verify, print, export and close months; a server may go on")
    .addCommand(
      part("verify", "check that no entry was changed, removed, added or left out of balance")
        .option(...json)
        .action(run<BooksOptions>(verifyBooks)),
    )
    .addCommand(
      part("balance", "print the trial balance")
        .option(...asOf)
        .option(...json)
        .action(run<DayOptions>(printBalance)),
    )
    .addCommand(
      part("entries", "print entries of the journal, the latest first")
        .option("--account <name>", "those that post to this account")
        .option("--customer <id>", "those of this customer")
        .option("--document <document>", "a kind of document, or one: invoice/INV-000001")
        .option(...from)
        .option(...to)
        .option("--limit <count>", "how many at most", "50")
        .option(...json)
        .action(run<EntryOptions>(printEntries)),
    )
    .addCommand(
      part("ageing", "print what customers owe, by age")
        .option(...today)
        .option(...json)
        .action(run<DayOptions>(printAgeing)),
    )
    .addCommand(
      part("dso", "print days sales outstanding")
        .option(...today)
        .option(...json)
        .action(run<DayOptions>(printSalesOutstanding)),
    )
    .addCommand(
      part(
        "foreign-currency",
        "print what stands in other currencies, and what rates gained and lost",
      )
        .option(...today)
        .option(...json)
        .action(run<DayOptions>(printForeignCurrency)),
    )
    .addCommand(
      part("export", "print the journal in the form of another program")
        .addOption(
          new Option("--format <name>", "which program's form")
            .choices(Object.keys(journalExports))
            .makeOptionMandatory(),
        )
        .option(...from)
        .option(...to)
        .action(run<ExportOptions>(exportBooks)),
    )
    .addCommand(
      part("enter", "post an entry by hand, in an open month")
        .argument("<file>", "a JSON file with the entry")
        .option(...json)
        .action(async (file: string, options: BooksOptions) =>
          exit(await enterEntry(file, options, terminal)),
        ),
    )
    .addCommand(
      part("reverse", "take an entry back that was posted by hand")
        .argument("<id>", "the id under which it was entered")
        .requiredOption("--date <day>", "the day on which the reversal counts")
        .requiredOption("--reason <text>", "why")
        .requiredOption("--by <name>", "who answers for it")
        .option(...json)
        .action(async (id: string, options: ReverseOptions) =>
          exit(await reverseEntry(id, options, terminal)),
        ),
    )
    .addCommand(
      part("close", "close a month for good: recognise its revenue, check the books, lock it")
        .argument("<month>", "the month, 2026-01")
        .option("--check", "only say what the close would find and recognise")
        .option("--through", "every open month up to it, one after the other")
        .option(...json)
        .action(async (month: string, options: CloseOptions) =>
          exit(await closeBooks(month, options, terminal)),
        ),
    )
    .addCommand(
      part("closes", "print the months that are closed, and the one to close next")
        .option(...json)
        .action(run<BooksOptions>(listCloses)),
    );
}
