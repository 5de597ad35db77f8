import type { HeaderLines } from "./header-lines.ts";
import { headerOf, namesOf } from "./header-lines.ts";
import { isPlainPath } from "./match-call.ts";

/** What is seen of a request before anything is asked about it. */
export interface RequestHead {
  /** As it stands in the request line. */
  readonly target: string;
  readonly headers: HeaderLines;
}

/** Why a request is refused whoever sends it. */
export type HeadFault = "malformed-request" | "upgrade-unsupported" | "coding-unsupported";

/** The fields that say where a message goes and ends: read otherwise by whoever stands behind, they would hide a second request in it. */
const once: readonly string[] = ["host", "content-length", "transfer-encoding"];

/**
 * What keeps a request from being passed on: a path or a length that another server could read otherwise (RFC 9112, 11.2), an upgrade to
 * WebSocket, which could not be metered, or a transfer coding that is not `chunked`. Undefined where it may go on. Node's parser
 * refuses most of it before; this holds whatever it was told by `NODE_OPTIONS`.
 */
export function headFault({ target, headers }: RequestHead): HeadFault | undefined {
  const named = namesOf(headers).filter((name) => once.includes(name));
  const path = target.split("?")[0] ?? "/";
  const isTwofold = new Set(named).size < named.length;
  if (!isPlainPath(path) || isTwofold) return "malformed-request";
  const coding = headerOf(headers, "transfer-encoding")?.trim().toLowerCase();
  if (coding !== undefined && named.includes("content-length")) return "malformed-request";
  if (coding !== undefined && coding !== "chunked") return "coding-unsupported";
  const upgrades = headerOf(headers, "upgrade")?.toLowerCase().split(",") ?? [];
  // Another protocol that is offered, as `h2c`, may be passed over (RFC 9110, 7.8).
  return upgrades.some((one) => /^\s*websocket\b/.test(one)) ? "upgrade-unsupported" : undefined;
}
