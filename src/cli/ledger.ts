import { Command, Option } from "commander";
import { ok, type Result, refuse } from "../fault/fault.ts";
import { accountIn } from "../ledger/chart.ts";
import { type JournalExportName, journalExports } from "../ledger/exports/journal-exports.ts";
import { ageingBuckets } from "../ledger/receivable-ageing.ts";
import { type Books, booksAgeing, booksBalance, readBooks } from "../services/ledger-report.ts";
import { verifyLedger } from "../services/ledger-verification.ts";
import type { Tx } from "../store/tenant.ts";
import { civilFromDays, daysFromCivil, parseCivilDate } from "../time/calendar.ts";
import { startOfDay } from "../time/zone.ts";
import { harmless, left, right } from "./columns.ts";
import { type Exit, exitCodes, exitProcess } from "./exit.ts";
import { dataFolderDefault, openStoredData, unknownTenant } from "./stored-data.ts";
import { refuseWith, styled, type Terminal } from "./terminal.ts";

interface LedgerOptions {
  readonly data: string;
  readonly tenant: string;
  readonly json?: boolean;
  readonly asOf?: string;
  readonly format?: JournalExportName;
}

const shown = {
  verify: `
Examples:
  florin ledger verify --data .florin
  florin ledger verify --json | jq '.head'      the head to keep elsewhere`,
  balance: `
Examples:
  florin ledger balance --as-of 2026-01-31
  florin ledger balance --json`,
  ageing: `
Examples:
  florin ledger ageing --as-of 2026-03-31`,
  export: `
Examples:
  florin ledger export --format hledger > books.journal && hledger -f books.journal balance
  florin ledger export --format beancount > books.beancount && bean-check books.beancount
  florin ledger export --format csv > journal.csv`,
};

/** `florin ledger`: the stored books: whether they are sound, what they say, and as files for other programs. */
export function ledgerCommand(terminal: Terminal, exit: Exit = exitProcess): Command {
  const part = (name: keyof typeof shown, description: string): Command =>
    new Command(name)
      .description(description)
      .option(
        "--data <folder>",
        "the folder of florin serve; DATABASE_URL goes before it",
        dataFolderDefault,
      )
      .option("--tenant <id>", "whose books", "default")
      .addHelpText("after", shown[name]);
  const asOf: [string, string] = ["--as-of <day>", "the last day that counts; all where absent"];
  const json: [string, string] = ["--json", "print JSON"];
  return new Command("ledger")
    .description("the books: verify, balance, ageing and export; a server may go on")
    .addCommand(
      part("verify", "check that no entry was changed, removed, added or left out of balance")
        .option(...json)
        .action(async (options: LedgerOptions) => exit(await verifyBooks(options, terminal))),
    )
    .addCommand(
      part("balance", "print the trial balance")
        .option(...asOf)
        .option(...json)
        .action(async (options: LedgerOptions) => exit(await printBalance(options, terminal))),
    )
    .addCommand(
      part("ageing", "print what customers owe, by age")
        .requiredOption("--as-of <day>", "the day it is looked at")
        .option(...json)
        .action(async (options: LedgerOptions) => exit(await printAgeing(options, terminal))),
    )
    .addCommand(
      part("export", "print the journal in the form of another program")
        .addOption(
          new Option("--format <name>", "which program's form")
            .choices(Object.keys(journalExports))
            .makeOptionMandatory(),
        )
        .action(async (options: LedgerOptions) => exit(await exportBooks(options, terminal))),
    );
}

/** Opens the stored data and reads in one tenant's snapshot. */
async function withTenant(
  { data, tenant }: LedgerOptions,
  terminal: Terminal,
  work: (tx: Tx) => Promise<number>,
): Promise<number> {
  const opened = await openStoredData(data);
  if (!opened.ok) return refuseWith(opened.faults, terminal);
  const store = opened.value;
  try {
    const unknown = await unknownTenant(store, tenant);
    if (unknown !== undefined) return refuseWith([unknown], terminal);
    return await store.withTenant(tenant, work, { readOnly: true });
  } finally {
    await store.close();
  }
}

const entriesText = (count: number): string =>
  count === 1 ? "1 entry" : `${count.toLocaleString("en")} entries`;

