import type { EventDetail, ListedEvent } from "../services/event-answers.ts";
import type { Page } from "../services/reports.ts";
import type { CorrectionBatch } from "./openapi-answers.ts";

export const corrections = [
  { id: "x-1", void: { source: "api", id: "e1" }, reason: "a test run" },
  { replace: { id: "e2" }, with: { data: { calls: 4_000 } } },
] as const;

export const correctionBatch: CorrectionBatch = {
  accepted: 1,
  duplicate: 0,
  conflict: 0,
  unknown: 1,
  rejected: 0,
  items: [
    { id: "x-1", status: "accepted", receivedAt: "2026-02-01T01:00:00Z" },
    {
      id: "correction-5d2ae3f44d5a0d24b1b0d3b1b3a9c0de",
      status: "unknown-event",
      errors: [
        {
          code: "unknown-event",
          path: "/replace",
          message: 'source "api" sent no event with this id before',
          value: "e2",
          suggestion:
            "look the event up under /v1/events: its source is part of its name, and one whose identity was pruned stays as it is",
        },
      ],
    },
  ],
};

const sent: ListedEvent = {
  id: "e1",
  source: "api",
  type: "api.call",
  customer: "c-17",
  time: "2026-01-05T10:00:00Z",
  receivedAt: "2026-01-05T10:00:01Z",
  data: { calls: 1_000 },
  status: "standing",
};

export const eventPage: Page<ListedEvent> = { items: [sent], next: null };

export const eventDetail: EventDetail = {
  id: "e1",
  source: "api",
  status: "standing",
  versions: [sent],
  corrections: [],
  meters: ["calls"],
  charges: [
    {
      subscription: "s-1",
      plan: "team",
      addon: null,
      charge: "calls",
      meter: "calls",
      from: "2026-01-01T00:00:00Z",
      to: "2026-02-01T00:00:00Z",
      line: "s-1/calls/0",
      invoice: { id: "c-17:2", number: "INV-000002" },
    },
  ],
  unbilled: null,
};
