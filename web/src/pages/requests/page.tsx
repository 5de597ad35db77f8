import { useInfiniteQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { type LoggedRequest, type RequestOutcome, requestsQuery } from "../../api/requests.ts";
import { formatMinute } from "../../format/format-date.ts";
import { AnySelect } from "../../parts/any-select.tsx";
import { EmptyState } from "../../parts/empty-state.tsx";
import { FilterBar } from "../../parts/filter-bar.tsx";
import { NoMatch } from "../../parts/no-match.tsx";
import { PageHeader } from "../../parts/page-header.tsx";
import { PageList } from "../../parts/page-list.tsx";
import { type Column, RecordTable } from "../../parts/record-table.tsx";
import { SearchField } from "../../parts/search-field.tsx";
import { Sheet } from "../../parts/sheet.tsx";
import { narrowed } from "../../search-parameters.ts";

const route = getRouteApi("/requests");

const outcomes: readonly { readonly value: RequestOutcome; readonly label: string }[] = [
  { value: "done", label: "Done" },
  { value: "refused", label: "Refused" },
  { value: "failed", label: "Failed" },
];

const columns: readonly Column<LoggedRequest>[] = [
  {
    key: "request",
    header: "Request",
    narrow: "title",
    cell: ({ method, path }) => (
      <>
        {method} {path}
      </>
    ),
  },
  { key: "status", header: "Status", figure: true, narrow: "figure", cell: ({ status }) => status },
  { key: "code", header: "Problem", cell: ({ code }) => code ?? "" },
  { key: "actor", header: "By", cell: ({ actor }) => <By actor={actor} /> },
  { key: "times", header: "Times", figure: true, cell: ({ times }) => times },
  {
    key: "duration",
    header: "Took, ms",
    figure: true,
    cell: ({ durationMs }) => durationMs,
  },
  { key: "id", header: "Request id", narrow: "wide", cell: ({ id }) => <code>{id}</code> },
  {
    key: "at",
    header: "At, UTC",
    figure: true,
    cell: ({ at }) => <time dateTime={at}>{formatMinute(at)}</time>,
  },
];

function By({ actor }: { actor: string }) {
  return (
    <Link to="/requests" search={(search) => ({ ...search, actor })}>
      {actor}
    </Link>
  );
}

/** What was asked of the API lately, and how it was answered. */
export function RequestsPage() {
  const filter = route.useSearch();
  const navigate = route.useNavigate();
  const requests = useInfiniteQuery(requestsQuery(filter));
  const narrow = (part: Partial<typeof filter>) =>
    void navigate({ search: narrowed(filter, part), replace: true });
  return (
    <>
      <PageHeader
        title="Requests"
        intro="What programs and people asked of the API in the last fourteen days: whatever changed something, was refused or failed."
      />
      <FilterBar>
        <SearchField
          label="Find"
          placeholder="A path, or the id of a request"
          value={filter.q ?? ""}
          onSearch={(q) => narrow({ q })}
        />
        <SearchField
          label="By"
          placeholder="key:… or member:…"
          value={filter.actor ?? ""}
          onSearch={(actor) => narrow({ actor })}
        />
        <AnySelect
          label="Outcome"
          every="Every outcome"
          choices={outcomes}
          chosen={filter.outcome}
          onChoose={(outcome) => narrow({ outcome })}
        />
      </FilterBar>
      <Sheet label="Requests">
        <PageList
          query={requests}
          noun="request"
          empty={
            Object.keys(filter).length > 0 ? (
              <NoMatch noun="request" />
            ) : (
              <EmptyState next={<Link to="/api-keys">Make an API key</Link>}>
                Nothing was asked yet that changes anything. Whatever a program asks with a key
                stands here once it was answered; what it read and the usage that was taken do not.
              </EmptyState>
            )
          }
        >
          {(items) => (
            <RecordTable
              caption="Requests"
              columns={columns}
              rows={items}
              rowKey={({ id }) => id}
            />
          )}
        </PageList>
      </Sheet>
    </>
  );
}