/** Checks the chain of a tenant's journal; exit code 1 where something is broken. */
export const verifyBooks = (options: LedgerOptions, terminal: Terminal): Promise<number> =>
  withTenant(options, terminal, async (tx) => {
    const { entries, head, faults } = await verifyLedger(tx);
    if (options.json === true) terminal.out(JSON.stringify({ entries, head, faults }, null, 2));
    else {
      const sound = faults.length === 0;
      const verdict = styled(sound ? "green" : "red", sound ? "sound" : "broken", terminal, "out");
      terminal.out(`${options.tenant}: ${entriesText(entries)}: ${verdict}`);
      if (entries > 0) terminal.out(`head ${head.position} ${head.hash}`);
      refuseWith(faults, terminal);
    }
    return faults.length === 0 ? exitCodes.done : exitCodes.refused;
  });

const withBooks = (
  options: LedgerOptions,
  terminal: Terminal,
  work: (books: Books) => number,
): Promise<number> =>
  withTenant(options, terminal, async (tx) => {
    const books = await readBooks(tx);
    if (books !== undefined) return work(books);
    return refuseWith(
      [{ code: "no-model", path: "", message: "nothing was published yet, so there are no books" }],
      terminal,
    );
  });

/** The instant that ends a day of the books' calendar. */
function dayEnd(books: Books, day: string | undefined): Result<number | undefined> {
  if (day === undefined) return ok(undefined);
  const parsed = parseCivilDate(day, "--as-of");
  if (!parsed.ok) return refuse(...parsed.faults);
  return ok(startOfDay(books.zone, civilFromDays(daysFromCivil(parsed.value) + 1)));
}

/** Prints debits, credits and balance of every account. */
export const printBalance = (options: LedgerOptions, terminal: Terminal): Promise<number> =>
  withBooks(options, terminal, (books) => {
    const to = dayEnd(books, options.asOf);
    if (!to.ok) return refuseWith(to.faults, terminal);
    const balance = booksBalance(books, to.value);
    if (options.json === true) {
      terminal.out(JSON.stringify(balance, null, 2));
      return exitCodes.done;
    }
    const row = (title: string, currency: string, ...amounts: readonly string[]): string =>
      [left(title, 44), left(currency, 4), ...amounts.map((one) => right(one, 16))].join(" ");
    terminal.out(styled("bold", row("Account", "", "Debit", "Credit"), terminal, "out"));
    for (const { account, currency, balance: amount } of balance.rows) {
      const title = harmless(accountIn(books.chart, account).title);
      const isCredit = amount.startsWith("-");
      const [debit, credit] = isCredit ? ["", amount.slice(1)] : [amount, ""];
      terminal.out(row(title, currency, debit, credit));
    }
    for (const { currency, debitBalances, creditBalances } of balance.totals)
      terminal.out(
        styled("bold", row("Total", currency, debitBalances, creditBalances), terminal, "out"),
      );
    return exitCodes.done;
  });

/** Prints what each customer owes, in columns of age. */
export const printAgeing = (options: LedgerOptions, terminal: Terminal): Promise<number> =>
  withBooks(options, terminal, (books) => {
    const to = dayEnd(books, options.asOf);
    if (!to.ok) return refuseWith(to.faults, terminal);
    const ageing = booksAgeing(books, to.value ?? 0);
    if (options.json === true) {
      terminal.out(JSON.stringify(ageing, null, 2));
      return exitCodes.done;
    }
    const columns = [...ageingBuckets, "total"] as const;
    const row = (title: string, currency: string, amounts: readonly string[]): string =>
      [left(title, 20), left(currency, 4), ...amounts.map((one) => right(one, 12))].join(" ");
    terminal.out(styled("bold", row("Customer", "", columns), terminal, "out"));
    for (const { customer, currency, amounts } of ageing.customers)
      terminal.out(
        row(
          harmless(customer),
          currency,
          columns.map((name) => amounts[name]),
        ),
      );
    for (const { currency, amounts } of ageing.totals) {
      const total = row(
        "Total",
        currency,
        columns.map((name) => amounts[name]),
      );
      terminal.out(styled("bold", total, terminal, "out"));
    }
    return exitCodes.done;
  });

/** Prints the journal as a file of another program. */
export const exportBooks = (options: LedgerOptions, terminal: Terminal): Promise<number> =>
  withBooks(options, terminal, (books) => {
    for (const piece of journalExports[options.format ?? "hledger"].write(books))
      for (const line of piece.replace(/\n$/, "").split("\n")) terminal.out(line);
    return exitCodes.done;
  });
