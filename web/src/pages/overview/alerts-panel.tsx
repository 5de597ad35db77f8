import { Link } from "@tanstack/react-router";
import type { Alert } from "../../api/alerts.ts";
import { AlertTable } from "../../parts/alert-table.tsx";
import { Panel } from "../../parts/panel.tsx";
import { useMeterNames } from "../../parts/use-meter-names.ts";
import styles from "./overview.module.css";

/** Who came close to a quota whose window still runs. */
export function AlertsPanel({ alerts }: { alerts: readonly Alert[] }) {
  const meters = useMeterNames();
  return (
    <Panel
      title="Close to a quota"
      intro="In windows that still run"
      aside={
        <Link to="/alerts" className={styles.more}>
          All alerts
        </Link>
      }
      flush
    >
      <AlertTable caption="The latest alerts" alerts={alerts} meters={meters} />
    </Panel>
  );
}
