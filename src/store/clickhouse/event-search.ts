import { instantArray, textArray } from "../array-literal.ts";
import type { EventSearch, FoundEvent } from "../event-store.ts";
import type { Statement, Tx } from "../tenant.ts";
import type { ClickHouse } from "./clickhouse.ts";
import { eventColumns } from "./event-rows.ts";
import { type VersionRow, versionOf } from "./event-versions.ts";
import { filterSql } from "./filter-sql.ts";
import { sqlText, sqlTexts } from "./sql-text.ts";

const selectKinds: Statement = {
  name: "select-correction-kinds",
  text: `
    select c.source, c.event, c.received_at as at, c.kind
    from unnest($1::text[], $2::text[], $3::timestamptz[]) as asked (source, event, at)
    join event_corrections c
      on c.source = asked.source and c.event = asked.event and c.received_at = asked.at`,
};

interface KindRow {
  readonly source: string;
  readonly event: string;
  readonly at: number;
  readonly kind: "void" | "replace";
}

/** Everything that events said, newest first by time, then id, source and receipt. */
export async function searchEvents(
  clickhouse: ClickHouse,
  tx: Tx,
  search: EventSearch,
): Promise<readonly FoundEvent[]> {
  const { id, source, customer, types, from, to, filter, after, limit } = search;
  const conditions = [
    `tenant = ${sqlText(tx.tenant)}`,
    ...(id === undefined ? [] : [`id = ${sqlText(id)}`]),
    ...(source === undefined ? [] : [`source = ${sqlText(source)}`]),
    ...(customer === undefined ? [] : [`customer = ${sqlText(customer)}`]),
    ...(types === undefined ? [] : [`type in ${sqlTexts(types)}`]),
    ...(from === undefined ? [] : [`time >= ${from}`]),
    ...(to === undefined ? [] : [`time < ${to}`]),
    ...(filter === undefined ? [] : [filterSql(filter)]),
    ...(after === undefined
      ? []
      : [
          `(time, id, source, received_at) <
            (${after.time}, ${sqlText(after.id)}, ${sqlText(after.source)}, ${after.receivedAt})`,
        ]),
  ];
  const rows = await clickhouse.rows<VersionRow>(`
    select ${eventColumns}, withdrawn_at, correction from events final
    where ${conditions.join(" and ")}
    order by time desc, id desc, source desc, received_at desc limit ${limit}`);
  const versions = rows.map(versionOf);
  const kinds = await kindsOf(tx, versions);
  return versions.map((version) => ({ version, withdrawnBy: kinds.get(nameOf(version)) ?? null }));
}

/** Names a withdrawal of an event. */
const nameOf = ({ event: { source, id }, withdrawnAt }: FoundEvent["version"]): string =>
  `${source}\n${id}\n${withdrawnAt}`;

/** What withdrew each version, by its name. */
async function kindsOf(
  tx: Tx,
  versions: readonly FoundEvent["version"][],
): Promise<ReadonlyMap<string, "void" | "replace">> {
  const withdrawn = versions.filter(({ withdrawnAt }) => withdrawnAt !== undefined);
  if (withdrawn.length === 0) return new Map();
  const rows = await tx.rows<KindRow>(selectKinds, [
    textArray(withdrawn.map(({ event }) => event.source)),
    textArray(withdrawn.map(({ event }) => event.id)),
    instantArray(withdrawn.map(({ withdrawnAt }) => withdrawnAt ?? 0)),
  ]);
  return new Map(rows.map(({ source, event, at, kind }) => [`${source}\n${event}\n${at}`, kind]));
}
