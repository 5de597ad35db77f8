import { ok, type Result } from "../fault/fault.ts";
import { formatInstant, type Instant } from "../time/instant.ts";
import { nullableTextArray, numberArray, textArray } from "./array-literal.ts";
import {
  type Bounds,
  betweenDays,
  boundsText,
  contains,
  matches,
  ofAmount,
  where,
} from "./list-conditions.ts";
import { type ListScope, type Page, type PageRequest, pageOf } from "./page.ts";
import { addRowsAfter } from "./rows-after.ts";
import { sqlParameters } from "./sql-parameters.ts";
import type { Statement, Tx } from "./tenant.ts";

/** A bank's file that was imported. */
export interface StoredStatement {
  /** The hash of its bytes. */
  readonly id: string;
  readonly name: string;
  readonly format: string;
  readonly importedAt: Instant;
  readonly lines: number;
  /** What could not be read of it, as JSON text. */
  readonly faults: string;
}

/** What became of a line. */
export type BankLineState = "matched" | "returned" | "unmatched" | "ignored";

/** A line of a bank statement, and what became of it. */
export interface StoredBankLine {
  readonly id: string;
  readonly statement: string;
  readonly place: number;
  /** Local day, `2026-01-31`. */
  readonly bookedOn: string;
  readonly amount: string;
  readonly currency: string;
  readonly state: BankLineState;
  readonly customer: string | null;
  /** The id of the payment that it became, or that it took back. */
  readonly payment: string | null;
  /** The line as it was read, as JSON text. */
  readonly line: string;
  /** How it was matched, or why it was not, as JSON text. */
  readonly outcome: string;
  readonly settledAt: Instant | null;
}

const columns = `id, statement, place, booked_on as "bookedOn", amount::text as amount, currency, state,
  customer, payment, line::text as line, outcome::text as outcome, settled_at as "settledAt"`;

/** Keeps a statement; answers false where it was imported before. */
export async function addStatement(tx: Tx, statement: StoredStatement): Promise<boolean> {
  const { id, name, format, importedAt, lines, faults } = statement;
  const added = await tx.run(
    `insert into bank_statements (id, name, format, imported_at, lines, faults)
    values ($1, $2, $3, $4, $5, $6) on conflict do nothing`,
    [id, name, format, formatInstant(importedAt), lines, faults],
  );
  return added > 0;
}

/** A statement; undefined where there is none. */
export async function findStatement(tx: Tx, id: string): Promise<StoredStatement | undefined> {
  const [row] = await tx.rows<StoredStatement>(
    `select id, name, format, imported_at as "importedAt", lines, faults::text as faults
      from bank_statements where id = $1`,
    [id],
  );
  return row;
}

const takeTurn: Statement = {
  name: "take-statement-turn",
  text: `select pg_advisory_xact_lock(
    hashtextextended('florin.statements ' || current_setting('florin.tenant'), 0))`,
};

/** Waits until no other import or match of the tenant is under way; ends with the transaction. */
export async function takeStatementTurn(tx: Tx): Promise<void> {
  await tx.rows(takeTurn);
}

/** Adds lines, in a few statements. */
export async function addBankLines(tx: Tx, lines: readonly StoredBankLine[]): Promise<void> {
  if (lines.length === 0) return;
  await tx.run(
    `insert into bank_lines (id, statement, place, booked_on, amount, currency, state, customer, payment,
      line, outcome, settled_at)
    select * from unnest($1::text[], $2::text[], $3::int[], $4::date[], $5::numeric[], $6::text[],
      $7::text[], $8::text[], $9::text[], $10::jsonb[], $11::jsonb[], $12::timestamptz[])`,
    [
      textArray(lines.map(({ id }) => id)),
      textArray(lines.map(({ statement }) => statement)),
      numberArray(lines.map(({ place }) => place)),
      textArray(lines.map(({ bookedOn }) => bookedOn)),
      numberArray(lines.map(({ amount }) => amount)),
      textArray(lines.map(({ currency }) => currency)),
      textArray(lines.map(({ state }) => state)),
      nullableTextArray(lines.map(({ customer }) => customer)),
      nullableTextArray(lines.map(({ payment }) => payment)),
      textArray(lines.map(({ line }) => line)),
      textArray(lines.map(({ outcome }) => outcome)),
      nullableTextArray(
        lines.map(({ settledAt }) => (settledAt === null ? null : formatInstant(settledAt))),
      ),
    ],
  );
}

