import { Button } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { allEntries, type Entry } from "../../api/ledger.ts";
import { CsvButton } from "../../parts/csv-button.tsx";
import { EmptyState } from "../../parts/empty-state.tsx";
import { Above } from "../../parts/next-act.tsx";
import { PageHeader } from "../../parts/page-header.tsx";
import { PageList } from "../../parts/page-list.tsx";
import { PageTabs } from "../../parts/page-tabs.tsx";
import { Panel } from "../../parts/panel.tsx";
import { WithModel } from "../../parts/start-state.tsx";
import { useBooks } from "../../parts/use-books.ts";
import { EntryList } from "../journal/entry-list.tsx";
import { ledgerTabs } from "../ledger/tabs.ts";
import { EntryForm } from "./entry-form.tsx";
import { entryHeader, entryRows } from "./entry-rows.ts";
import styles from "./manual-entries.module.css";
import { useLedgerAccounts, useManualEntries } from "./queries.ts";
import { ReversalForm } from "./reversal-form.tsx";

/** Entries that bookkeepers wrote: accruals, corrections, what came from another system. */
export function ManualEntriesPage() {
  return (
    <>
      <PageHeader
        title="Entries by hand"
        intro="Accruals, corrections and what other systems know: whatever no document posts by itself."
      />
      <PageTabs label="Ledger" tabs={ledgerTabs} />
      <WithModel>
        <Entries />
      </WithModel>
    </>
  );
}

function Entries() {
  const entries = useManualEntries();
  const titles = new Map(useLedgerAccounts().map(({ account, title }) => [account, title]));
  const books = useBooks();
  const [writing, setWriting] = useState(false);
  const [written, setWritten] = useState<string>();
  const [reversing, setReversing] = useState<string>();
  const today = books?.today;
  return (
    <Panel
      title="Entries"
      flush
      intro={written === undefined ? undefined : <Posted id={written} />}
      aside={
        <span className={styles.actions}>
          <CsvButton
            name="entries-by-hand"
            header={entryHeader}
            rows={async () => entryRows(await allEntries({ document: "manual-entry" }))}
          />
          {!writing && (
            <Button size="xs" disabled={books === undefined} onClick={() => setWriting(true)}>
              Write an entry
            </Button>
          )}
        </span>
      }
    >
      {writing && books !== undefined && (
        <div className={styles.form}>
          <EntryForm
            {...books}
            onDone={(id) => {
              setWriting(false);
              setWritten(id);
            }}
          />
        </div>
      )}
      <PageList
        csv={false}
        query={entries}
        noun="entry"
        nouns="entries"
        empty={
          <EmptyState next={<Above act="Write an entry" />}>
            No entry by hand yet. Write one for what no document posts: an accrual of a cost, the
            fee of a bank, the opening balance of an account. It says why and who answers for it,
            and is taken back by another entry.
          </EmptyState>
        }
      >
        {(items) => (
          <EntryList
            entries={items}
            account={undefined}
            titles={titles}
            action={(entry) => (
              <Action
                entry={entry}
                today={today}
                isOpen={reversing === entry.id}
                onOpen={() => setReversing(entry.id)}
                onDone={() => setReversing(undefined)}
              />
            )}
          />
        )}
      </PageList>
    </Panel>
  );
}

const Posted = ({ id }: { id: string }) => (
  <span role="status">
    Posted as{" "}
    <Link to="/ledger/entries" search={{ document: id }}>
      {id}
    </Link>
    .
  </span>
);

interface ActionProperties {
  readonly entry: Entry;
  readonly today: string | undefined;
  readonly isOpen: boolean;
  readonly onOpen: () => void;
  readonly onDone: () => void;
}

/** The way to take an entry back that nobody took back. */
function Action({ entry, today, isOpen, onOpen, onDone }: ActionProperties) {
  if (entry.reverses !== null || entry.reversedBy !== null || today === undefined) return null;
  if (isOpen) return <ReversalForm entry={entry} today={today} onDone={onDone} />;
  return (
    <div>
      <Button size="xs" aria-label={`Take it back: ${entry.description}`} onClick={onOpen}>
        Take it back
      </Button>
    </div>
  );
}
