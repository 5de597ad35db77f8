import { setTimeout as wait } from "node:timers/promises";

/** Why a transaction failed, as far as repeating it goes. */
export type FailureKind =
  /** The database rolled it back and it may pass next time: serialization, deadlock, a lock not had in time. */
  | "rolled-back"
  /** The connection was lost or refused; whether a commit under way happened is unknown. */
  | "connection-lost"
  /** A unique key was taken by another transaction: look again, and it will be seen. */
  | "key-taken"
  /** The partition that the rows belong to is not there. */
  | "partition-missing"
  /** The rows themselves were refused: the same rows will be refused again. */
  | "bad-data"
  /** Anything else. */
  | "other";

const rolledBack = new Set(["40001", "40P01", "55P03"]);
const lostSockets = new Set(["ECONNRESET", "ECONNREFUSED", "EPIPE", "ETIMEDOUT", "ENOTCONN"]);

/** Sorts a failure by its SQLSTATE or socket error. */
export function failureKind(error: unknown): FailureKind {
  const { code, message } = error as { code?: string; message?: string };
  if (code !== undefined) {
    if (rolledBack.has(code)) return "rolled-back";
    // Class 08: connection exceptions. Class 57P: the server is shutting down, crashed or starting up.
    if (lostSockets.has(code) || code.startsWith("08") || code.startsWith("57P")) {
      return "connection-lost";
    }
    if (code === "23505") return "key-taken";
    if (code === "23514" && /^no partition of relation/.test(message ?? "")) {
      return "partition-missing";
    }
    if (code.startsWith("22") || code.startsWith("23")) return "bad-data";
    return "other";
  }
  return /connection (terminated|error)|timeout exceeded when trying to connect|not queryable/i.test(
    message ?? "",
  )
    ? "connection-lost"
    : "other";
}

/** How often and how patiently to repeat. */
export interface RetryPolicy {
  readonly kinds: readonly FailureKind[];
  readonly attemptsMax: number;
  readonly firstDelayMs: number;
  readonly delayMaxMs: number;
}

/** For work that only the database's own roll-back may repeat. */
export const retryRolledBack: RetryPolicy = {
  kinds: ["rolled-back"],
  attemptsMax: 5,
  firstDelayMs: 5,
  delayMaxMs: 200,
};

/** For work that may be repeated even when it is unknown whether it happened. Bridges a restart of the database. */
export const retryRepeatable: RetryPolicy = {
  kinds: ["rolled-back", "connection-lost"],
  attemptsMax: 12,
  firstDelayMs: 20,
  delayMaxMs: 1_000,
};

/**
 * Runs work, repeating it under the policy with doubling delays; rethrows the last failure.
 *
 * @param beforeRepeat runs before each repetition
 */
export async function retrying<T>(
  policy: RetryPolicy,
  work: () => Promise<T>,
  beforeRepeat: (failure: FailureKind) => void = () => {},
): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await work();
    } catch (error) {
      const failure = failureKind(error);
      if (attempt >= policy.attemptsMax || !policy.kinds.includes(failure)) throw error;
      beforeRepeat(failure);
      await wait(Math.min(policy.firstDelayMs * 2 ** (attempt - 1), policy.delayMaxMs));
    }
  }
}
