import { createHash } from "node:crypto";
import { assert, type Fault, ok, type Result, refuse } from "../../fault/fault.ts";
import type { CurrencyCode } from "../../money/currency.ts";
import type { CsvLayout } from "../../payments/statements/csv-layout.ts";
import {
  readStatementFile,
  type StatementFormat,
} from "../../payments/statements/statement-formats.ts";
import type { LineMatch } from "../../receivable/matching/match.ts";
import { matchLines } from "../../receivable/matching/match-lines.ts";
import type { StatementLine } from "../../receivable/matching/statement-line.ts";
import {
  addBankLines,
  addStatement,
  findStatement,
  linesById,
  type StoredBankLine,
  takeStatementTurn,
} from "../../store/bank-lines.ts";
import type { Tx } from "../../store/tenant.ts";
import { formatInstant, type Instant } from "../../time/instant.ts";
import { writing } from "./act-on-intent.ts";
import { type BankLineView, bankLineView } from "./bank-line-view.ts";
import { importedLines, readBook } from "./matching-book.ts";
import type { PaymentParts } from "./payment-parts.ts";
import { followMoney } from "./record-effects.ts";
import { paymentOfLine, recordReceipt, recordReturn } from "./settle-line.ts";

/** A bank's file to be imported. */
export interface StatementRequest {
  readonly bytes: Uint8Array;
  /** For people: the file's name. */
  readonly name: string;
  /** Recognised where absent. */
  readonly format?: StatementFormat;
  /** For files that do not say it. */
  readonly account?: string;
  readonly currency?: CurrencyCode;
  readonly csv?: CsvLayout;
}

/** What an import came to. */
export interface StatementView {
  readonly id: string;
  readonly name: string;
  readonly importedAt: string;
  /** False where the same file was imported before: nothing was done again. */
  readonly isNew: boolean;
  readonly lines: number;
  /** Lines that pay just what is open of what they name. */
  readonly matched: number;
  /** Lines that pay less or more than is open of it. */
  readonly partlyMatched: number;
  /** Lines by which a bank took an earlier one back. */
  readonly returned: number;
  /** Lines of the queue, for somebody to look at. */
  readonly unmatched: number;
  /** Lines that came with an earlier file. */
  readonly duplicates: number;
  /** What could not be read of the file. */
  readonly faults: readonly Fault[];
  /** The file's first lines with what became of them; {@link linesShown} at most. */
  readonly items: readonly BankLineView[];
}

/** The most lines that one file may have: they are imported in one transaction. */
const statementLinesMax = 20_000;
/** The most lines that an import shows. */
const linesShown = 500;

/**
 * Imports a bank's file: its lines are kept, those that can be matched without anybody looking pay what they pay, and the
 * others wait in the queue; all in one transaction. The same file again, or a line of it in another file, does nothing.
 * Refuses what cannot be read, and `statement-too-many-lines`.
 */
export async function importStatement(
  parts: PaymentParts,
  tenant: string,
  request: StatementRequest,
): Promise<Result<StatementView>> {
  const { bytes, format, account, currency, csv } = request;
  const read = readStatementFile(bytes, {
    ...(format === undefined ? {} : { format }),
    ...(account === undefined ? {} : { account }),
    ...(currency === undefined ? {} : { currency }),
    ...(csv === undefined ? {} : { csv }),
  });
  if (!read.ok) return read;
  const { lines, faults } = read.value;
  if (lines.length > statementLinesMax) return refuse(tooManyLines(lines.length));
  const id = createHash("sha256").update(bytes).digest("hex").slice(0, 32);
  // What a line pays may be an invoice that is only now due to be issued.
  await parts.books.catchUp();
  // By itself: whose money moves waits for whoever follows it, and should not wait for a long import.
  await writing(parts, tenant, followMoney);
  return writing(parts, tenant, async (tx) => {
    await takeStatementTurn(tx);
    const now = parts.now(tenant);
    const statement = {
      id,
      name: request.name,
      format: format ?? "recognised",
      importedAt: now,
      lines: lines.length,
      faults: JSON.stringify(faults),
    };
    const isNew = await addStatement(tx, statement);
    if (!isNew) return ok(await importedBefore(tx, id, lines));
    const matches = await matchAll(tx, lines);
    const fresh = await settleAll(parts, tx, { statement: id, lines, matches, now });
    await addBankLines(tx, fresh);
    const shown = { ...statement, faults, isNew };
    return ok(viewOf(shown, fresh, lines.length - fresh.length));
  });
}

async function matchAll(tx: Tx, lines: readonly StatementLine[]): Promise<readonly LineMatch[]> {
  const [first, ...others] = lines.map(({ bookedOn }) => bookedOn);
  if (first === undefined) return [];
  const since = others.reduce((earliest, day) => (day < earliest ? day : earliest), first);
  const book = await readBook(tx, since);
  const known = new Set(book.imported.map(({ id }) => id));
  const ids = lines.map(({ id }) => id).filter((id) => !known.has(id));
  // A line of this file may be one of another whose book was too long to be read whole.
  const older = importedLines(await linesById(tx, ids));
  return matchLines(lines, { ...book, imported: [...book.imported, ...older] });
}

