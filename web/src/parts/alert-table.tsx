import { Link } from "@tanstack/react-router";
import type { Alert } from "../api/alerts.ts";
import { formatMinute, formatPeriod } from "../format/format-date.ts";
import { formatQuantity } from "../format/format-quantity.ts";
import { type Column, RecordTable } from "./record-table.tsx";

interface Properties {
  readonly caption: string;
  readonly alerts: readonly Alert[];
  /** Names of meters by id. */
  readonly meters: ReadonlyMap<string, string>;
  /** Whether they are of several customers. */
  readonly withCustomer?: boolean;
}

/** Who came to a share of what it may use; each leads to how the quota stands now. */
export function AlertTable({ caption, alerts, meters, withCustomer = true }: Properties) {
  return (
    <RecordTable
      caption={caption}
      columns={
        withCustomer ? [customer, ...columnsFor(meters, "detail")] : columnsFor(meters, "title")
      }
      rows={alerts}
      rowKey={({ customer: who, quota, at, from }) => `${who} ${quota} ${at} ${from}`}
    />
  );
}

const customer: Column<Alert> = {
  key: "customer",
  header: "Customer",
  narrow: "title",
  cell: (alert) => (
    <Link to="/customers/$customerId/entitlements" params={{ customerId: alert.customer }}>
      {alert.customerName}
    </Link>
  ),
};

const columnsFor = (
  meters: ReadonlyMap<string, string>,
  first: "title" | "detail",
): readonly Column<Alert>[] => [
  {
    key: "quota",
    header: "Quota",
    narrow: first,
    cell: ({ meter }) => meters.get(meter) ?? meter,
  },
  {
    key: "used",
    header: "Used of",
    narrow: "wide",
    cell: ({ used, allowance }) => `${formatQuantity(used)} of ${formatQuantity(allowance)}`,
  },
  { key: "window", header: "Window, UTC", cell: ({ from, to }) => formatPeriod(from, to) },
  { key: "at", header: "Reached", figure: true, narrow: "figure", cell: ({ at }) => at },
  {
    key: "fired",
    header: "Noted",
    figure: true,
    cell: ({ firedAt }) => <time dateTime={firedAt}>{formatMinute(firedAt)}</time>,
  },
];
