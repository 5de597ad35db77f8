import { formatInstant, type Instant } from "../time/instant.ts";
import type { Tx } from "./tenant.ts";

/** A customer of whose VAT number a register is to be asked. */
export interface VatQuestion {
  readonly customer: string;
  /** How often it was asked without an answer. */
  readonly attempts: number;
}

/** Has the register asked from an instant on; a question that waits is begun anew. */
export async function askVatRegister(tx: Tx, customer: string, from: Instant): Promise<void> {
  await tx.run(
    `insert into vat_questions (customer, ask_at) values ($1, $2)
    on conflict (tenant, customer) do update set ask_at = excluded.ask_at, attempts = 0`,
    [customer, formatInstant(from)],
  );
}

/** The questions that are due by an instant, the oldest first. */
export const dueVatQuestions = (
  tx: Tx,
  until: Instant,
  limit: number,
): Promise<readonly VatQuestion[]> =>
  tx.rows(
    `select customer, attempts from vat_questions where ask_at <= $1
    order by ask_at, customer limit $2`,
    [formatInstant(until), limit],
  );

/** Asks again later, after one more attempt without an answer. */
export async function postponeVatQuestion(tx: Tx, customer: string, until: Instant): Promise<void> {
  await tx.run(
    "update vat_questions set ask_at = $2, attempts = attempts + 1 where customer = $1",
    [customer, formatInstant(until)],
  );
}

/** Asks no more. */
export async function dropVatQuestion(tx: Tx, customer: string): Promise<void> {
  await tx.run("delete from vat_questions where customer = $1", [customer]);
}
