import { TextInput } from "@mantine/core";
import { getRouteApi } from "@tanstack/react-router";
import type { ForeignCurrency } from "../../api/foreign-currency.ts";
import { isZero, sumDecimals } from "../../format/decimal-text.ts";
import { formatDay, formatMonth } from "../../format/format-date.ts";
import { formatMoney } from "../../format/format-money.ts";
import { Answer } from "../../parts/answer.tsx";
import { CsvButton } from "../../parts/csv-button.tsx";
import { Figure, FigureStrip } from "../../parts/figure-strip.tsx";
import { FilterBar } from "../../parts/filter-bar.tsx";
import { LoadingBlock } from "../../parts/loading.tsx";
import { Money } from "../../parts/money.tsx";
import { PageHeader } from "../../parts/page-header.tsx";
import { PageStack } from "../../parts/page-stack.tsx";
import { PageTabs } from "../../parts/page-tabs.tsx";
import { Panel } from "../../parts/panel.tsx";
import { WithModel } from "../../parts/start-state.tsx";
import { BalanceTable } from "./balance-table.tsx";
import { PositionTable, positionHeader, positionRows } from "./position-table.tsx";
import { useForeignCurrency } from "./queries.ts";
import { netOf, ResultTable, resultHeader, resultRows } from "./result-table.tsx";
import { currencyTabs } from "./tabs.ts";

const route = getRouteApi("/currencies");

/** What stands in other currencies than that of the books, and what exchange rates gained and lost. */
export function CurrenciesPage() {
  const { asOf } = route.useSearch();
  const navigate = route.useNavigate();
  const report = useForeignCurrency(asOf);
  return (
    <>
      <PageHeader
        title="Currencies"
        intro="What stands in other currencies than that of the books, at the rates of a day, and what rates gained and lost."
      />
      <PageTabs label="Currencies" tabs={currencyTabs} />
      <WithModel>
        <FilterBar>
          <TextInput
            type="date"
            label="As of the end of"
            value={asOf ?? report.data?.asOf ?? ""}
            onChange={(event) => {
              const day = event.currentTarget.value;
              void navigate({ search: day === "" ? {} : { asOf: day }, replace: true });
            }}
          />
        </FilterBar>
        <Answer query={report} loading={<LoadingBlock height={420} />}>
          {(data) => <Report report={data} busy={report.isPlaceholderData} />}
        </Answer>
      </WithModel>
    </>
  );
}

function Report({ report, busy }: { report: ForeignCurrency; busy: boolean }) {
  const { asOf, currency, untranslated } = report;
  return (
    <PageStack busy={busy}>
      <Headline report={report} />
      <Panel
        title="Positions"
        intro={`Credits are below zero. A gain is what a position is worth at the end of ${formatDay(asOf)}, less what it was booked at.`}
        flush
        aside={
          <CsvButton
            name={`positions-${asOf}`}
            header={positionHeader}
            rows={() => positionRows(report)}
          />
        }
      >
        <PositionTable report={report} />
      </Panel>
      <Panel
        title="Gains and losses"
        intro={`Of the last months that had any, in ${currency}.`}
        flush
        aside={
          <CsvButton
            name={`currency-results-${asOf}`}
            header={resultHeader}
            rows={() => resultRows(report)}
          />
        }
      >
        <ResultTable report={report} />
      </Panel>
      <Panel
        title={`All balances in ${currency}`}
        intro={
          untranslated.length === 0
            ? "Every account, other currencies at their rates; debits equal credits."
            : `Left out, for want of a rate: ${untranslated.map((one) => formatMoney(one.balance, one.currency)).join(", ")}.`
        }
        flush
      >
        <BalanceTable report={report} />
      </Panel>
    </PageStack>
  );
}

function Headline({ report: { asOf, currency, positions, results } }: { report: ForeignCurrency }) {
  const month = asOf.slice(0, 7);
  const open = sumDecimals(positions.flatMap(({ gain }) => (gain === null ? [] : [gain])));
  const unrated = positions.filter(({ gain }) => gain === null).length;
  const own = results.find((one) => one.month === month);
  const year = results.filter((one) => one.month.startsWith(asOf.slice(0, 4)));
  return (
    <FigureStrip>
      <Figure
        name="Unrealised, not yet booked"
        value={<Money amount={open} currency={currency} />}
        note={unrated > 0 ? `${unrated} without a rate` : "Worth less booked, now"}
        tone={open.startsWith("-") && !isZero(open) ? "attention" : "plain"}
      />
      <Figure
        name={`Realised, ${formatMonth(month, "short")}`}
        value={<Money amount={own === undefined ? "0" : netOf(own.realised)} currency={currency} />}
        note="Of what was settled"
      />
      <Figure
        name={`Net of ${asOf.slice(0, 4)}`}
        value={<Money amount={sumDecimals(year.map(({ net }) => net))} currency={currency} />}
        note="Realised and unrealised, as booked"
      />
    </FigureStrip>
  );
}
