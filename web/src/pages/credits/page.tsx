import { SegmentedControl } from "@mantine/core";
import { getRouteApi, Link } from "@tanstack/react-router";
import { type CreditHolder, type CreditHoldings, everyHolder } from "../../api/credits.ts";
import type { CsvRow } from "../../format/csv-text.ts";
import { isZero } from "../../format/decimal-text.ts";
import { formatDay } from "../../format/format-date.ts";
import { formatAmount, formatMoney } from "../../format/format-money.ts";
import { formatCount } from "../../format/format-quantity.ts";
import { Answer } from "../../parts/answer.tsx";
import { CsvButton } from "../../parts/csv-button.tsx";
import { EmptyState } from "../../parts/empty-state.tsx";
import { Figure, FigureStrip } from "../../parts/figure-strip.tsx";
import { FilterBar } from "../../parts/filter-bar.tsx";
import { LoadingBlock } from "../../parts/loading.tsx";
import { Money } from "../../parts/money.tsx";
import { PageHeader } from "../../parts/page-header.tsx";
import { PageList } from "../../parts/page-list.tsx";
import { PageStack } from "../../parts/page-stack.tsx";
import { Panel } from "../../parts/panel.tsx";
import { type Column, RecordTable } from "../../parts/record-table.tsx";
import { WithModel } from "../../parts/start-state.tsx";
import styles from "./credits.module.css";
import { useHoldings } from "./queries.ts";

const route = getRouteApi("/credits");

/** How far ahead expiries may count. */
const horizons = ["30", "90", "365"] as const;

/** What customers have in credits: what is owed for it, what of it expires soon, and who has it. */
export function CreditsPage() {
  const { days = "30" } = route.useSearch();
  const navigate = route.useNavigate();
  const holdings = useHoldings(Number(days));
  return (
    <>
      <PageHeader
        title="Credits"
        intro="What customers can still spend before they pay with money, and what of it expires."
      />
      <WithModel>
        <FilterBar>
          <SegmentedControl
            aria-label="Expiring within"
            data={horizons.map((value) => ({ value, label: `${value} days` }))}
            value={days}
            onChange={(next) =>
              void navigate({ search: next === "30" ? {} : { days: next }, replace: true })
            }
          />
        </FilterBar>
        <Answer query={holdings} loading={<LoadingBlock height={420} />}>
          {({ pages: [first] }) =>
            first !== undefined && <Held holdings={first} holders={holdings} days={Number(days)} />
          }
        </Answer>
      </WithModel>
    </>
  );
}

interface HeldProperties {
  /** The figures, as any page has them. */
  readonly holdings: CreditHoldings;
  readonly holders: ReturnType<typeof useHoldings>;
  readonly days: number;
}

function Held({ holdings, holders: list, days }: HeldProperties) {
  const { currency, items, holders, used, expired, until } = holdings;
  return (
    <PageStack>
      <FigureStrip>
        <Figure
          name="To be spent"
          value={<Money amount={holdings.balance} currency={currency} />}
          note={`${formatMoney(used, currency)} used so far, ${formatMoney(expired, currency)} expired`}
        />
        <Figure
          name="Liability"
          value={<Money amount={holdings.paid} currency={currency} />}
          note="Paid for and not used"
        />
        <Figure
          name="Given"
          value={<Money amount={holdings.given} currency={currency} />}
          note="Lowers the price of invoices"
        />
        <Figure
          name="Expiring"
          value={<Money amount={holdings.expiring} currency={currency} />}
          note={`Until ${formatDay(until)}`}
          tone={isZero(holdings.expiring) ? "plain" : "attention"}
        />
      </FigureStrip>
      <Panel
        title="Who has credits"
        intro={holders === 0 ? undefined : formatCount(holders, "customer")}
        flush
        aside={
          items.length === 0 ? undefined : (
            <CsvButton
              name="credits"
              header={header}
              rows={async () => (await everyHolder(days)).map(rowOf)}
            />
          )
        }
      >
        <PageList
          csv={false}
          query={list}
          noun="customer"
          empty={
            <EmptyState next={<Link to="/customers">Choose a customer to grant some to</Link>}>
              Nobody has credits. They are prepaid, given with a plan, or given to make good for
              something, and pay invoices before money does.
            </EmptyState>
          }
        >
          {(shown) => (
            <RecordTable
              csv={false}
              caption="Customers with credits, those whose credits expire first in front"
              columns={columns}
              rows={shown}
              rowKey={({ customer }) => customer}
            />
          )}
        </PageList>
      </Panel>
    </PageStack>
  );
}

const columns: readonly Column<CreditHolder>[] = [
  {
    key: "customer",
    header: "Customer",
    narrow: "title",
    cell: ({ customer, name }) => (
      <Link to="/customers/$customerId" params={{ customerId: customer }} hash="credits">
        {name}
      </Link>
    ),
  },
  {
    key: "next",
    header: "Expires next",
    narrow: "wide",
    cell: ({ nextExpiry, currency }) =>
      nextExpiry === null ? (
        <span className={styles.quiet}>nothing expires</span>
      ) : (
        <>
          {formatDay(nextExpiry.at)}{" "}
          <span className={styles.quiet}>
            {formatMoney(nextExpiry.amount, currency)} of {nextExpiry.name}
          </span>
        </>
      ),
  },
  {
    key: "paid",
    header: "Paid for",
    figure: true,
    narrow: "none",
    cell: ({ paid, currency }) => formatAmount(paid, currency),
  },
  {
    key: "balance",
    header: "To be spent",
    figure: true,
    narrow: "figure",
    cell: ({ balance, currency }) => <Money amount={balance} currency={currency} />,
  },
];

const header: CsvRow = [
  "customer",
  "name",
  "balance",
  "paid",
  "currency",
  "next_expiry",
  "next_expiry_amount",
];

const rowOf = ({ customer, name, balance, paid, currency, nextExpiry }: CreditHolder): CsvRow => [
  customer,
  name,
  balance,
  paid,
  currency,
  nextExpiry?.at ?? null,
  nextExpiry?.amount ?? null,
];
