import { getRouteApi } from "@tanstack/react-router";
import { instantsOf } from "../../parts/day-range.ts";
import { EmptyState } from "../../parts/empty-state.tsx";
import { EventTable } from "../../parts/event-table.tsx";
import { ApiCall } from "../../parts/next-act.tsx";
import { NoMatch } from "../../parts/no-match.tsx";
import { PageHeader } from "../../parts/page-header.tsx";
import { PageList } from "../../parts/page-list.tsx";
import { Sheet } from "../../parts/sheet.tsx";
import { EventFilters } from "./event-filters.tsx";
import { useEvents } from "./queries.ts";

const route = getRouteApi("/events");

/** Every event as it was sent and corrected, newest first. */
export function EventsPage() {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const { from, to, ...narrowed } = search;
  const span = instantsOf({ from: from ?? "", to: to ?? "9999-12-30" });
  const events = useEvents({
    ...narrowed,
    from: from === undefined ? undefined : span.from,
    to: to === undefined ? undefined : span.to,
  });
  return (
    <>
      <PageHeader
        title="Events"
        intro="Usage as it was sent and corrected, newest first. Days are UTC."
      />
      <EventFilters
        search={search}
        onChange={(part) => void navigate({ search: { ...search, ...part }, replace: true })}
      />
      <Sheet label="Events">
        <PageList
          query={events}
          noun="event"
          empty={
            Object.keys(search).length > 0 ? (
              <NoMatch noun="event" />
            ) : (
              <EmptyState
                next={
                  <ApiCall
                    path="/v1/events"
                    body={{
                      id: "e-1",
                      type: "EVENT",
                      customer: "CUSTOMER",
                      time: "2026-01-31T09:30:00Z",
                      data: {},
                    }}
                  />
                }
              >
                No usage was sent yet. An event says who used what, and when; the meters of the
                model count it, each once:
              </EmptyState>
            )
          }
        >
          {(items) => <EventTable caption="Events" events={items} />}
        </PageList>
      </Sheet>
    </>
  );
}
