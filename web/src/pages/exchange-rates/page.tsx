import { Button, TextInput } from "@mantine/core";
import { getRouteApi } from "@tanstack/react-router";
import { useState } from "react";
import { allExchangeRates, type RateFilter, type RatesTold } from "../../api/exchange-rates.ts";
import { CsvButton } from "../../parts/csv-button.tsx";
import { CurrencyField } from "../../parts/currency-field.tsx";
import { EmptyState } from "../../parts/empty-state.tsx";
import { FilterBar } from "../../parts/filter-bar.tsx";
import { Above } from "../../parts/next-act.tsx";
import { NoMatch } from "../../parts/no-match.tsx";
import { PageHeader } from "../../parts/page-header.tsx";
import { PageList } from "../../parts/page-list.tsx";
import { PageStack } from "../../parts/page-stack.tsx";
import { PageTabs } from "../../parts/page-tabs.tsx";
import { Panel } from "../../parts/panel.tsx";
import { useToday } from "../../parts/use-today.ts";
import { currencyTabs } from "../currencies/tabs.ts";
import styles from "./exchange-rates.module.css";
import { useRates } from "./queries.ts";
import { RateFinder } from "./rate-finder.tsx";
import { RateForm } from "./rate-form.tsx";
import { RateTable, rateHeader, rateRows } from "./rate-table.tsx";

const route = getRouteApi("/currencies/rates");

/** What currencies were worth, day by day; rates are told here, and asked for. */
export function ExchangeRatesPage() {
  const filter = route.useSearch();
  const navigate = route.useNavigate();
  const today = useToday();
  const change = (part: RateFilter) => {
    const next = Object.entries({ ...filter, ...part }).filter(([, value]) => value !== "");
    void navigate({ search: Object.fromEntries(next), replace: true });
  };
  return (
    <>
      <PageHeader
        title="Exchange rates"
        intro="What currencies were worth on each day. Payments in another currency and the close of a month count by them."
      />
      <PageTabs label="Currencies" tabs={currencyTabs} />
      <FilterBar>
        <CurrencyField
          label="Of"
          placeholder="Every currency"
          value={filter.from ?? ""}
          onChange={(from) => change({ from })}
        />
        <CurrencyField
          label="In"
          placeholder="Every currency"
          value={filter.to ?? ""}
          onChange={(to) => change({ to })}
        />
        <TextInput
          type="date"
          label="Day"
          value={filter.day ?? ""}
          onChange={(event) => change({ day: event.currentTarget.value })}
        />
      </FilterBar>
      <PageStack>
        <Rates filter={filter} today={today} />
        {today !== undefined && <RateFinder today={today} />}
      </PageStack>
    </>
  );
}

function Rates({ filter, today }: { filter: RateFilter; today: string | undefined }) {
  const rates = useRates(filter);
  const [adding, setAdding] = useState(false);
  const [told, setTold] = useState<RatesTold>();
  const narrowed = Object.keys(filter).length > 0;
  return (
    <Panel
      title="Rates"
      flush
      intro={told === undefined ? undefined : <span role="status">{outcome(told)}</span>}
      aside={
        <span className={styles.actions}>
          <CsvButton
            name="exchange-rates"
            header={rateHeader}
            rows={async () => rateRows(await allExchangeRates(filter))}
          />
          {!adding && (
            <Button size="xs" disabled={today === undefined} onClick={() => setAdding(true)}>
              Add a rate
            </Button>
          )}
        </span>
      }
    >
      {adding && today !== undefined && (
        <div className={styles.form}>
          <RateForm
            today={today}
            onDone={(done) => {
              setAdding(false);
              setTold(done);
            }}
          />
        </div>
      )}
      <PageList
        csv={false}
        query={rates}
        noun="rate"
        empty={
          narrowed ? (
            <NoMatch noun="rate" />
          ) : (
            <EmptyState next={<Above act="Add a rate" />}>
              No rate yet. Add one, or import a file of the European Central Bank with{" "}
              <code>florin exchange-rates import</code>. Without rates, payments in another currency
              must say what they settle.
            </EmptyState>
          )
        }
      >
        {(items) => <RateTable rates={items} />}
      </PageList>
    </Panel>
  );
}

function outcome({ added, corrected, known }: RatesTold): string {
  if (added === 0) return known === 0 ? "Nothing was told." : "This rate was known.";
  return corrected === 0 ? "The rate was added." : "The rate replaces the other one from now on.";
}
