import { formatInstant } from "../../time/instant.ts";
import type { PersonalEvents } from "../event-store.ts";
import type { ClickHouse } from "./clickhouse.ts";
import type { EventMover } from "./event-batches.ts";
import { eventColumns, type StoredEvent } from "./event-rows.ts";
import { sqlText, sqlTexts } from "./sql-text.ts";

/** What events in ClickHouse say of a person. What is not moved yet is moved first. */
export const personalEvents = (clickhouse: ClickHouse, mover: EventMover): PersonalEvents => ({
  recordsOf: async (tx, customer, max) => {
    await mover.move(tx.tenant);
    const theirs = theirsOf(tx.tenant, customer);
    const rows = await clickhouse.rows<StoredEvent>(
      `select ${eventColumns} from events final where ${theirs} order by time, id limit ${max}`,
    );
    const [all] = await clickhouse.rows<{ count: number }>(
      `select count() as count from events final where ${theirs}`,
    );
    return { count: all?.count ?? 0, rows: rows.map(shown) };
  },
  erase: async (tx, customer, { olds, news }) => {
    await mover.move(tx.tenant);
    const erased = erasedValue(olds, news);
    if (erased === undefined) return 0;
    const says = `${theirsOf(tx.tenant, customer)} and mapApply((k, v) -> (k, ${erased}), data) != data`;
    const [found] = await clickhouse.rows<{ count: number }>(
      `select count() as count from events final where ${says}`,
    );
    if ((found?.count ?? 0) > 0)
      await clickhouse.run(
        `alter table events update data = mapApply((k, v) -> (k, ${erased}), data)
         where ${says} settings mutations_sync = 2`,
      );
    return found?.count ?? 0;
  },
});

const theirsOf = (tenant: string, customer: string): string =>
  `tenant = ${sqlText(tenant)} and customer = ${sqlText(customer)}`;

/** As PostgreSQL's rows are shown: instants as text, values as they were sent. */
const shown = ({ time, received_at, data, ...row }: StoredEvent) => ({
  ...row,
  time: formatInstant(time),
  received_at: formatInstant(received_at),
  data: Object.fromEntries(Object.entries(data).map(([name, text]) => [name, JSON.parse(text)])),
});

/**
 * The value `v` of a property `k` without what is to be erased: a text that stands for a field (`"name":"Ada"`) where the property is that
 * field, any other wherever it stands. Undefined where nothing is to be erased.
 */
function erasedValue(olds: readonly string[], news: readonly string[]): string | undefined {
  const pairs = olds.map((old, index) => [old, news[index] ?? ""] as const);
  const inFields = pairs.filter(([old]) => /^"[^"]+":/.test(old));
  const anywhere = pairs.filter(([old]) => !/^"[^"]+":/.test(old));
  if (pairs.length === 0) return undefined;
  const replaced = anywhere.reduce(
    (said, [old, now]) => `replaceAll(${said}, ${sqlText(old)}, ${sqlText(now)})`,
    "v",
  );
  if (inFields.length === 0) return replaced;
  const fields = sqlTexts(inFields.map(([old]) => old));
  const values = sqlTexts(inFields.map(([, now]) => now.replace(/^"[^"]+":\s?/, "")));
  return `transform(concat('"', k, '":', v), ${fields}, ${values}, ${replaced})`;
}
