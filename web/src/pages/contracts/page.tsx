import { TextInput } from "@mantine/core";
import { getRouteApi } from "@tanstack/react-router";
import { allContracts, type ContractFilter, type ContractStatus } from "../../api/contracts.ts";
import { AnySelect } from "../../parts/any-select.tsx";
import { statusChoices } from "../../parts/contract-words.ts";
import { CsvButton } from "../../parts/csv-button.tsx";
import { CustomerFilter } from "../../parts/customer-filter.tsx";
import { EmptyState } from "../../parts/empty-state.tsx";
import { FilterBar } from "../../parts/filter-bar.tsx";
import { InModel } from "../../parts/next-act.tsx";
import { NoMatch } from "../../parts/no-match.tsx";
import { PageHeader } from "../../parts/page-header.tsx";
import { PageList } from "../../parts/page-list.tsx";
import { Panel } from "../../parts/panel.tsx";
import { WithModel } from "../../parts/start-state.tsx";
import { narrowed } from "../../search-parameters.ts";
import { ContractTable, contractHeader, contractRows } from "./contract-table.tsx";
import { useContractList } from "./queries.ts";

const route = getRouteApi("/contracts");

/** Every contract, by the end of its term: when renewals come, until when notice is in time, what of commitments is spent. */
export function ContractsPage() {
  const filter = route.useSearch();
  const navigate = route.useNavigate();
  const contracts = useContractList(filter);
  const isNarrowed = Object.keys(filter).length > 0;
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
            csv={false}
            query={contracts}
            noun="contract"
            empty={
              isNarrowed ? (
                <NoMatch noun="contract" />
              ) : (
                <EmptyState next={<InModel>Write a template in the model</InModel>}>
                  Nobody has signed a contract yet. A contract is a template of the model and what
                  that leaves open; sign one with <code>POST /v1/contracts</code>, and name it in
                  what is bought under it.
                </EmptyState>
              )
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
  const change = (part: ContractFilter) => onChange(narrowed(filter, part));
  return (
    <FilterBar>
      <CustomerFilter chosen={filter.customer} onChoose={(customer) => change({ customer })} />
      <AnySelect<ContractStatus>
        label="Standing"
        every="Running or to begin"
        choices={statusChoices}
        chosen={filter.status}
        onChoose={(status) => change({ status })}
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
