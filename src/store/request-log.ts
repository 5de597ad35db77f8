import { ok, type Result } from "../fault/fault.ts";
import { formatInstant, type Instant } from "../time/instant.ts";
import { nullableTextArray, numberArray, textArray } from "./array-literal.ts";
import { contains, matches, where } from "./list-conditions.ts";
import { type ListScope, type Page, type PageRequest, pageOf } from "./page.ts";
import { addRowsAfter } from "./rows-after.ts";
import { sqlParameters } from "./sql-parameters.ts";
import type { Tx } from "./tenant.ts";

/** A request that was answered, or several that were the same. */
export interface LoggedRequest {
  /** Of the first: what its answer said in `x-request-id`. */
  readonly id: string;
  /** When the first was answered; real time. */
  readonly at: Instant;
  readonly method: string;
  /** Without what follows the question mark. */
  readonly path: string;
  /** Who asked: `key:…`, `member:…`, `session`. */
  readonly actor: string;
  /** Of HTTP. */
  readonly status: number;
  /** Of the problem that answered it; null where none did. */
  readonly code: string | null;
  /** Of the slowest, in milliseconds. */
  readonly durationMs: number;
  /** How many were asked within a second or so, one like the other. */
  readonly times: number;
}

/** How a request ended: it was done, it was refused, or it failed. */
export const requestOutcomes = ["done", "refused", "failed"] as const;

/** How a request ended. */
export type RequestOutcome = (typeof requestOutcomes)[number];

const ofOutcome: Readonly<Record<RequestOutcome, string>> = {
  done: "status < 400",
  refused: "status between 400 and 499",
  failed: "status >= 500",
};

/** Which requests to list. */
export interface RequestQuery extends PageRequest {
  readonly outcome?: RequestOutcome;
  readonly method?: string;
  readonly actor?: string;
  readonly code?: string;
  /** A part of the path or of the id, in any case. */
  readonly q?: string;
}

/** Keeps what was asked. */
export async function addRequests(tx: Tx, requests: readonly LoggedRequest[]): Promise<void> {
  await tx.run(
    `insert into request_log (id, at, method, path, actor, status, code, duration_ms, times)
      select * from unnest($1::text[], $2::timestamptz[], $3::text[], $4::text[], $5::text[],
        $6::smallint[], $7::text[], $8::integer[], $9::integer[])
      on conflict do nothing`,
    [
      textArray(requests.map(({ id }) => id)),
      textArray(requests.map(({ at }) => formatInstant(at))),
      textArray(requests.map(({ method }) => method)),
      textArray(requests.map(({ path }) => path)),
      textArray(requests.map(({ actor }) => actor)),
      numberArray(requests.map(({ status }) => status)),
      nullableTextArray(requests.map(({ code }) => code)),
      numberArray(requests.map(({ durationMs }) => durationMs)),
      numberArray(requests.map(({ times }) => times)),
    ],
  );
}

/** A page of what was asked from an instant on, the newest first. Refuses `invalid-cursor`. */
export async function listRequests(
  tx: Tx,
  since: Instant,
  { limit, cursor, ...filters }: RequestQuery,
): Promise<Result<Page<LoggedRequest>>> {
  const scope: ListScope = { list: "requests", tenant: tx.tenant, filters };
  const parameters = sqlParameters();
  const { outcome, q, ...named } = filters;
  const conditions = [
    `at >= ${parameters.add(formatInstant(since))}::timestamptz`,
    ...matches(named, parameters),
  ];
  if (outcome !== undefined) conditions.push(ofOutcome[outcome]);
  if (q !== undefined) conditions.push(contains(["path", "id"], parameters.add(q)));
  const sorted = { columns: ["at::timestamptz", "id"], order: "descending" } as const;
  const after = addRowsAfter(conditions, cursor, sorted, scope, parameters);
  if (!after.ok) return after;
  const rows = await tx.rows<LoggedRequest>(
    `select id, at, method, path, actor, status, code, duration_ms as "durationMs", times
      from request_log ${where(conditions)}
      order by at desc, id desc limit ${parameters.add(limit + 1)}`,
    parameters.values,
  );
  return ok(pageOf(rows, limit, scope, ({ at, id }) => [formatInstant(at), id]));
}

/** Deletes what was asked before an instant. */
export const pruneRequests = (tx: Tx, before: Instant): Promise<number> =>
  tx.run("delete from request_log where at < $1", [formatInstant(before)]);
