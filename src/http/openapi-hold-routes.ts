import { boolean } from "../model/shape.ts";
import { object } from "../model/shape-object.ts";
import { instantText, nullable } from "../services/report-shapes.ts";
import type { HoldView } from "../services/restored-hold.ts";
import { answerComponent, json, type Operation, reading } from "./openapi-operation.ts";

const tag = "Operations";

const hold = answerComponent(
  "Hold",
  object<HoldView>({
    held: boolean,
    since: nullable(instantText),
    backupMadeAt: nullable(instantText),
  }),
);

/** Whether a restored server waits, and ending that. */
export const holdOperations: readonly Operation[] = [
  reading(
    {
      url: "/v1/hold",
      id: "getHold",
      tag,
      summary: "Whether the server was restored from a backup and waits to be released",
      problems: ["invalid-request"],
    },
    hold,
    { held: true, since: "2026-03-02T09:00:00Z", backupMadeAt: "2026-03-01T23:00:00Z" },
  ),
  {
    method: "POST",
    url: "/v1/hold/release",
    id: "releaseHold",
    tag,
    summary: "Let a restored server bill, charge and send again",
    description:
      "For who speaks for all of the organisation that the server began with. Make sure first that the server it was copied from has ended.",
    access: "write",
    answers: [
      {
        status: 200,
        description: "There is no hold.",
        content: json(hold, { held: false, since: null, backupMadeAt: null }),
      },
    ],
    problems: ["invalid-request"],
  },
];
