import { ok, type Result } from "../fault/fault.ts";
import { formatInstant, type Instant } from "../time/instant.ts";
import { type Bounds, boundsText, matches, ofAmount, onDays, where } from "./list-conditions.ts";
import { type ListScope, type Page, type PageRequest, pageOf } from "./page.ts";
import { addRowsAfter } from "./rows-after.ts";
import { sqlParameters } from "./sql-parameters.ts";
import type { Statement, Tx } from "./tenant.ts";

/** An intent as it is stored. The intent itself is `document`: JSON text, whose keys may come back in another order. */
export interface StoredIntent {
  readonly id: string;
  readonly kind: string;
  /** How the provider is called: `method`, `checkout` or `asked`. */
  readonly way: string;
  readonly provider: string;
  readonly customer: string;
  /** Number of the invoice that is charged; null where there is none. */
  readonly invoice: string | null;
  /** Of a refund, the charge whose money goes back. */
  readonly charge: string | null;
  readonly state: string;
  readonly recordedAt: Instant;
  /** When somebody must act on it again; null: never. */
  readonly nextCallAt: Instant | null;
  readonly document: string;
  /** What was agreed besides, as JSON text. */
  readonly terms: string;
  /** The page on which the customer pays, as JSON text; null where none was opened. */
  readonly page: string | null;
}

/** The part of an intent that a step changes. */
export interface IntentSave {
  readonly id: string;
  readonly state: string;
  readonly nextCallAt: Instant | null;
  readonly document: string;
}

const columns = `id, kind, way, provider, customer, invoice, charge, state, recorded_at as "recordedAt",
  next_call_at as "nextCallAt", document::text as document, terms::text as terms, page::text as page`;

const insert: Statement = {
  name: "insert-payment-intent",
  text: `insert into payment_intents (id, kind, way, provider, customer, invoice, charge, state,
      idempotency_key, recorded_at, next_call_at, document, terms)
    values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)`,
};

/** Writes an intent down, before its provider is called. Fails with a taken key where its id or idempotency key is. */
export async function insertIntent(
  tx: Tx,
  intent: Omit<StoredIntent, "page"> & { readonly idempotencyKey: string },
): Promise<void> {
  await tx.run(insert, [
    intent.id,
    intent.kind,
    intent.way,
    intent.provider,
    intent.customer,
    intent.invoice,
    intent.charge,
    intent.state,
    intent.idempotencyKey,
    formatInstant(intent.recordedAt),
    instantOrNull(intent.nextCallAt),
    intent.document,
    intent.terms,
  ]);
}

const save: Statement = {
  name: "save-payment-intent",
  text: `update payment_intents set state = $2, next_call_at = $3, document = $4 where id = $1`,
};

/** Saves an intent after a step. */
export async function saveIntent(tx: Tx, saved: IntentSave): Promise<void> {
  const { id, state, nextCallAt, document } = saved;
  await tx.run(save, [id, state, instantOrNull(nextCallAt), document]);
}

/** Keeps the page on which an intent is paid. */
export async function savePage(tx: Tx, id: string, page: string): Promise<void> {
  await tx.run("update payment_intents set page = $2 where id = $1", [id, page]);
}

/** An intent; undefined where there is none. */
export async function findIntent(tx: Tx, id: string): Promise<StoredIntent | undefined> {
  const [row] = await tx.rows<StoredIntent>(
    { name: "find-payment-intent", text: `select ${columns} from payment_intents where id = $1` },
    [id],
  );
  return row;
}

/** An intent, locked until the transaction ends. Whoever records money of a customer holds its account before. */
export async function lockedIntent(tx: Tx, id: string): Promise<StoredIntent | undefined> {
  const [row] = await tx.rows<StoredIntent>(
    {
      name: "lock-payment-intent",
      text: `select ${columns} from payment_intents where id = $1 for update`,
    },
    [id],
  );
  return row;
}

