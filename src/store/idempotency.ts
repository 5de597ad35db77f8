import { formatInstant, type Instant } from "../time/instant.ts";
import type { Statement, Tx } from "./tenant.ts";

/** A stored answer and what it answered. */
export interface KeptAnswer {
  readonly route: string;
  readonly requestHash: string;
  readonly status: number;
  readonly body: string;
}

const findKey: Statement = {
  name: "find-idempotency-key",
  text: `select route, request_hash as "requestHash", status, body from idempotency_keys where key = $1`,
};

const lockKey: Statement = {
  name: "lock-idempotency-key",
  text: `select pg_try_advisory_xact_lock(
    hashtextextended('florin.idempotency ' || current_setting('florin.tenant') || ' ' || $1, 0)) as taken`,
};

/**
 * The answer that was given under a key. Until the transaction ends nobody else may use the key: `in-progress` where
 * somebody does.
 */
export async function takeKey(tx: Tx, key: string): Promise<KeptAnswer | "in-progress" | "free"> {
  const [lock] = await tx.rows<{ taken: boolean }>(lockKey, [key]);
  if (lock?.taken !== true) return "in-progress";
  const [row] = await tx.rows<{ route: string; requestHash: string; status: number; body: string }>(
    findKey,
    [key],
  );
  return row ?? "free";
}

const keepAnswerRow: Statement = {
  name: "keep-answer",
  text: `insert into idempotency_keys (key, route, request_hash, status, body, created_at)
    values ($1, $2, $3, $4, $5, $6)`,
};

/** Keeps an answer in the transaction whose effect it describes. */
export async function keepAnswer(
  tx: Tx,
  key: string,
  answer: KeptAnswer,
  now: Instant,
): Promise<void> {
  const { route, requestHash, status, body } = answer;
  await tx.run(keepAnswerRow, [key, route, requestHash, status, body, formatInstant(now)]);
}
