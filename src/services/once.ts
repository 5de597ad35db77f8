import { createHash } from "node:crypto";
import { ok, type Result, refuse } from "../fault/fault.ts";
import { keepAnswer, takeKey } from "../store/idempotency.ts";
import type { Tx } from "../store/tenant.ts";
import type { Instant } from "../time/instant.ts";
import type { IdempotentRequest, StoredAnswer } from "./services.ts";

/** An answer to a write. */
export const answered = (status: number, body: string): StoredAnswer => ({ status, body });

/**
 * Does work under a caller's key, once: the effect and its answer are one commit, and the same request again gets the same
 * bytes. Refusals are not kept, so a mended request may use its key again. Without a key the work is simply done.
 * Refuses `idempotency-in-progress` and `idempotency-key-reused`.
 */
export async function onceOnly(
  tx: Tx,
  once: IdempotentRequest | undefined,
  now: Instant,
  work: () => Promise<Result<StoredAnswer>>,
): Promise<Result<StoredAnswer>> {
  if (once === undefined) return work();
  const kept = await keptAnswer(tx, once);
  if (kept !== undefined) return kept;
  const answer = await work();
  const { key, route } = once;
  const requestHash = hashOf(once);
  if (answer.ok) await keepAnswer(tx, key, { route, requestHash, ...answer.value }, now);
  return answer;
}

/** What a key was answered, or why it may not be used; undefined where it is free, and this transaction's until its end. */
export async function keptAnswer(
  tx: Tx,
  once: IdempotentRequest,
): Promise<Result<StoredAnswer> | undefined> {
  const taken = await takeKey(tx, once.key);
  if (taken === "free") return undefined;
  if (taken === "in-progress")
    return refuse({
      code: "idempotency-in-progress",
      path: "",
      message: "a request with this key is still running; ask again in a moment",
    });
  if (taken.route === once.route && taken.requestHash === hashOf(once))
    return ok(answered(taken.status, taken.body));
  return refuse({
    code: "idempotency-key-reused",
    path: "",
    message: "this key was used for another request; a new request needs a new key",
  });
}

const hashOf = ({ body }: IdempotentRequest): string =>
  createHash("sha256").update(body).digest("hex");
