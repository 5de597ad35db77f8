import { getRouteApi, Link } from "@tanstack/react-router";
import type { EventDetail } from "../../api/events.ts";
import { Answer, isMissing } from "../../parts/answer.tsx";
import { LoadingBlock } from "../../parts/loading.tsx";
import { Missing } from "../../parts/missing.tsx";
import { PageHeader } from "../../parts/page-header.tsx";
import { EventView } from "./event-view.tsx";
import { useEvent } from "./queries.ts";

const route = getRouteApi("/events/$source/$eventId");
const back = { label: "Events", link: { to: "/events" } } as const;

/** One event: what it said, and which invoice line has it or why none does. */
export function EventPage() {
  const { source, eventId } = route.useParams();
  const event = useEvent(source, eventId);
  return (
    <>
      <PageHeader title={isMissing(event) ? "No such event" : `Event ${eventId}`} back={back} />
      <Answer<EventDetail>
        query={event}
        loading={<LoadingBlock height={420} />}
        missing={
          <Missing action={<Link to="/events">All events</Link>}>
            No event of the source <code>{source}</code> has the id <code>{eventId}</code>.
          </Missing>
        }
      >
        {(data) => <EventView event={data} />}
      </Answer>
    </>
  );
}
