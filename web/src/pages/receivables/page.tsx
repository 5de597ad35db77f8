import { TextInput } from "@mantine/core";
import { getRouteApi, Link } from "@tanstack/react-router";
import type { Ageing, SalesOutstanding } from "../../api/ledger.ts";
import { sumDecimals } from "../../format/decimal-text.ts";
import { Answer } from "../../parts/answer.tsx";
import { CsvButton } from "../../parts/csv-button.tsx";
import { EmptyState } from "../../parts/empty-state.tsx";
import { Figure, FigureStrip } from "../../parts/figure-strip.tsx";
import { FilterBar } from "../../parts/filter-bar.tsx";
import { LoadingBlock } from "../../parts/loading.tsx";
import { Money } from "../../parts/money.tsx";
import { PageHeader } from "../../parts/page-header.tsx";
import { PageStack } from "../../parts/page-stack.tsx";
import { Panel } from "../../parts/panel.tsx";
import { WithModel } from "../../parts/start-state.tsx";
import { AgeingTable } from "./ageing-table.tsx";
import { OpenInvoices, openInvoiceRows, openInvoicesHeader } from "./open-invoices.tsx";
import { useReceivables } from "./queries.ts";

const route = getRouteApi("/receivables");

/** What customers owe, by days after the due day, and the invoices it is made of. */
export function ReceivablesPage() {
  const { asOf } = route.useSearch();
  const navigate = route.useNavigate();
  const { ageing, outstanding } = useReceivables(asOf);
  return (
    <>
      <PageHeader title="Receivables" intro="What customers owe, by days after the due day." />
      <WithModel>
        <FilterBar>
          <TextInput
            type="date"
            label="As of the end of"
            value={asOf ?? ageing.data?.asOf ?? ""}
            onChange={(event) => {
              const day = event.currentTarget.value;
              void navigate({ search: day === "" ? {} : { asOf: day }, replace: true });
            }}
          />
        </FilterBar>
        <Answer query={ageing} loading={<LoadingBlock height={420} />}>
          {(data) => <Owed ageing={data} outstanding={outstanding.data} />}
        </Answer>
      </WithModel>
    </>
  );
}

function Owed({
  ageing,
  outstanding,
}: {
  ageing: Ageing;
  outstanding: SalesOutstanding | undefined;
}) {
  if (ageing.totals.length === 0) {
    return (
      <Panel title="By customer">
        <EmptyState next={<Link to="/invoices">See the invoices</Link>}>
          Nobody owes anything. What is open stands here, by how long it has been due.
        </EmptyState>
      </Panel>
    );
  }
  return (
    <PageStack>
      {ageing.totals.map(({ currency, amounts }) => {
        const days = outstanding?.items.find((one) => one.currency === currency);
        const { notDue: _, total, ...overdue } = amounts;
        return (
          <FigureStrip key={currency}>
            <Figure name="Owed" value={<Money amount={total} currency={currency} />} />
            <Figure
              name="Overdue"
              value={<Money amount={sumDecimals(Object.values(overdue))} currency={currency} />}
            />
            <Figure
              name="DSO, three months"
              value={days?.simple.days ?? "–"}
              note="Days of sales"
            />
            <Figure
              name="DSO, countback"
              value={days === undefined ? "–" : daysText(days.countback)}
              note="Days of the latest sales"
            />
          </FigureStrip>
        );
      })}
      <Panel title="By customer" flush>
        <AgeingTable ageing={ageing} />
      </Panel>
      <Panel
        title="Open invoices"
        flush
        aside={
          <CsvButton
            name={`receivables-${ageing.asOf}`}
            header={openInvoicesHeader}
            rows={() => openInvoiceRows(ageing)}
          />
        }
      >
        <OpenInvoices ageing={ageing} />
      </Panel>
    </PageStack>
  );
}

const daysText = ({ days, complete }: SalesOutstanding["items"][number]["countback"]): string =>
  complete ? days : `over ${days}`;
