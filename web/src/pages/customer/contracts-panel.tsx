import { Link } from "@tanstack/react-router";
import type { Contract } from "../../api/contracts.ts";
import type { Customer } from "../../api/customers.ts";
import { CommitmentBar } from "../../parts/commitment-bar.tsx";
import { contractFacts } from "../../parts/contract-words.ts";
import { Facts } from "../../parts/facts.tsx";
import { Panel } from "../../parts/panel.tsx";
import styles from "./contracts-panel.module.css";
import { useContracts } from "./queries.ts";

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
              <Link to="/contracts/$contractId" params={{ contractId: contract.id }}>
                {contract.name} <span className={styles.number}>{contract.number}</span>
              </Link>
            </h3>
            <Facts
              facts={[
                ...contractFacts(contract),
                {
                  name: "Bought under it",
                  value: <Purchases contract={contract} customer={customer} />,
                },
              ]}
            />
            {contract.commitment !== null && (
              <ol className={styles.periods}>
                {contract.periods.map((period) => (
                  <li key={period.from}>
                    <CommitmentBar period={period} commitment={contract.commitment} zone={zone} />
                  </li>
                ))}
              </ol>
            )}
          </section>
        ))}
      </div>
    </Panel>
  );
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
