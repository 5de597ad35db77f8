import { Link } from "@tanstack/react-router";
import type { ListedSubscription } from "../../api/subscriptions.ts";
import type { CsvRow } from "../../format/csv-text.ts";
import { formatDay } from "../../format/format-date.ts";
import { formatQuantity } from "../../format/format-quantity.ts";
import { type Column, RecordTable } from "../../parts/record-table.tsx";
import { StandingAndComing, whatComes } from "../../parts/standing-and-coming.tsx";
import styles from "./subscription-table.module.css";

/** What stands beside the standing; the others have columns. */
const beside: ReadonlySet<string> = new Set(["trial", "terms", "pause"]);

const columns: readonly Column<ListedSubscription>[] = [
  {
    key: "id",
    header: "Subscription",
    narrow: "title",
    cell: ({ id, of }) => (
      <>
        <Link to="/subscriptions/$subscriptionId" params={{ subscriptionId: id }}>
          {id}
        </Link>
        {of !== null && <span className={styles.kind}>add-on</span>}
      </>
    ),
  },
  {
    key: "customer",
    header: "Customer",
    narrow: "wide",
    cell: ({ customer, customerName }) => (
      <Link to="/customers/$customerId" params={{ customerId: customer }} hash="subscriptions">
        {customerName}
      </Link>
    ),
  },
  { key: "plan", header: "Plan", cell: ({ planName }) => <Link to="/plans">{planName}</Link> },
  {
    key: "standing",
    header: "Standing",
    narrow: "wide",
    cell: (one) => (
      <StandingAndComing
        subscription={one}
        coming={whatComes(one).filter(({ of }) => beside.has(of))}
      />
    ),
  },
  {
    key: "start",
    header: "Starts",
    cell: ({ start }) => (
      <>
        <span className="narrow-only">from </span>
        {formatDay(start)}
      </>
    ),
  },
  { key: "end", header: "Ends or renews", cell: (one) => endOrRenewal(one) },
  {
    key: "quantity",
    header: "Quantity",
    figure: true,
    narrow: "figure",
    cell: ({ quantity }) => formatQuantity(quantity),
  },
];

/** The first day without service where one is known; else the day on which it renews, and nothing of what does not go on by itself. */
function endOrRenewal({ end, standing, cadence, renewsOn }: ListedSubscription) {
  if (end !== null)
    return (
      <>
        <span className="narrow-only">{standing === "ended" ? "ended " : "ends "}</span>
        {formatDay(end)}
      </>
    );
  if (renewsOn !== null) return <span className={styles.goes}>renews {formatDay(renewsOn)}</span>;
  if (standing === "ended" || standing === "paused" || cadence !== null) return null;
  return <span className={styles.goes}>no end</span>;
}

/** Subscriptions of all customers as rows, each leading to its page. */
export const SubscriptionTable = ({
  subscriptions,
}: {
  subscriptions: readonly ListedSubscription[];
}) => (
  <RecordTable
    caption="Subscriptions"
    columns={columns}
    rows={subscriptions}
    rowKey={({ id }) => id}
  />
);

/** The head of the file that {@link subscriptionRows} makes. */
export const subscriptionHeader: CsvRow = [
  "id",
  "customer",
  "customerName",
  "plan",
  "planName",
  "addonOf",
  "standing",
  "start",
  "end",
  "pausedOn",
  "resumesOn",
  "renewsOn",
  "trialUntil",
  "changesOn",
  "cadence",
  "quantity",
];

/** Subscriptions as rows of a file. */
export const subscriptionRows = (subscriptions: readonly ListedSubscription[]): readonly CsvRow[] =>
  subscriptions.map((one) => [
    one.id,
    one.customer,
    one.customerName,
    one.plan,
    one.planName,
    one.of,
    one.standing,
    one.start,
    one.end,
    one.pausedOn,
    one.resumesOn,
    one.renewsOn,
    one.trialUntil,
    one.changesOn,
    one.cadence,
    one.quantity,
  ]);
