import type { JournalExportName } from "../../ledger/exports/journal-exports.ts";
import type {
  AgedAmountsAnswer,
  AgeingAnswer,
  SalesOutstandingAnswer,
  TrialBalanceAnswer,
} from "../../services/ledger/ledger-answers.ts";
import { harmless, left, right } from "../columns.ts";
import { exitCodes } from "../exit.ts";
import { refuseWith, styled, type Terminal } from "../terminal.ts";
import { answeredWith, type BooksOptions, dayFaults, withLedger } from "./opened-ledger.ts";

/** Options of a report as of a day. */
export interface DayOptions extends BooksOptions {
  readonly asOf?: string;
}

/** Options of an export. */
export interface ExportOptions extends BooksOptions {
  readonly format: JournalExportName;
  readonly from?: string;
  readonly to?: string;
}

const entriesText = (count: number): string =>
  count === 1 ? "1 entry" : `${count.toLocaleString("en")} entries`;

/** Checks the chain of a tenant's journal; exit code 1 where something is broken. */
export const verifyBooks = (options: BooksOptions, terminal: Terminal): Promise<number> =>
  withLedger(options, terminal, async ({ ledger, tenant }) => {
    const { sound, entries, head, faults } = await ledger.verification(tenant);
    if (options.json === true) terminal.out(JSON.stringify({ entries, head, faults }, null, 2));
    else {
      const verdict = styled(sound ? "green" : "red", sound ? "sound" : "broken", terminal, "out");
      terminal.out(`${tenant}: ${entriesText(entries)}: ${verdict}`);
      if (entries > 0) terminal.out(`head ${head.position} ${head.hash}`);
      refuseWith(
        faults.map((fault) => ({ ...fault, path: "" })),
        terminal,
      );
    }
    return sound ? exitCodes.done : exitCodes.refused;
  });

/** Prints debits, credits and balance of every account. */
export async function printBalance(options: DayOptions, terminal: Terminal): Promise<number> {
  const faults = dayFaults({ "--as-of": options.asOf });
  if (faults.length > 0) return refuseWith(faults, terminal);
  return withLedger(options, terminal, async ({ ledger, tenant }) =>
    answeredWith(await ledger.trialBalance(tenant, options.asOf), options, terminal, (balance) =>
      balanceRows(balance, terminal),
    ),
  );
}

function balanceRows({ rows, totals }: TrialBalanceAnswer, terminal: Terminal): void {
  const row = (title: string, currency: string, ...amounts: readonly string[]): string =>
    [left(title, 44), left(currency, 4), ...amounts.map((one) => right(one, 16))].join(" ");
  terminal.out(styled("bold", row("Account", "", "Debit", "Credit"), terminal, "out"));
  for (const { title, currency, balance } of rows) {
    const isCredit = balance.startsWith("-");
    const [debit, credit] = isCredit ? ["", balance.slice(1)] : [balance, ""];
    terminal.out(row(harmless(title), currency, debit, credit));
  }
  for (const { currency, debitBalances, creditBalances } of totals)
    terminal.out(
      styled("bold", row("Total", currency, debitBalances, creditBalances), terminal, "out"),
    );
}

/** Prints what each customer owes, in columns of age. */
export async function printAgeing(options: DayOptions, terminal: Terminal): Promise<number> {
  const faults = dayFaults({ "--as-of": options.asOf });
  if (faults.length > 0) return refuseWith(faults, terminal);
  return withLedger(options, terminal, async ({ ledger, tenant }) =>
    answeredWith(await ledger.ageing(tenant, options.asOf), options, terminal, (ageing) =>
      ageingRows(ageing, terminal),
    ),
  );
}

const ageingColumns: Readonly<Record<keyof AgedAmountsAnswer, string>> = {
  notDue: "not due",
  days1to30: "1-30",
  days31to60: "31-60",
  days61to90: "61-90",
  over90: "over 90",
  total: "total",
};

function ageingRows({ customers, totals }: AgeingAnswer, terminal: Terminal): void {
  const row = (title: string, currency: string, amounts: readonly string[]): string =>
    [left(title, 20), left(currency, 4), ...amounts.map((one) => right(one, 12))].join(" ");
  const amountsOf = (amounts: AgedAmountsAnswer): readonly string[] => [
    amounts.notDue,
    amounts.days1to30,
    amounts.days31to60,
    amounts.days61to90,
    amounts.over90,
    amounts.total,
  ];
  terminal.out(styled("bold", row("Customer", "", Object.values(ageingColumns)), terminal, "out"));
  for (const { customer, currency, amounts } of customers)
    terminal.out(row(harmless(customer), currency, amountsOf(amounts)));
  for (const { currency, amounts } of totals)
    terminal.out(styled("bold", row("Total", currency, amountsOf(amounts)), terminal, "out"));
}

/** Prints days sales outstanding of each currency by both methods. */
export async function printSalesOutstanding(
  options: DayOptions,
  terminal: Terminal,
): Promise<number> {
  const faults = dayFaults({ "--as-of": options.asOf });
  if (faults.length > 0) return refuseWith(faults, terminal);
  return withLedger(options, terminal, async ({ ledger, tenant }) =>
    answeredWith(await ledger.salesOutstanding(tenant, options.asOf), options, terminal, (answer) =>
      salesOutstandingRows(answer, terminal),
    ),
  );
}

function salesOutstandingRows({ items }: SalesOutstandingAnswer, terminal: Terminal): void {
  const row = (...cells: readonly string[]): string =>
    cells.map((cell, place) => (place === 0 ? left(cell, 8) : right(cell, 16))).join(" ");
  terminal.out(
    styled(
      "bold",
      row("Currency", "Receivable", "Simple, days", "Countback, days"),
      terminal,
      "out",
    ),
  );
  for (const { currency, receivable, simple, countback } of items) {
    const { days, complete } = countback;
    terminal.out(row(currency, receivable, simple.days ?? "-", complete ? days : `over ${days}`));
  }
}

/** Prints the journal as a file of another program. */
export async function exportBooks(options: ExportOptions, terminal: Terminal): Promise<number> {
  const { format, from, to } = options;
  const faults = dayFaults({ "--from": from, "--to": to });
  if (faults.length > 0) return refuseWith(faults, terminal);
  return withLedger(options, terminal, async ({ ledger, tenant }) => {
    const range = { ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }) };
    const journal = await ledger.exported(tenant, format, range);
    return answeredWith(journal, { ...options, json: false }, terminal, ({ pieces }) => {
      for (const piece of pieces)
        for (const line of piece.replace(/\n$/, "").split("\n")) terminal.out(line);
    });
  });
}
