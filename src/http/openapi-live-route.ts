import { type ChangeKind, everyChangeKind } from "../access/change-kinds.ts";
import { list, literal } from "../model/shape.ts";
import { object } from "../model/shape-object.ts";
import { instantText } from "../services/report-shapes.ts";
import { answerComponent, type Operation } from "./openapi-operation.ts";

interface ChangedAnswer {
  readonly at: string;
  readonly kinds: readonly ChangeKind[];
}

const [firstKind = "customers", ...otherKinds] = everyChangeKind;

const changed = answerComponent(
  "LiveChanges",
  object<ChangedAnswer>({ at: instantText, kinds: list(literal(firstKind, ...otherKinds)) }),
);

/** Which kinds of things changed. */
export const liveOperation: Operation = {
  method: "GET",
  url: "/v1/live",
  id: "followChanges",
  tag: "Reports",
  summary: "Which kinds of things changed, once or as a stream",
  description:
    "Tells that something of a kind changed and nothing of what it says, of kinds that the caller may read. As `application/json` it tells what changed since an instant and ends. As `text/event-stream` it goes on: an event `ready`, then `changed` with the same body each time, at most once a second; a comment every fifteen seconds; it ends after ten minutes, and where the caller opens it again with `Last-Event-ID` or `since`, nothing is missed. A hint: what is told twice did not change twice.",
  access: "read",
  query: [
    {
      name: "since",
      description: "What changed since: `at` of the answer or event before.",
      schema: { type: "string", format: "date-time" },
      example: "2026-01-10T10:00:00Z",
    },
  ],
  headers: [
    {
      name: "Last-Event-ID",
      description: "The id of the last event, which browsers send by themselves.",
      schema: { type: "string", maxLength: 15 },
    },
  ],
  answers: [
    {
      status: 200,
      description: "What changed.",
      content: {
        "application/json": {
          schema: changed,
          example: { at: "2026-01-10T10:00:01Z", kinds: ["customers", "invoices"] },
        },
        "text/event-stream": { schema: () => ({ type: "string" }) },
      },
    },
  ],
  problems: ["not-acceptable", "retry-later"],
};
