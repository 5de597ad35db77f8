import { type Fault, ok, type Result } from "../fault/fault.ts";
import type { EventLedger } from "../metering/dedup.ts";
import { parseUsageEvent } from "../metering/usage-event.ts";
import type { TouchedLine } from "../services/ingest-preview.ts";
import type { ImportStatus } from "./import-progress.ts";
import type { ImportedRow } from "./import-rows.ts";
import { askPatiently, type ServerRequest } from "./server-api.ts";

/** A row that was refused, and why. */
export interface RefusedRow {
  readonly line: number;
  readonly status: ImportStatus;
  readonly errors: readonly Fault[];
}

/** What became of rows. */
export interface AnsweredRows {
  readonly statuses: readonly ImportStatus[];
  readonly refused: readonly RefusedRow[];
  readonly touches: readonly TouchedLine[];
}

/**
 * Sends rows in one request and answers what became of each.
 *
 * @param seen for a dry run, which stores nothing: what was sent of the file before, so that a row sent twice is found out
 */
export async function sendRows(
  access: Pick<ServerRequest, "server" | "key">,
  rows: readonly ImportedRow[],
  seen?: EventLedger,
): Promise<Result<AnsweredRows>> {
  const read = rows.flatMap(({ event, line }) => (event.ok ? [{ line, event: event.value }] : []));
  const known = read.map(({ event }) => seenBefore(event, seen));
  const good = read.filter((_, at) => known[at] === "accepted");
  const again = known.filter((status) => status !== "accepted");
  const unread = rows.flatMap(({ event, line }): RefusedRow[] =>
    event.ok ? [] : [{ line, status: "rejected", errors: event.faults }],
  );
  const answer =
    good.length === 0
      ? ok({ items: [] })
      : await askPatiently({
          ...access,
          method: "POST",
          path: seen === undefined ? "/v1/events" : "/v1/events?dryRun=true",
          body: JSON.stringify(good.map(({ event }) => event)),
        });
  if (!answer.ok) return answer;
  // The server's own description says what it answers.
  const { items, touches = [] } = answer.value as {
    readonly items: readonly {
      readonly status: ImportStatus;
      readonly errors?: readonly Fault[];
    }[];
    readonly touches?: readonly TouchedLine[];
  };
  const refused = items.flatMap(({ status, errors = [] }, at): RefusedRow[] =>
    errors.length === 0 ? [] : [{ line: good[at]?.line ?? 0, status, errors }],
  );
  return ok({
    statuses: [...[...items, ...unread].map(({ status }) => status), ...again],
    refused: [...unread, ...refused].sort((left, right) => left.line - right.line),
    touches,
  });
}

function seenBefore(event: unknown, seen: EventLedger | undefined): ImportStatus {
  const parsed = seen === undefined ? undefined : parseUsageEvent(event);
  return parsed?.ok === true && seen !== undefined ? seen.record(parsed.value) : "accepted";
}
