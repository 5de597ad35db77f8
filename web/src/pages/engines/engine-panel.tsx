import type { Api, ApiHistory } from "../../api/apis.ts";
import { formatMinute } from "../../format/format-date.ts";
import { Answer } from "../../parts/answer.tsx";
import { Facts } from "../../parts/facts.tsx";
import { HealthMark } from "../../parts/health-mark.tsx";
import { LoadingRows } from "../../parts/loading.tsx";
import { Panel } from "../../parts/panel.tsx";
import { CallsTable } from "./calls-table.tsx";
import styles from "./engine-panel.module.css";
import { IncidentTable } from "./incident-table.tsx";
import { useApiHistory } from "./queries.ts";
import { UptimeStrip } from "./uptime-strip.tsx";

/** One engine: its health, its uptime by hour and day, when it was down, and how fast it answers. */
export function EnginePanel({ api }: { api: Api }) {
  const history = useApiHistory(api.id);
  return (
    <Panel
      id={api.id}
      title={`${api.name} ${api.version}`}
      intro={<code>{api.path}</code>}
      aside={<HealthMark health={api.health} />}
    >
      {api.measuredUntil === null ? (
        <p className={styles.none}>
          Nothing was measured in these 90 days. A gateway that runs with this model watches the
          engine by its <code>health</code> and by the calls that pass.
        </p>
      ) : (
        <Answer query={history} loading={<LoadingRows />}>
          {(known) => <History api={known} />}
        </Answer>
      )}
    </Panel>
  );
}

function History({ api }: { api: ApiHistory }) {
  const { measuredUntil, hours, days, incidents, calls } = api;
  return (
    <>
      <Facts
        facts={[
          { name: "30 days", value: api.uptime30Days ?? "Not measured" },
          { name: "90 days", value: api.uptime90Days ?? "Not measured" },
          { name: "Promised", value: api.sla?.uptime ?? null },
          {
            name: "Measured until",
            value: measuredUntil === null ? null : formatMinute(measuredUntil),
          },
        ]}
      />
      <UptimeStrip name="48 hours" slots={hours} window="hour" />
      <UptimeStrip name="90 days" slots={days} window="day" />
      <h3 className={styles.heading}>Down</h3>
      {incidents.length === 0 ? (
        <p className={styles.none}>Not once in the time that was measured.</p>
      ) : (
        <div className={styles.table}>
          <IncidentTable incidents={incidents} />
        </div>
      )}
      <h3 className={styles.heading}>Calls by hour</h3>
      {calls.length === 0 ? (
        <p className={styles.none}>No calls passed in these 48 hours.</p>
      ) : (
        <div className={styles.table}>
          <CallsTable calls={calls.toReversed()} />
        </div>
      )}
    </>
  );
}
