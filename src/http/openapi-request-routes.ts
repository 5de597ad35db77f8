import { pageShape } from "../services/report-shapes.ts";
import type { LoggedRequestView } from "../services/request-log.ts";
import { requestOutcomes } from "../services/request-log.ts";
import { loggedRequestShape } from "../services/request-log-shapes.ts";
import {
  answerComponent,
  type Operation,
  paging,
  pagingProblems,
  reading,
} from "./openapi-operation.ts";

const request: LoggedRequestView = {
  id: "0f6b8f0d-1c1e-4a5f-9b7a-00000000002a",
  at: "2026-01-10T10:00:00.125Z",
  method: "POST",
  path: "/v1/subscriptions",
  actor: "key:Xq3bM0c9ZtKe",
  status: 422,
  code: "invalid-request",
  durationMs: 4,
  times: 1,
};

const text = { type: "string", maxLength: 255 };

/** What was asked of the API lately. */
export const requestOperations: readonly Operation[] = [
  reading(
    {
      url: "/v1/requests",
      id: "listRequests",
      tag: "Requests",
      summary: "What was asked of the API in the last fourteen days, the newest first",
      query: [
        {
          name: "outcome",
          description: "`done`, `refused` (a status of 400 to 499) or `failed` (500 and more).",
          schema: { enum: [...requestOutcomes] },
        },
        { name: "method", description: "Of HTTP: `POST`.", schema: text },
        { name: "actor", description: "Who: `key:…`, `member:…`, `session`.", schema: text },
        { name: "code", description: "The code of the problem that answered.", schema: text },
        { name: "q", description: "A part of the path, or of the request's id.", schema: text },
        ...paging,
      ],
      problems: [...pagingProblems, "invalid-request"],
    },
    answerComponent("LoggedRequestPage", pageShape(loggedRequestShape)),
    { items: [request], next: null },
  ),
];
