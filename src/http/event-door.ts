import { isBinaryCloudEvent, isCloudEvent } from "./cloud-events.ts";
import type { DoorRoute } from "./front-door.ts";
import { plainJson } from "./plain-json.ts";
import type { Ingest } from "./routes/events.ts";

/** One plain usage event in JSON, stored or known already. Events that break a rule or have another's id go on, as CloudEvents do. */
export const eventDoor = (ingest: Ingest): DoorRoute => ({
  action: "usage.write",
  takes: (headers) => !isBinaryCloudEvent(headers),
  answer: async (tenant, body) => {
    const event = plainJson(body);
    if (event === undefined || isCloudEvent(event)) return undefined;
    const answers = await ingest(tenant, [event]);
    const answer = answers === "overloaded" ? undefined : answers[0];
    const isKept = answer?.status === "accepted" || answer?.status === "duplicate";
    return isKept ? JSON.stringify(answer) : undefined;
  },
});
