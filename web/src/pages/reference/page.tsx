import { useQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { Answer } from "../../parts/answer.tsx";
import { EmptyState } from "../../parts/empty-state.tsx";
import { FilterBar } from "../../parts/filter-bar.tsx";
import { LoadingRows } from "../../parts/loading.tsx";
import { PageHeader } from "../../parts/page-header.tsx";
import { PageStack } from "../../parts/page-stack.tsx";
import { Panel } from "../../parts/panel.tsx";
import { SearchField } from "../../parts/search-field.tsx";
import { byTag, type Description, descriptionQuery, routesFound, routesOf } from "./description.ts";
import { RouteEntry } from "./route-entry.tsx";

const route = getRouteApi("/reference");

/** Every route of the API with what it takes and answers, from this server's own description. */
export function ReferencePage() {
  const { q = "" } = route.useSearch();
  const navigate = route.useNavigate();
  const description = useQuery(descriptionQuery);
  return (
    <>
      <PageHeader
        title="API reference"
        intro={
          <>
            Every route of this server, with what it takes, answers and asks of a key. Programs read
            the same from <a href="/openapi.json">openapi.json</a>.
          </>
        }
      />
      <FilterBar>
        <SearchField
          label="Search the routes"
          placeholder="invoices, POST, subscriptions.write…"
          value={q}
          onSearch={(text) =>
            void navigate({ search: text === "" ? {} : { q: text }, replace: true })
          }
        />
      </FilterBar>
      <Answer query={description} loading={<LoadingRows />}>
        {(read) => <Routes description={read} question={q} />}
      </Answer>
    </>
  );
}

function Routes({
  description,
  question,
}: {
  readonly description: Description;
  readonly question: string;
}) {
  const found = routesFound(routesOf(description), question);
  if (found.length === 0)
    return (
      <EmptyState next={null}>No route has all of these words. Fewer of them find more.</EmptyState>
    );
  return (
    <PageStack>
      {[...byTag(found)].map(([tag, routes]) => (
        <Panel key={tag} title={tag}>
          {routes.map((one) => (
            <RouteEntry
              key={one.operation.operationId}
              route={one}
              schemas={description.components.schemas}
            />
          ))}
        </Panel>
      ))}
    </PageStack>
  );
}
