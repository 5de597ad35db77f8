import type { Fault } from "../../fault/fault.ts";
import type { MonthClose } from "../../services/closing/close-report.ts";
import type { CloseList } from "../../services/closing/close-service.ts";
import { left, right } from "../columns.ts";
import { exitCodes } from "../exit.ts";
import { counted, refuseWith, styled, type Terminal } from "../terminal.ts";
import {
  answeredWith,
  type BooksOptions,
  monthFaults,
  type OpenLedger,
  withLedger,
} from "./opened-ledger.ts";

/** Options of a close. */
export interface CloseOptions extends BooksOptions {
  readonly check?: boolean;
  readonly through?: boolean;
}

/** Closes a month, or the open ones up to it; with `--check` only says what that would find. */
export async function closeBooks(
  month: string,
  options: CloseOptions,
  terminal: Terminal,
): Promise<number> {
  const faults = monthFaults({ "<month>": month });
  if (faults.length > 0) return refuseWith(faults, terminal);
  return withLedger(options, terminal, async (open) => {
    if (options.check === true) return checkMonth(month, open, options, terminal);
    const closed: MonthClose[] = [];
    for (;;) {
      const next = options.through === true ? await nextMonth(open, month) : month;
      const answer = await open.ledger.closes.close(open.tenant, next);
      if (!answer.ok) return refuseWith(answer.faults, terminal);
      const close = JSON.parse(answer.value.body) as MonthClose;
      closed.push(close);
      if (options.json !== true) printClose(close, terminal);
      if (next >= month) break;
    }
    if (options.json === true)
      terminal.out(JSON.stringify(options.through === true ? closed : closed[0], null, 2));
    return exitCodes.done;
  });
}

/** The month to close next, but none after `last`. */
async function nextMonth({ ledger, tenant }: OpenLedger, last: string): Promise<string> {
  const { openMonth } = await ledger.closes.list(tenant, undefined, 1);
  return openMonth === null || openMonth > last ? last : openMonth;
}

async function checkMonth(
  month: string,
  { ledger, tenant }: OpenLedger,
  options: CloseOptions,
  terminal: Terminal,
): Promise<number> {
  const found = await ledger.closes.month(tenant, month);
  if (found === undefined) return refuseWith([notNext(month)], terminal);
  const code = answeredWith(found, options, terminal, (close) => printClose(close, terminal));
  return found.checks.every(({ state }) => state !== "failed") ? code : exitCodes.refused;
}

const notNext = (value: string): Fault => ({
  code: "not-found",
  path: "<month>",
  message: "this month is neither closed nor the next to close",
  value,
  suggestion: "florin ledger closes says which month is next",
});

const marks = { passed: "ok", warning: "look", failed: "no" } as const;
const colours = { passed: "green", warning: "yellow", failed: "red" } as const;

/** Prints the checklist of a month, and what it recognised. */
function printClose(close: MonthClose, terminal: Terminal): void {
  const { month, state, closedAt, head, checks, recognised, entries } = close;
  const when = closedAt === null ? "not closed" : `closed ${closedAt}`;
  terminal.out(styled("bold", `${month}: ${when}`, terminal, "out"));
  for (const check of checks) {
    const mark = styled(colours[check.state], left(marks[check.state], 4), terminal, "out");
    terminal.out(`  ${mark}  ${left(check.id, 12)}  ${check.message}`);
  }
  const verb = state === "closed" ? "recognised" : "to recognise";
  for (const { currency, amount } of recognised)
    terminal.out(`  ${verb} ${right(amount, 14)} ${currency}`);
  if (entries > 0) terminal.out(`  ${counted(entries, "document")} of recognition`);
  if (head !== null) terminal.out(`  head ${head.position} ${head.hash}`);
}

/** Prints the closed months, the latest first. */
export const listCloses = (options: BooksOptions, terminal: Terminal): Promise<number> =>
  withLedger(options, terminal, async ({ ledger, tenant }) =>
    answeredWith(await ledger.closes.list(tenant, undefined, 500), options, terminal, (list) =>
      closeRows(list, terminal),
    ),
  );

function closeRows({ items, openMonth }: CloseList, terminal: Terminal): void {
  const row = (...cells: readonly string[]): string => cells.map((cell) => left(cell, 22)).join("");
  terminal.out(styled("bold", row("Month", "Closed", "Recognised").trimEnd(), terminal, "out"));
  if (openMonth !== null) terminal.out(row(openMonth, "to close next").trimEnd());
  for (const { month, closedAt, recognised } of items) {
    const amounts = recognised.map(({ amount, currency }) => `${amount} ${currency}`).join(", ");
    terminal.out(row(month, closedAt ?? "", amounts).trimEnd());
  }
}
