import { Link } from "@tanstack/react-router";
import type { Alert } from "../api/alerts.ts";
import { formatMinute, formatPeriod } from "../format/format-date.ts";
import { formatMoney } from "../format/format-money.ts";
import { formatQuantity } from "../format/format-quantity.ts";
import { type Column, RecordTable } from "./record-table.tsx";
import { usePlanNames } from "./use-plan-names.ts";

interface Properties {
  readonly caption: string;
  readonly alerts: readonly Alert[];
  /** Names of meters by id. */
  readonly meters: ReadonlyMap<string, string>;
  /** Whether they are of several customers. */
  readonly withCustomer?: boolean;
}

/** Who came to a share of what it may use or committed to; each leads to how the quota stands now. */
export function AlertTable({ caption, alerts, meters, withCustomer = true }: Properties) {
  const plans = usePlanNames();
  const own = columnsFor(meters, withCustomer ? "detail" : "title");
  const said = alerts.some(
    ({ suggest, alertName, rule }) => suggest !== null || alertName !== null || rule !== null,
  );
  return (
    <RecordTable
      caption={caption}
      columns={[...(withCustomer ? [customer] : []), ...own, ...(said ? saying(plans) : [])]}
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
    cell: (alert) => alertedOf(alert, meters),
  },
  {
    key: "used",
    header: "Used of",
    narrow: "wide",
    cell: ({ used, allowance, currency }) =>
      currency === null
        ? `${formatQuantity(used)} of ${formatQuantity(allowance)}`
        : `${formatMoney(used, currency)} of ${formatMoney(allowance, currency)}`,
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

/** What the model's alerts say beside the figures, and whose own wish one is. */
const saying = (plans: ReadonlyMap<string, string>): readonly Column<Alert>[] => [
  {
    key: "alert",
    header: "Alert",
    narrow: "wide",
    cell: ({ alertName, rule, notify }) => {
      const by = rule === null ? null : "set by the customer";
      return [alertName ?? by, `for ${notify.join(" and ")}`]
        .filter((part) => part !== null)
        .join(", ");
    },
  },
  {
    key: "suggest",
    header: "Propose",
    narrow: "named",
    cell: ({ suggest }) => (suggest === null ? null : (plans.get(suggest) ?? suggest)),
  },
];

/** What an alert is of, for people. */
export function alertedOf(
  { quota, meter }: Pick<Alert, "quota" | "meter">,
  meters: ReadonlyMap<string, string>,
): string {
  if (meter !== null && !quota.startsWith("contracts/")) return meters.get(meter) ?? meter;
  const [kind = "", id = ""] = quota.split("/");
  if (kind === "cost") return "Costs so far";
  if (kind === "credits") return "Credits left";
  return `Commitment of ${id}`;
}
