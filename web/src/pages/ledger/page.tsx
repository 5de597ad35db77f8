import { TextInput } from "@mantine/core";
import { getRouteApi } from "@tanstack/react-router";
import { Answer } from "../../parts/answer.tsx";
import { FilterBar } from "../../parts/filter-bar.tsx";
import { LoadingRows } from "../../parts/loading.tsx";
import { PageHeader } from "../../parts/page-header.tsx";
import { PageStack } from "../../parts/page-stack.tsx";
import { PageTabs } from "../../parts/page-tabs.tsx";
import { WithModel } from "../../parts/start-state.tsx";
import { BalanceTables } from "./balance-tables.tsx";
import { JournalPanel } from "./journal-panel.tsx";
import { useTrialBalance } from "./queries.ts";
import { ledgerTabs } from "./tabs.ts";

const route = getRouteApi("/ledger");

/** The trial balance, each account leading to its entries; and the journal behind it: whether it is sound, and as files. */
export function LedgerPage() {
  const { asOf } = route.useSearch();
  const navigate = route.useNavigate();
  const balance = useTrialBalance(asOf);
  return (
    <>
      <PageHeader
        title="Ledger"
        intro="What every document did to the books. Choose an account to see its entries."
      />
      <PageTabs label="Ledger" tabs={ledgerTabs} />
      <WithModel>
        <FilterBar>
          <TextInput
            type="date"
            label="As of the end of"
            description={asOf === undefined ? "All entries" : undefined}
            value={asOf ?? ""}
            onChange={(event) => {
              const day = event.currentTarget.value;
              void navigate({ search: day === "" ? {} : { asOf: day }, replace: true });
            }}
          />
        </FilterBar>
        <PageStack>
          <Answer query={balance} loading={<LoadingRows />}>
            {(data) => <BalanceTables balance={data} />}
          </Answer>
          <JournalPanel />
        </PageStack>
      </WithModel>
    </>
  );
}
