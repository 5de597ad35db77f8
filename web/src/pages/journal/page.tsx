import { CloseButton } from "@mantine/core";
import { getRouteApi, Link } from "@tanstack/react-router";
import { allEntries, type EntryFilter } from "../../api/ledger.ts";
import { CsvButton } from "../../parts/csv-button.tsx";
import { EmptyState } from "../../parts/empty-state.tsx";
import { NoMatch } from "../../parts/no-match.tsx";
import { PageHeader } from "../../parts/page-header.tsx";
import { PageList } from "../../parts/page-list.tsx";
import { PageTabs } from "../../parts/page-tabs.tsx";
import { Panel } from "../../parts/panel.tsx";
import { WithModel } from "../../parts/start-state.tsx";
import { narrowed } from "../../search-parameters.ts";
import { ledgerTabs } from "../ledger/tabs.ts";
import { entryHeader, entryRows } from "../manual-entries/entry-rows.ts";
import { EntryList } from "./entry-list.tsx";
import styles from "./journal.module.css";
import { JournalFilters } from "./journal-filters.tsx";
import { useAccountTitles, useCustomerName, useEntries } from "./queries.ts";

const route = getRouteApi("/ledger/entries");

/** Entries of the journal with their postings, the latest first; each leads to its document. */
export function JournalPage() {
  const filter = route.useSearch();
  const navigate = route.useNavigate();
  const entries = useEntries(filter);
  const titles = useAccountTitles();
  const { account } = filter;
  const change = (part: EntryFilter) =>
    void navigate({ search: narrowed(filter, part), replace: true });
  return (
    <>
      <PageHeader
        title={account === undefined ? "Journal" : (titles.get(account) ?? account)}
        intro={account === undefined ? "Every entry, the latest first." : <code>{account}</code>}
      />
      <PageTabs label="Ledger" tabs={ledgerTabs} />
      <WithModel>
        <JournalFilters filter={filter} onChange={change} />
        <Narrowed filter={filter} titles={titles} onClear={change} />
        <Panel
          title="Entries"
          flush
          aside={
            <CsvButton
              name="journal"
              header={entryHeader}
              rows={async () => entryRows(await allEntries(filter))}
            />
          }
        >
          <PageList
            csv={false}
            query={entries}
            noun="entry"
            nouns="entries"
            empty={
              Object.keys(filter).length > 0 ? (
                <NoMatch noun="entry" nouns="entries" />
              ) : (
                <EmptyState next={<Link to="/ledger/by-hand">Write an entry by hand</Link>}>
                  No entry yet. Every invoice, payment and credit posts one by itself.
                </EmptyState>
              )
            }
          >
            {(items) => <EntryList entries={items} account={account} titles={titles} />}
          </PageList>
        </Panel>
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
    { name: "document", shown: filter.document?.includes("/") ? filter.document : undefined },
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
