import { ok, type Result, refuse } from "../fault/fault.ts";
import { type Instant, parseInstant } from "../time/instant.ts";

/** Until when a key is to work. Refuses `expiry-in-past` and what is no instant, both at `path`. */
export function expiryOf(
  text: string | undefined,
  now: Instant,
  path = "/expiresAt",
): Result<Instant | undefined> {
  if (text === undefined) return ok(undefined);
  const read = parseInstant(text, path);
  if (!read.ok || read.value > now) return read;
  return refuse({
    code: "expiry-in-past",
    path,
    message: "this is over already, so the key would never work",
    value: text,
  });
}

/** Why a key opens nothing any more; undefined while it may. Instants are of real time. */
export function endOfKey(
  key: { readonly revokedAt: Instant | null; readonly expiresAt: Instant | null },
  now: Instant,
): "revoked" | "expired" | undefined {
  if (key.revokedAt !== null && key.revokedAt <= now) return "revoked";
  return key.expiresAt !== null && key.expiresAt <= now ? "expired" : undefined;
}