interface Settling {
  readonly statement: string;
  readonly lines: readonly StatementLine[];
  readonly matches: readonly LineMatch[];
  readonly now: Instant;
}

/** Records what lines pay, in the order of their customers so that two imports never wait for each other. */
async function settleAll(
  parts: PaymentParts,
  tx: Tx,
  { statement, lines, matches, now }: Settling,
): Promise<readonly StoredBankLine[]> {
  const rows = new Map<number, StoredBankLine>();
  const places = [...lines.keys()].toSorted((left, right) => {
    const [one, other] = [customerOf(matches[left]), customerOf(matches[right])];
    return one < other ? -1 : one > other ? 1 : left - right;
  });
  for (const place of places) {
    const line = lines[place];
    const match = matches[place];
    assert(line !== undefined && match !== undefined, "each line has a match");
    if (match.kind === "duplicate") continue;
    const settled = await settleOne(parts, tx, line, match);
    rows.set(place, {
      id: line.id,
      statement,
      place,
      bookedOn: line.bookedOn,
      amount: line.amount,
      currency: line.currency,
      line: JSON.stringify(line),
      ...settled,
      outcome: JSON.stringify(settled.outcome),
      settledAt: settled.state === "unmatched" ? null : now,
    });
  }
  return [...rows.entries()].toSorted(([left], [right]) => left - right).map(([, row]) => row);
}

/** Returns come last: what they take back may have come with the same file. */
const customerOf = (match: LineMatch | undefined): string =>
  match?.kind === "matched" ? match.customer : "\uffff";

type Settled = Pick<StoredBankLine, "state" | "customer" | "payment"> & {
  readonly outcome: object;
};

async function settleOne(
  parts: PaymentParts,
  tx: Tx,
  line: StatementLine,
  match: Exclude<LineMatch, { readonly kind: "duplicate" }>,
): Promise<Settled> {
  const unmatched = (outcome: object): Settled => ({
    state: "unmatched",
    customer: null,
    payment: null,
    outcome,
  });
  if (match.kind === "unmatched") return unmatched({ kind: "unmatched", reason: match.reason });
  if (match.kind === "return") {
    const payment = match.payment ?? paymentOfLine(match.of);
    const recorded = await recordReturn(parts, tx, line, payment, match.reason);
    if (!recorded.ok) return unmatched(refusedOutcome(recorded.faults));
    return { state: "returned", customer: recorded.value, payment, outcome: match };
  }
  const { customer, applications } = match;
  const recorded = await recordReceipt(parts, tx, line, { customer, applications });
  if (!recorded.ok) return unmatched(refusedOutcome(recorded.faults));
  return { state: "matched", customer, payment: paymentOfLine(line.id), outcome: match };
}

/** Why the account would not take a line that was matched. */
const refusedOutcome = ([fault]: readonly Fault[]) => ({
  kind: "unmatched",
  reason: fault?.code ?? "refused",
});

async function importedBefore(
  tx: Tx,
  id: string,
  lines: readonly StatementLine[],
): Promise<StatementView> {
  const statement = await findStatement(tx, id);
  assert(statement !== undefined, "a statement that is not new is there");
  const rows = await linesById(
    tx,
    lines.map((line) => line.id),
  );
  const own = rows
    .filter((row) => row.statement === id)
    .toSorted((left, right) => left.place - right.place);
  const faults = JSON.parse(statement.faults) as readonly Fault[];
  return viewOf({ ...statement, faults, isNew: false }, own, lines.length - own.length);
}

function viewOf(
  statement: {
    readonly id: string;
    readonly name: string;
    readonly importedAt: Instant;
    readonly isNew: boolean;
    readonly lines: number;
    readonly faults: readonly Fault[];
  },
  rows: readonly StoredBankLine[],
  duplicates: number,
): StatementView {
  const views = rows.map((row) => bankLineView(row));
  const count = (is: (view: BankLineView) => boolean): number => views.filter(is).length;
  const isPartly = ({ because }: BankLineView) => because === "partial" || because === "over";
  return {
    id: statement.id,
    name: statement.name,
    importedAt: formatInstant(statement.importedAt),
    isNew: statement.isNew,
    lines: statement.lines,
    matched: count((view) => view.state === "matched" && !isPartly(view)),
    partlyMatched: count((view) => view.state === "matched" && isPartly(view)),
    returned: count(({ state }) => state === "returned"),
    unmatched: count(({ state }) => state === "unmatched"),
    duplicates,
    faults: statement.faults,
    items: views.slice(0, linesShown),
  };
}

const tooManyLines = (lines: number): Fault => ({
  code: "statement-too-many-lines",
  path: "",
  message: `a statement has at most ${statementLinesMax} lines`,
  value: lines,
  suggestion: "import it in parts, by day or by month",
});
