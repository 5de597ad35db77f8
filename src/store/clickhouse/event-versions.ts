import type { EventIdentity } from "../../metering/event-correction.ts";
import type { EventVersion } from "../../metering/event-history.ts";
import type { EventVersions } from "../event-corrections.ts";
import type { Tx } from "../tenant.ts";
import type { ClickHouse } from "./clickhouse.ts";
import { never } from "./clickhouse-schema.ts";
import { addVersions, type EventMover } from "./event-batches.ts";
import { eventColumns, eventOf, type StoredEvent } from "./event-rows.ts";
import { sqlRows, sqlText } from "./sql-text.ts";

/** A row with what became of it. */
export interface VersionRow extends StoredEvent {
  readonly withdrawn_at: number;
  readonly correction: string;
}

/** What the row says that an event said. */
export const versionOf = (row: VersionRow): EventVersion => ({
  event: eventOf(row),
  ...(row.withdrawn_at === never ? {} : { withdrawnAt: row.withdrawn_at }),
  ...(row.correction === "" ? {} : { correction: row.correction }),
});

/** What events said, looked for when all that was committed before has been moved. */
export const versionsIn = (clickhouse: ClickHouse, mover: EventMover, tx: Tx): EventVersions => ({
  find: async (of, since, until) => {
    await mover.move(tx.tenant);
    const asked = sqlRows({ source: "String", id: "String" }, of.map(pairOf));
    const rows = await clickhouse.rows<VersionRow>(`
      select ${eventColumns}, withdrawn_at, correction from events final
      where tenant = ${sqlText(tx.tenant)} and (source, id) in ${asked}
        and received_at >= ${since} and received_at <= ${until}
      order by received_at`);
    return rows.map(versionOf);
  },
  keep: (withdrawn, added) => addVersions(tx, withdrawn, added),
});

const pairOf = ({ source, id }: EventIdentity): readonly string[] => [source, id];
