import { CloseButton, TextInput } from "@mantine/core";
import { getRouteApi } from "@tanstack/react-router";
import type { EntryFilter } from "../../api/ledger.ts";
import { EmptyState } from "../../parts/empty-state.tsx";
import { FilterBar } from "../../parts/filter-bar.tsx";
import { PageHeader } from "../../parts/page-header.tsx";
import { PageList } from "../../parts/page-list.tsx";
import { PageTabs } from "../../parts/page-tabs.tsx";
import { Sheet } from "../../parts/sheet.tsx";
import { WithModel } from "../../parts/start-state.tsx";
import { ledgerTabs } from "../ledger/tabs.ts";
import { EntryList } from "./entry-list.tsx";
import styles from "./journal.module.css";
import { useAccountTitles, useCustomerName, useEntries } from "./queries.ts";

const route = getRouteApi("/ledger/entries");

/** Entries of the journal with their postings, the latest first; each leads to its document. */
export function JournalPage() {
  const filter = route.useSearch();
  const navigate = route.useNavigate();
  const entries = useEntries(filter);
  const titles = useAccountTitles();
  const { account } = filter;
  const change = (part: EntryFilter) => {
    const next = Object.entries({ ...filter, ...part }).filter(([, value]) => value !== "");
    void navigate({ search: Object.fromEntries(next), replace: true });
  };
  return (
    <>
      <PageHeader
        title={account === undefined ? "Journal" : (titles.get(account) ?? account)}
        intro={account === undefined ? "Every entry, the latest first." : <code>{account}</code>}
      />
      <PageTabs label="Ledger" tabs={ledgerTabs} />
      <WithModel>
        <FilterBar>
          <TextInput
            type="date"
            label="From"
            value={filter.from ?? ""}
            onChange={(event) => change({ from: event.currentTarget.value })}
          />
          <TextInput
            type="date"
            label="To, included"
            value={filter.to ?? ""}
            onChange={(event) => change({ to: event.currentTarget.value })}
          />
          <Narrowed filter={filter} titles={titles} onClear={change} />
        </FilterBar>
        <Sheet label="Entries">
          <PageList
            query={entries}
            noun="entry"
            nouns="entries"
            empty={<EmptyState>No entry matches.</EmptyState>}
          >
            {(items) => <EntryList entries={items} account={account} titles={titles} />}
          </PageList>
        </Sheet>
      </WithModel>
    </>
  );
}

/** What the journal is narrowed to, besides days, each with a button that widens it again. */
function Narrowed({
  filter,
  titles,
  onClear,
}: {
  filter: EntryFilter;
  titles: ReadonlyMap<string, string>;
  onClear: (part: EntryFilter) => void;
}) {
  const customer = useCustomerName(filter.customer);
  const parts = [
    { name: "account", shown: titles.get(filter.account ?? "") ?? filter.account },
    { name: "customer", shown: customer },
    { name: "document", shown: filter.document },
  ].filter(({ shown }) => shown !== undefined);
  return parts.map(({ name, shown }) => (
    <p key={name} className={styles.narrowed}>
      <span>
        Only {name} <strong>{shown}</strong>
      </span>
      <CloseButton
        size="sm"
        aria-label={`Show every ${name}`}
        onClick={() => onClear({ [name]: "" })}
      />
    </p>
  ));
}
