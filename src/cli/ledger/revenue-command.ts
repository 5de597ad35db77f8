import { Command } from "commander";
import type {
  RemainingObligationsAnswer,
  RevenueScheduleAnswer,
  RollForwardAnswer,
} from "../../services/ledger/revenue-answers.ts";
import { harmless, left, right } from "../columns.ts";
import { type Exit, exitProcess } from "../exit.ts";
import { refuseWith, styled, type Terminal } from "../terminal.ts";
import {
  answeredWith,
  type BooksOptions,
  dayFaults,
  monthFaults,
  ofBooks,
  withLedger,
} from "./opened-ledger.ts";

interface MonthsOptions extends BooksOptions {
  readonly from: string;
  readonly to: string;
}

interface DayOptions extends BooksOptions {
  readonly asOf?: string;
}

const shown = {
  schedule: `
Examples:
  florin revenue schedule --from 2026-01 --to 2026-12`,
  "roll-forward": `
Examples:
  florin revenue roll-forward --from 2026-01 --to 2026-03
  florin revenue roll-forward --from 2026-01 --to 2026-03 --json`,
  remaining: `
Examples:
  florin revenue remaining --as-of 2026-03-31`,
};

const json: [string, string] = ["--json", "print JSON"];

/** `florin revenue`: what of the stored books is earned, and when the rest will be. */
export function revenueCommand(terminal: Terminal, exit: Exit = exitProcess): Command {
  const part = (name: keyof typeof shown, description: string): Command =>
    ofBooks(new Command(name).description(description)).addHelpText("after", shown[name]);
  const ofMonths = (command: Command): Command =>
    command
      .requiredOption("--from <month>", "the first month, 2026-01")
      .requiredOption("--to <month>", "the last month")
      .option(...json);
  return new Command("revenue")
    .description("revenue by month: its schedule, what is deferred, what remains")
    .addCommand(
      ofMonths(part("schedule", "print what issued invoices earn, by stream and month")).action(
        async (options: MonthsOptions) => exit(await printSchedule(options, terminal)),
      ),
    )
    .addCommand(
      ofMonths(
        part("roll-forward", "print how what is deferred and unbilled came to its closing balance"),
      ).action(async (options: MonthsOptions) => exit(await printRollForward(options, terminal))),
    )
    .addCommand(
      part("remaining", "print what is sold and not earned, and the next twelve months of it")
        .option("--as-of <day>", "at the end of this day; today where absent")
        .option(...json)
        .action(async (options: DayOptions) => exit(await printRemaining(options, terminal))),
    );
}

const monthsMax = 120;

function rangeFaults({ from, to }: MonthsOptions) {
  const faults = monthFaults({ "--from": from, "--to": to });
  if (faults.length > 0) return faults;
  const count = (text: string): number => Number(text.slice(0, 4)) * 12 + Number(text.slice(5));
  const length = count(to) - count(from) + 1;
  if (length >= 1 && length <= monthsMax) return [];
  const message = `a report covers 1 to ${monthsMax} months`;
  return [{ code: "invalid-range", path: "--to", message, value: to }];
}

/** Prints the revenue of each stream by month. */
async function printSchedule(options: MonthsOptions, terminal: Terminal): Promise<number> {
  const faults = rangeFaults(options);
  if (faults.length > 0) return refuseWith(faults, terminal);
  return withLedger(options, terminal, async ({ ledger, tenant }) =>
    answeredWith(await ledger.schedule(tenant, options), options, terminal, (answer) =>
      scheduleRows(answer, terminal),
    ),
  );
}

function scheduleRows(
  { months, items, closedThrough }: RevenueScheduleAnswer,
  terminal: Terminal,
): void {
  for (const { stream, currency, amounts, later } of items) {
    terminal.out(styled("bold", `${harmless(stream)} ${currency}`, terminal, "out"));
    for (const [index, month] of months.entries()) {
      const state = closedThrough !== null && month <= closedThrough ? "" : "  scheduled";
      terminal.out(`  ${month} ${right(amounts[index] ?? "", 16)}${state}`);
    }
    terminal.out(`  ${left("later", 7)} ${right(later, 16)}`);
  }
}

/** Prints the roll-forward of deferred revenue and of what is unbilled. */
async function printRollForward(options: MonthsOptions, terminal: Terminal): Promise<number> {
  const faults = rangeFaults(options);
  if (faults.length > 0) return refuseWith(faults, terminal);
  return withLedger(options, terminal, async ({ ledger, tenant }) =>
    answeredWith(await ledger.rollForward(tenant, options), options, terminal, (answer) =>
      rollForwardRows(answer, terminal),
    ),
  );
}

function rollForwardRows({ items }: RollForwardAnswer, terminal: Terminal): void {
  const row = (title: string, ...cells: readonly string[]): string =>
    [left(title, 38), ...cells.map((cell) => right(cell, 13))].join(" ");
  const columns = ["Opening", "Billed", "Recognised", "Catch-up", "Closing"];
  terminal.out(styled("bold", row("Month, stream, balance", ...columns), terminal, "out"));
  for (const item of items)
    for (const [name, { opening, billed, recognised, catchUp, closing }] of [
      ["deferred", item.deferred],
      ["unbilled", item.contractAsset],
    ] as const) {
      const amounts = [opening, billed, recognised, catchUp, closing];
      if (amounts.every((amount) => /^-?0(\.0*)?$/.test(amount))) continue;
      const title = `${item.month} ${harmless(item.stream)} ${item.currency} ${name}`;
      terminal.out(row(title, ...amounts));
    }
}

/** Prints what remains to be earned. */
async function printRemaining(options: DayOptions, terminal: Terminal): Promise<number> {
  const faults = dayFaults({ "--as-of": options.asOf });
  if (faults.length > 0) return refuseWith(faults, terminal);
  return withLedger(options, terminal, async ({ ledger, tenant }) =>
    answeredWith(await ledger.remaining(tenant, options.asOf), options, terminal, (answer) =>
      remainingRows(answer, terminal),
    ),
  );
}

function remainingRows({ asOf, items }: RemainingObligationsAnswer, terminal: Terminal): void {
  for (const { currency, months, ...own } of items) {
    terminal.out(styled("bold", `${currency} on ${asOf}`, terminal, "out"));
    for (const [title, amount] of [
      ["remaining (RPO)", own.total],
      ["within twelve months (cRPO)", own.withinYear],
      ["later", own.later],
      ["no day known", own.unscheduled],
      ["contracts, on no invoice", own.contracted],
      ["terms, on no invoice", own.committed],
      ...months.map(({ month, amount }) => [month, amount] as const),
    ] as const)
      terminal.out(`  ${left(title, 30)} ${right(amount, 16)}`);
  }
}
