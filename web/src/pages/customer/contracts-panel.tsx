import { Link } from "@tanstack/react-router";
import type { CommitmentPeriod, Contract } from "../../api/contracts.ts";
import type { Customer } from "../../api/customers.ts";
import { percentOf } from "../../format/decimal-text.ts";
import { formatDay, formatPeriod } from "../../format/format-date.ts";
import { formatAmount, formatPrice } from "../../format/format-money.ts";
import { formatCount } from "../../format/format-quantity.ts";
import { toGeometry } from "../../format/geometry.ts";
import { Facts } from "../../parts/facts.tsx";
import { Panel } from "../../parts/panel.tsx";
import styles from "./contracts-panel.module.css";
import { useContracts } from "./queries.ts";

const statusWords: Readonly<Record<Contract["status"], string>> = {
  scheduled: "Signed, not begun",
  running: "Running",
  ended: "Ended",
};

const shortfalls = {
  "true-up": "what is missing is billed",
  carry: "what is missing is carried over",
  waive: "what is missing is let go",
} as const;

/** What the customer signed: the term, when it goes on, and what of its commitment is spent. Nothing where nothing was signed. */
export function ContractsPanel({ customer }: { customer: Customer }) {
  const contracts = useContracts(customer.id).data?.items ?? [];
  const zone = customer.timeZone ?? "UTC";
  if (contracts.length === 0) return null;
  return (
    <Panel title={contracts.length === 1 ? "Contract" : "Contracts"} id="contracts">
      <div className={styles.contracts}>
        {contracts.map((contract) => (
          <section key={contract.id} aria-label={contract.number} className={styles.contract}>
            <h3 className={styles.name}>
              {contract.name} <span className={styles.number}>{contract.number}</span>
            </h3>
            <Facts facts={factsOf(contract, customer)} />
            {contract.commitment !== null && (
              <ol className={styles.periods}>
                {contract.periods.map((period) => (
                  <Spent
                    key={period.from}
                    period={period}
                    commitment={contract.commitment}
                    zone={zone}
                  />
                ))}
              </ol>
            )}
          </section>
        ))}
      </div>
    </Panel>
  );
}

function factsOf(contract: Contract, customer: Customer) {
  const { status, start, end, renewsOn, noticeBy, endsOn, netDays, commitment } = contract;
  return [
    { name: "Standing", value: statusWords[status] },
    { name: "Term", value: `${formatDay(start)} – ${formatDay(end)}` },
    { name: "Renews by itself", value: renewsOn === null ? null : formatDay(renewsOn) },
    { name: "Notice until", value: noticeBy === null ? null : formatDay(noticeBy) },
    { name: "Ends", value: endsOn === null ? null : formatDay(endsOn) },
    { name: "To pay within", value: netDays === null ? null : formatCount(netDays, "day") },
    {
      name: "Commitment",
      value:
        commitment === null
          ? null
          : `${formatPrice(commitment.amount)} ${commitment.per}; ${shortfalls[commitment.shortfall]}`,
    },
    { name: "Bought under it", value: <Purchases contract={contract} customer={customer} /> },
  ];
}

/** What was bought under a contract, subscriptions as links. */
function Purchases({
  contract: { purchases },
  customer: { subscriptions },
}: {
  contract: Contract;
  customer: Customer;
}) {
  if (purchases.length === 0) return "Nothing yet";
  const names = new Map(subscriptions.map(({ id, planName }) => [id, planName]));
  return (
    <span className={styles.purchases}>
      {purchases.map((id) =>
        names.has(id) ? (
          <Link key={id} to="/subscriptions/$subscriptionId" params={{ subscriptionId: id }}>
            {names.get(id)}
          </Link>
        ) : (
          <code key={id}>{id}</code>
        ),
      )}
    </span>
  );
}

/** What of a period's commitment is spent, as a bar and in words. */
function Spent({
  period: { from, to, committed, spent, billed },
  commitment,
  zone,
}: {
  period: CommitmentPeriod;
  commitment: Contract["commitment"];
  zone: string;
}) {
  const [amount = "0", currency = null] = (commitment?.amount ?? "").split(" ");
  const whole = committed ?? amount;
  const share = percentOf(spent, whole) ?? "0";
  return (
    <li className={styles.period}>
      <span className={styles.row}>
        <span className={styles.quiet}>{formatPeriod(from, to, zone)}</span>
        <span>
          <strong>{formatAmount(spent, currency)}</strong> of {formatAmount(whole, currency)}{" "}
          {currency} spent, {share}%
          {billed !== null && `; ${formatAmount(billed, currency)} billed for the rest`}
        </span>
      </span>
      <span aria-hidden className={styles.track}>
        <span className={styles.fill} style={{ width: `${Math.min(100, toGeometry(share))}%` }} />
      </span>
    </li>
  );
}