const due: Statement = {
  name: "due-payment-intents",
  text: `select id from payment_intents where next_call_at <= $1 order by next_call_at, id limit $2`,
};

/** The ids of intents on which somebody must act by now, longest due first. */
export const dueIntents = async (tx: Tx, now: Instant, limit: number): Promise<readonly string[]> =>
  (await tx.rows<{ id: string }>(due, [formatInstant(now), limit])).map(({ id }) => id);

/** The intents of an invoice, by its number, oldest first. */
export const intentsOfInvoice = (tx: Tx, invoice: string): Promise<readonly StoredIntent[]> =>
  tx.rows(
    {
      name: "payment-intents-of-invoice",
      text: `select ${columns} from payment_intents where invoice = $1 order by recorded_at, id`,
    },
    [invoice],
  );

/** The refunds of a charge, oldest first. */
export const refundsOfCharge = (tx: Tx, charge: string): Promise<readonly StoredIntent[]> =>
  tx.rows(
    {
      name: "payment-intents-of-charge",
      text: `select ${columns} from payment_intents where charge = $1 order by recorded_at, id`,
    },
    [charge],
  );

const knowPayment: Statement = {
  name: "know-payment",
  text: `insert into payment_intent_payments (provider, payment, intent) values ($1, $2, $3)
    on conflict do nothing`,
};

/** Remembers which intent made a payment; answers whether that is news. */
export const rememberPayment = async (
  tx: Tx,
  provider: string,
  payment: string,
  intent: string,
): Promise<boolean> => (await tx.run(knowPayment, [provider, payment, intent])) > 0;

/** The intent that made a provider's payment; undefined while none is known to. */
export async function intentOfPayment(
  tx: Tx,
  provider: string,
  payment: string,
): Promise<string | undefined> {
  const [row] = await tx.rows<{ intent: string }>(
    {
      name: "intent-of-payment",
      text: "select intent from payment_intent_payments where provider = $1 and payment = $2",
    },
    [provider, payment],
  );
  return row?.intent;
}

/** Which intents to list. */
export interface IntentListRequest extends PageRequest {
  readonly customer?: string;
  readonly invoice?: string;
  readonly state?: string;
  readonly provider?: string;
  readonly kind?: "charge" | "refund";
  readonly currency?: string;
  /** Days, UTC. */
  readonly recorded?: Bounds;
  /** Decimal texts. */
  readonly amount?: Bounds;
}

/** A page of intents, newest first. Refuses a cursor that is not of this list. */
export async function listIntents(
  tx: Tx,
  { recorded, amount, currency, limit, cursor, ...columnsAsked }: IntentListRequest,
): Promise<Result<Page<StoredIntent>>> {
  const { customer, invoice, state, provider, kind } = columnsAsked;
  const stored = { customer, invoice, state, provider, kind };
  const bounds = { recorded: boundsText(recorded), amount: boundsText(amount) };
  const filters = { ...stored, currency, ...bounds };
  const scope: ListScope = { list: "payment-intents", tenant: tx.tenant, filters };
  const parameters = sqlParameters();
  const conditions = [
    ...matches({ ...stored, "document ->> 'currency'": currency }, parameters),
    ...onDays("recorded_at", recorded ?? {}, parameters),
    ...ofAmount("(document ->> 'amount')::numeric", amount ?? {}, parameters),
  ];
  const sorted = { columns: ["recorded_at::timestamptz", "id"], order: "descending" } as const;
  const after = addRowsAfter(conditions, cursor, sorted, scope, parameters);
  if (!after.ok) return after;
  const rows = await tx.rows<StoredIntent>(
    `select ${columns} from payment_intents ${where(conditions)}
    order by recorded_at desc, id desc limit ${parameters.add(limit + 1)}`,
    parameters.values,
  );
  return ok(pageOf(rows, limit, scope, (row) => [formatInstant(row.recordedAt), row.id]));
}

const instantOrNull = (at: Instant | null): string | null =>
  at === null ? null : formatInstant(at);
