import { Link } from "@tanstack/react-router";
import type { Customer } from "../../api/customers.ts";
import type { Entitlements } from "../../api/entitlements.ts";
import { formatMinute } from "../../format/format-date.ts";
import { alertedOf } from "../../parts/alert-table.tsx";
import { Answer } from "../../parts/answer.tsx";
import { EmptyState } from "../../parts/empty-state.tsx";
import { Facts } from "../../parts/facts.tsx";
import { featureValue } from "../../parts/feature-value.ts";
import { LoadingRows } from "../../parts/loading.tsx";
import { Panel } from "../../parts/panel.tsx";
import { QuotaList } from "../../parts/quota-list.tsx";
import { useMeterNames } from "../../parts/use-meter-names.ts";
import styles from "./entitlements-panel.module.css";
import { useEntitlements, useLatestAlerts } from "./queries.ts";

/** What the customer may use and how its quotas stand, in short; the page behind it has all of it. */
export function EntitlementsPanel({ customer }: { customer: Customer }) {
  const entitlements = useEntitlements(customer.id);
  const alerts = useLatestAlerts(customer.id).data?.pages[0]?.items ?? [];
  const meters = useMeterNames();
  const [latest] = alerts;
  return (
    <Panel
      title="Entitlements"
      id="entitlements"
      intro={
        latest &&
        `Last alert: ${alertedOf(latest, meters)}, ${latest.at}, ${formatMinute(latest.firedAt)}`
      }
      aside={
        <Link
          to="/customers/$customerId/entitlements"
          params={{ customerId: customer.id }}
          className={styles.more}
        >
          All that it may use
        </Link>
      }
    >
      <Answer query={entitlements} loading={<LoadingRows rows={3} />}>
        {(data) => <Held entitlements={data} meters={meters} zone={customer.timeZone ?? "UTC"} />}
      </Answer>
    </Panel>
  );
}

interface HeldProperties {
  readonly entitlements: Entitlements;
  readonly meters: ReadonlyMap<string, string>;
  readonly zone: string;
}

function Held({ entitlements, meters, zone }: HeldProperties) {
  const { served, suspendedSince, features, quotas } = entitlements;
  const held = features.filter(({ value }) => value !== null);
  const limited = quotas.filter(({ allowance }) => allowance !== null);
  if (held.length === 0 && limited.length === 0)
    return (
      <EmptyState next={<Link to="/plans">See what plans include</Link>}>
        {served
          ? "Nothing that it bought states features or quotas: it may use whatever is served."
          : "Nothing that it bought is in service, so it may use no meter."}
      </EmptyState>
    );
  return (
    <div className={styles.held}>
      {suspendedSince !== null && (
        <p className={styles.suspended}>Access is suspended, because invoices are not paid.</p>
      )}
      {held.length > 0 && (
        <Facts
          facts={held.map((feature) => ({ name: feature.name, value: featureValue(feature) }))}
        />
      )}
      {limited.length > 0 && <QuotaList quotas={limited} zone={zone} meters={meters} />}
    </div>
  );
}
