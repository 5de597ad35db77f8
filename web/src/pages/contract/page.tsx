import { getRouteApi, Link } from "@tanstack/react-router";
import type { Contract } from "../../api/contracts.ts";
import type { Customer } from "../../api/customers.ts";
import { formatDay, formatPeriod } from "../../format/format-date.ts";
import { formatMoney } from "../../format/format-money.ts";
import { Answer, isMissing } from "../../parts/answer.tsx";
import { CommitmentBar } from "../../parts/commitment-bar.tsx";
import { contractFacts, dateWords, termWords } from "../../parts/contract-words.ts";
import { EmptyState } from "../../parts/empty-state.tsx";
import { Facts } from "../../parts/facts.tsx";
import { LoadingBlock } from "../../parts/loading.tsx";
import { Missing } from "../../parts/missing.tsx";
import { PageHeader } from "../../parts/page-header.tsx";
import { PageStack } from "../../parts/page-stack.tsx";
import { Panel } from "../../parts/panel.tsx";
import { type Column, RecordTable } from "../../parts/record-table.tsx";
import styles from "./contract.module.css";
import { ContractActions } from "./contract-actions.tsx";
import { useContract, useHolder } from "./queries.ts";

const route = getRouteApi("/contracts/$contractId");
const back = { label: "Contracts", link: { to: "/contracts" } } as const;

/** One contract: its terms, what comes of it, how its commitment stands, and what can be agreed about it. */
export function ContractPage() {
  const { contractId } = route.useParams();
  const contract = useContract(contractId);
  return (
    <>
      {contract.data === undefined && (
        <PageHeader title={isMissing(contract) ? "No such contract" : "Contract"} back={back} />
      )}
      <Answer
        query={contract}
        loading={<LoadingBlock height={360} />}
        missing={
          <Missing action={<Link to="/contracts">All contracts</Link>}>
            No contract has the id <code>{contractId}</code>.
          </Missing>
        }
      >
        {(data) => <ContractView key={data.id} contract={data} />}
      </Answer>
    </>
  );
}

function ContractView({ contract }: { contract: Contract }) {
  const holder = useHolder(contract.customer);
  const { id, customer, customerName, name, number } = contract;
  return (
    <>
      <PageHeader
        title={number}
        intro={
          <>
            {name},{" "}
            <Link to="/customers/$customerId" params={{ customerId: customer }}>
              {customerName}
            </Link>
            {number !== id && (
              <>
                {" "}
                <code>{id}</code>
              </>
            )}
          </>
        }
        back={back}
      />
      <PageStack>
        <Panel title="As it stands">
          <div className={styles.standing}>
            <Facts facts={[...contractFacts(contract), ...remainingFacts(contract)]} />
            <ContractActions contract={contract} />
          </div>
        </Panel>
        <Coming contract={contract} />
        {contract.commitment !== null && (
          <Commitment contract={contract} zone={holder?.timeZone ?? "UTC"} />
        )}
        <Terms contract={contract} />
        <Purchases contract={contract} holder={holder} />
      </PageStack>
    </>
  );
}

function remainingFacts({ remaining, commitment }: Contract) {
  const currency = commitment?.amount.split(" ")[1] ?? null;
  return [
    { name: "To be invoiced at least", value: formatMoney(remaining.total, currency) },
    { name: "Of it within a year", value: formatMoney(remaining.withinYear, currency) },
  ];
}

/** What happens by itself, the next of each kind. */
function Coming({ contract: { dates, commitment } }: { contract: Contract }) {
  if (dates.length === 0) return null;
  const currency = commitment?.amount.split(" ")[1] ?? null;
  return (
    <Panel title="To come" intro="What happens by itself, the next of each kind.">
      <ol className={styles.dates}>
        {dates.map(({ kind, on, amount, note }) => (
          <li key={`${kind} ${on}`}>
            <time dateTime={on} className={styles.day}>
              {formatDay(on)}
            </time>
            <span>
              {dateWords[kind]}
              {note !== null && <span className={styles.quiet}> {note}</span>}
              {amount !== null && (
                <span className={styles.quiet}>
                  , {formatMoney(amount, currency)} missing as things stand
                </span>
              )}
            </span>
          </li>
        ))}
      </ol>
    </Panel>
  );
}

function Commitment({ contract, zone }: { contract: Contract; zone: string }) {
  const { periods, commitment } = contract;
  return (
    <Panel title="Commitment" intro="What was spent in each period that has begun.">
      {periods.length === 0 ? (
        <EmptyState next={null}>
          Its first period has not begun. What is used of its commitment stands here from then on.
        </EmptyState>
      ) : (
        <ol className={styles.periods}>
          {periods.toReversed().map((period) => (
            <li key={period.from}>
              <CommitmentBar period={period} commitment={commitment} zone={zone} />
            </li>
          ))}
        </ol>
      )}
    </Panel>
  );
}

const termColumns: readonly Column<Contract["terms"][number]>[] = [
  {
    key: "term",
    header: "Term",
    narrow: "title",
    cell: ({ start, end }) => formatPeriod(start, end),
  },
  { key: "by", header: "Agreed", cell: ({ by }) => termWords[by] },
  { key: "model", header: "Prices of", cell: ({ model }) => <code>{model}</code> },
  {
    key: "months",
    header: "Months",
    figure: true,
    narrow: "figure",
    cell: ({ months }) => (
      <>
        {months}
        <span className="narrow-only"> months</span>
      </>
    ),
  },
];

const Terms = ({ contract: { terms } }: { contract: Contract }) => (
  <Panel title="Terms" flush>
    <RecordTable
      caption="Terms"
      columns={termColumns}
      rows={terms.toReversed()}
      rowKey={({ start }) => start}
    />
  </Panel>
);

/** What was bought under it, subscriptions as links. */
function Purchases({
  contract: { purchases },
  holder,
}: {
  contract: Contract;
  holder: Customer | undefined;
}) {
  const plans = new Map(holder?.subscriptions.map(({ id, planName }) => [id, planName]));
  const others = new Map(
    [...(holder?.licences ?? []), ...(holder?.sales ?? [])].map(({ id, name }) => [id, name]),
  );
  return (
    <Panel title="Bought under it">
      {purchases.length === 0 ? (
        <EmptyState next={<Link to="/customers">Open the customer</Link>}>
          Nothing yet. What is bought with <code>contract</code> set to its id has its prices,
          discounts and days to pay, and counts for its commitment.
        </EmptyState>
      ) : (
        <ul className={styles.purchases}>
          {purchases.map((id) => (
            <li key={id}>
              {plans.has(id) ? (
                <Link to="/subscriptions/$subscriptionId" params={{ subscriptionId: id }}>
                  {plans.get(id)}
                </Link>
              ) : (
                others.get(id)
              )}{" "}
              <code>{id}</code>
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}