/** The lines with these ids. */
export const linesById = (tx: Tx, ids: readonly string[]): Promise<readonly StoredBankLine[]> =>
  tx.rows(`select ${columns} from bank_lines where id = any ($1::text[])`, [textArray(ids)]);

/** A line, locked until the transaction ends; undefined where there is none. */
export async function lockedLine(tx: Tx, id: string): Promise<StoredBankLine | undefined> {
  const [row] = await tx.rows<StoredBankLine>(
    `select ${columns} from bank_lines where id = $1 for update`,
    [id],
  );
  return row;
}

/** Says what became of a line. */
export async function settleLine(
  tx: Tx,
  line: Pick<StoredBankLine, "id" | "state" | "customer" | "payment" | "outcome" | "settledAt">,
): Promise<void> {
  const { id, state, customer, payment, outcome, settledAt } = line;
  await tx.run(
    `update bank_lines set state = $2, customer = $3, payment = $4, outcome = $5, settled_at = $6
      where id = $1`,
    [id, state, customer, payment, outcome, settledAt === null ? null : formatInstant(settledAt)],
  );
}

/**
 * The lines since a day, newest first, that a later one may take back or that say which account a customer pays from: at
 * most `limit`.
 */
export const linesSince = (
  tx: Tx,
  day: string,
  limit: number,
): Promise<readonly StoredBankLine[]> =>
  tx.rows(
    `select ${columns} from bank_lines where booked_on >= $1::date
      order by booked_on desc, id limit $2`,
    [day, limit],
  );

/** The accounts that customers are known to pay from, by lines that were matched. */
export const knownAccounts = (
  tx: Tx,
): Promise<readonly { readonly customer: string; readonly iban: string }[]> =>
  tx.rows(
    `select distinct customer, line ->> 'iban' as iban from bank_lines
      where customer is not null and state = 'matched' and line ->> 'iban' is not null
      order by customer, iban`,
  );

/** Which lines to list. */
export interface LineListRequest extends PageRequest {
  readonly state?: string;
  readonly statement?: string;
  readonly customer?: string;
  readonly currency?: string;
  /** A part of who paid, or of what is written with it, in any case. */
  readonly search?: string;
  /** Days of the bank. */
  readonly booked?: Bounds;
  /** Decimal texts. */
  readonly amount?: Bounds;
}

/** A page of lines, the latest day first. Refuses a cursor that is not of this list. */
export async function listLines(
  tx: Tx,
  { search, booked, amount, limit, cursor, ...columnsAsked }: LineListRequest,
): Promise<Result<Page<StoredBankLine>>> {
  const { state, statement, customer, currency } = columnsAsked;
  const stored = { state, statement, customer, currency };
  const bounds = { booked: boundsText(booked), amount: boundsText(amount) };
  const scope: ListScope = {
    list: "bank-lines",
    tenant: tx.tenant,
    filters: { ...stored, search, ...bounds },
  };
  const parameters = sqlParameters();
  const conditions = [
    ...matches(stored, parameters),
    ...betweenDays("booked_on", booked ?? {}, parameters),
    ...ofAmount("amount", amount ?? {}, parameters),
    ...(search === undefined
      ? []
      : [contains(["(line ->> 'name')", "(line ->> 'remittance')"], parameters.add(search))]),
  ];
  const sorted = { columns: ["booked_on::date", "id"], order: "descending" } as const;
  const after = addRowsAfter(conditions, cursor, sorted, scope, parameters);
  if (!after.ok) return after;
  const rows = await tx.rows<StoredBankLine>(
    `select ${columns} from bank_lines ${where(conditions)}
    order by booked_on desc, id desc limit ${parameters.add(limit + 1)}`,
    parameters.values,
  );
  return ok(pageOf(rows, limit, scope, ({ bookedOn, id }) => [bookedOn, id]));
}
