import { getRouteApi, Link } from "@tanstack/react-router";
import { useState } from "react";
import type { EventDetail } from "../../api/events.ts";
import { Answer, isMissing } from "../../parts/answer.tsx";
import { LoadingBlock } from "../../parts/loading.tsx";
import { Missing } from "../../parts/missing.tsx";
import { PageHeader } from "../../parts/page-header.tsx";
import { CorrectionButtons, CorrectionForm } from "./correction-form.tsx";
import { EventView } from "./event-view.tsx";
import { useEvent } from "./queries.ts";

const route = getRouteApi("/events/$source/$eventId");
const back = { label: "Events", link: { to: "/events" } } as const;

/** One event: what it said, and which invoice line has it or why none does. */
export function EventPage() {
  const { source, eventId } = route.useParams();
  const event = useEvent(source, eventId);
  const [correcting, setCorrecting] = useState<"void" | "replace">();
  return (
    <>
      <PageHeader
        title={isMissing(event) ? "No such event" : `Event ${eventId}`}
        back={back}
        {...(event.data === undefined || correcting !== undefined
          ? {}
          : { actions: <CorrectionButtons event={event.data} onChoose={setCorrecting} /> })}
      />
      {event.data !== undefined && correcting !== undefined && (
        <CorrectionForm
          event={event.data}
          kind={correcting}
          onDone={() => setCorrecting(undefined)}
        />
      )}
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
