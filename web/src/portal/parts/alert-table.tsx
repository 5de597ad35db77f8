import type { Alert } from "../../api/alerts.ts";
import { useLanguage } from "../language/language.tsx";
import { type Column, DataTable } from "./data-table.tsx";

/** When the customer came to a share of what it may use. */
export function AlertTable({ alerts }: { alerts: readonly Alert[] }) {
  const { say, minute, quantity, money, percent } = useLanguage();
  const figure = (alert: Alert, amount: string): string =>
    alert.currency === null ? quantity(amount) : money(amount, alert.currency);
  const columns: readonly Column<Alert>[] = [
    {
      key: "what",
      header: say("alerts.what"),
      narrow: "title",
      cell: (alert) =>
        alert.quota.startsWith("cost/")
          ? say("alerts.cost")
          : alert.quota.startsWith("credits/")
            ? say("alerts.credits")
            : say("alerts.reached", {
                share: /^\d+(\.\d+)?%$/.test(alert.at) ? percent(alert.at.slice(0, -1)) : alert.at,
                name: alert.alertName ?? alert.meter ?? alert.quota,
              }),
    },
    { key: "when", header: say("alerts.when"), cell: ({ firedAt }) => minute(firedAt) },
    {
      key: "used",
      header: say("alerts.used"),
      figure: true,
      narrow: "figure",
      cell: (alert) => figure(alert, alert.used),
    },
    {
      key: "allowance",
      header: say("alerts.allowance"),
      figure: true,
      narrow: "named",
      cell: (alert) => figure(alert, alert.allowance),
    },
  ];
  return (
    <DataTable
      caption={say("alerts.title")}
      columns={columns}
      rows={alerts}
      rowKey={({ quota, at, from, firedAt }) => `${quota} ${at} ${from} ${firedAt}`}
    />
  );
}
