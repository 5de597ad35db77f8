import { Select, TextInput } from "@mantine/core";
import { getRouteApi } from "@tanstack/react-router";
import { allContracts, type ContractFilter, type ContractStatus } from "../../api/contracts.ts";
import { statusWords } from "../../parts/contract-words.ts";
import { CsvButton } from "../../parts/csv-button.tsx";
import { EmptyState } from "../../parts/empty-state.tsx";
import { FilterBar } from "../../parts/filter-bar.tsx";
import { PageHeader } from "../../parts/page-header.tsx";
import { PageList } from "../../parts/page-list.tsx";
import { Panel } from "../../parts/panel.tsx";
import { SearchField } from "../../parts/search-field.tsx";
import { WithModel } from "../../parts/start-state.tsx";
import { ContractTable, contractHeader, contractRows } from "./contract-table.tsx";
import { useContractList } from "./queries.ts";

const route = getRouteApi("/contracts");

/** Every contract, by the end of its term: when renewals come, until when notice is in time, what of commitments is spent. */
export function ContractsPage() {
  const filter = route.useSearch();
  const navigate = route.useNavigate();
  const contracts = useContractList(filter);
  const narrowed = Object.keys(filter).length > 0;
  return (
    <>
      <PageHeader
        title="Contracts"
        intro="Those whose term ends first in front. What has ended is left out, unless it is asked for."
      />
      <WithModel>
        <ContractFilters
          filter={filter}
          onChange={(next) => void navigate({ search: next, replace: true })}
        />
        <Panel
          title="All contracts"
          flush
          aside={
            <CsvButton
              name="contracts"
              header={contractHeader}
              rows={async () => contractRows(await allContracts(filter))}
            />
          }
        >
          <PageList
            query={contracts}
            noun="contract"
            empty={
              <EmptyState>
                {narrowed ? (
                  "No contract matches these filters."
                ) : (
                  <>
                    Nobody has signed a contract yet. A contract is a template of the model and what
                    that leaves open; sign one with <code>POST /v1/contracts</code>, and name it in
                    what is bought under it.
                  </>
                )}
              </EmptyState>
            }
          >
            {(items) => <ContractTable contracts={items} />}
          </PageList>
        </Panel>
      </WithModel>
    </>
  );
}

function ContractFilters({
  filter,
  onChange,
}: {
  filter: ContractFilter;
  onChange: (filter: ContractFilter) => void;
}) {
  const change = (part: ContractFilter) => {
    const next = Object.entries({ ...filter, ...part }).filter(
      ([, value]) => value !== "" && value !== undefined,
    );
    onChange(Object.fromEntries(next));
  };
  return (
    <FilterBar>
      <SearchField
        label="Customer"
        placeholder="A customer's id"
        value={filter.customer ?? ""}
        onSearch={(customer) => change({ customer })}
      />
      <Select
        label="Standing"
        placeholder="Running or to begin"
        data={Object.entries(statusWords).map(([value, label]) => ({ value, label }))}
        value={filter.status ?? null}
        clearable
        clearButtonProps={{ "aria-label": "Show running ones and those to begin" }}
        onChange={(status) =>
          change({ status: (status ?? undefined) as ContractStatus | undefined })
        }
      />
      <TextInput
        type="date"
        label="Term ends before"
        value={filter.endsBefore ?? ""}
        onChange={(event) => change({ endsBefore: event.currentTarget.value })}
      />
      <TextInput
        type="date"
        label="Notice due before"
        value={filter.noticeBefore ?? ""}
        onChange={(event) => change({ noticeBefore: event.currentTarget.value })}
      />
    </FilterBar>
  );
}
