import { Button, TextInput } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { type FormEvent, useState } from "react";
import { type AuditEntry, auditCsvAddress, auditLogQuery } from "../../api/governance.ts";
import { formatMinute } from "../../format/format-date.ts";
import { EmptyState } from "../../parts/empty-state.tsx";
import { FilterBar } from "../../parts/filter-bar.tsx";
import { NoMatch } from "../../parts/no-match.tsx";
import { PageHeader } from "../../parts/page-header.tsx";
import { PageList } from "../../parts/page-list.tsx";
import { PageStack } from "../../parts/page-stack.tsx";
import { Panel } from "../../parts/panel.tsx";
import { type Column, RecordTable } from "../../parts/record-table.tsx";
import styles from "./audit-log.module.css";

const route = getRouteApi("/audit-log");

const columns: readonly Column<AuditEntry>[] = [
  { key: "subject", header: "What", narrow: "title", cell: ({ subject }) => subject },
  { key: "action", header: "Action", cell: ({ action }) => action },
  { key: "actor", header: "By", cell: ({ actor }) => <code>{actor}</code> },
  {
    key: "change",
    header: "From what to what",
    narrow: "wide",
    cell: (entry) => <Change entry={entry} />,
  },
  {
    key: "at",
    header: "At, UTC",
    figure: true,
    narrow: "figure",
    cell: ({ at }) => <time dateTime={at}>{formatMinute(at)}</time>,
  },
];

function Change({ entry }: { entry: AuditEntry }) {
  const { before, after, forgotten, position, hash, approval } = entry;
  if (forgotten) return <>Erased, as it was about a person</>;
  return (
    <details>
      <summary>Entry {position}</summary>
      {before !== null && (
        <>
          <p className={styles.side}>Before</p>
          <pre className={styles.json}>{JSON.stringify(before, null, 2)}</pre>
        </>
      )}
      <p className={styles.side}>{before === null ? "Asked for" : "After"}</p>
      <pre className={styles.json}>{JSON.stringify(after, null, 2)}</pre>
      {approval !== null && <p className={styles.side}>Approval {approval}</p>}
      <p className={styles.side}>Sealed with {hash}</p>
    </details>
  );
}

/** Who changed what, from what to what; the same as a file. */
export function AuditLogPage() {
  const filter = route.useSearch();
  const entries = useInfiniteQuery(auditLogQuery(filter));
  return (
    <>
      <PageHeader
        title="Audit log"
        intro="Who changed what. Each entry is sealed to the one before it, and nobody can edit one."
      />
      <PageStack>
        <Filters />
        <Panel
          title="Entries"
          flush
          aside={
            <Button component="a" href={auditCsvAddress(filter)} download>
              CSV
            </Button>
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
                <EmptyState
                  next={
                    <Link to="/members" search={{ open: "new" }}>
                      Invite somebody
                    </Link>
                  }
                >
                  Nothing was changed yet. Whatever a person or a program changes is noted here,
                  with what was there before.
                </EmptyState>
              )
            }
          >
            {(items) => (
              <RecordTable
                caption="Entries of the audit log"
                columns={columns}
                rows={items}
                rowKey={({ position }) => String(position)}
              />
            )}
          </PageList>
        </Panel>
      </PageStack>
    </>
  );
}

const fields = [
  { name: "actor", label: "By", placeholder: "member:… or key:…" },
  { name: "action", label: "Action", placeholder: "customers.write" },
  { name: "subject", label: "What", placeholder: "/v1/customers/c-17" },
] as const;

function Filters() {
  const filter = route.useSearch();
  const navigate = route.useNavigate();
  const [said, setSaid] = useState<typeof filter>(filter);
  const narrow = (event: FormEvent) => {
    event.preventDefault();
    const given = Object.entries(said).flatMap(([name, value]) =>
      value?.trim() ? [[name, value.trim()]] : [],
    );
    void navigate({ search: Object.fromEntries(given), replace: true });
  };
  return (
    <FilterBar>
      <form onSubmit={narrow} className={styles.filters}>
        {fields.map(({ name, label, placeholder }) => (
          <TextInput
            key={name}
            label={label}
            placeholder={placeholder}
            value={said[name] ?? ""}
            onChange={(event) => setSaid({ ...said, [name]: event.currentTarget.value })}
          />
        ))}
        <Button type="submit">Narrow down</Button>
      </form>
    </FilterBar>
  );
}
