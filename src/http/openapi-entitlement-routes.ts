import {
  checkRequestShape,
  customerEntitlementsShape,
  finalizeRequestShape,
  releaseRequestShape,
  renewRequestShape,
  reservationShape,
  reserveAnswerShape,
  reserveRequestShape,
  trackAnswerShape,
  trackRequestShape,
  useDecisionShape,
} from "../services/entitlements/entitlement-shapes.ts";
import { pageShape } from "../services/report-shapes.ts";
import {
  answerComponent,
  bodyProblems,
  component,
  idempotencyKey,
  idInPath,
  json,
  type Operation,
  onceProblems,
  paging,
  pagingProblems,
  reading,
} from "./openapi-operation.ts";
import { filter } from "./openapi-parameters.ts";

const quota = {
  id: "calls",
  meter: "calls",
  aggregation: "count",
  unit: "call",
  per: "month",
  overage: "block",
  limit: "1000",
  allowance: "1000",
  grace: "0",
  used: "120",
  reserved: "0",
  remaining: "880",
  from: "2026-01-01T00:00:00Z",
  to: "2026-02-01T00:00:00Z",
  resetsAt: "2026-02-01T00:00:00Z",
  sources: [{ kind: "plan", id: "team" }],
} as const;

const decided = {
  customer: "c-1",
  allowed: true,
  reason: "within-quota",
  feature: null,
  quota,
} as const;

const reserved = {
  ...decided,
  reservation: {
    id: "job-7",
    customer: "c-1",
    meter: "calls",
    quantity: "50",
    state: "open",
    expiresAt: "2026-01-10T10:15:00Z",
    used: null,
  },
} as const;

const reserveAnswer = answerComponent("ReserveAnswer", reserveAnswerShape);

const tag = "Entitlements";

/** What customers may use. */
export const entitlementOperations: readonly Operation[] = [
  reading(
    {
      url: "/v1/customers/:id/entitlements",
      id: "getEntitlements",
      tag,
      summary: "Everything that a customer may use, and how its quotas stand",
      path: [idInPath("The customer.", "c-1")],
      problems: ["not-found", "invalid-request"],
    },
    answerComponent("CustomerEntitlements", customerEntitlementsShape),
    {
      customer: "c-1",
      at: "2026-01-10T10:00:00Z",
      served: true,
      servedBy: [{ kind: "plan", id: "team" }],
      suspendedSince: null,
      features: [
        {
          id: "projects",
          name: "Projects",
          kind: "limit",
          value: "10",
          sources: [{ kind: "plan", id: "team" }],
        },
      ],
      quotas: [quota],
    },
  ),
  {
    method: "POST",
    url: "/v1/entitlements/check",
    id: "checkEntitlement",
    tag,
    summary: "Whether a customer may use so much of a meter, or has a feature",
    description:
      "Stores nothing. The answer is at most a second old: what must not go past a limit is reserved or tracked. `quantity` is 1 unless stated.",
    access: "read",
    body: json(component("CheckRequest", checkRequestShape), { customer: "c-1", meter: "calls" }),
    answers: [
      {
        status: 200,
        description: "Decided: `allowed` says how, and `reason` why.",
        content: json(answerComponent("UseDecision", useDecisionShape), decided),
      },
    ],
    problems: bodyProblems,
  },
  reading(
    {
      url: "/v1/entitlements/reservations",
      id: "listReservations",
      tag,
      summary: "What is set apart and not finalized yet; what lapses first comes first",
      query: [filter("customer", "Of this customer.", "c-1"), ...paging],
      problems: pagingProblems,
    },
    answerComponent("ReservationPage", pageShape(reservationShape)),
    { items: [reserved.reservation], next: null },
  ),
  {
    method: "POST",
    url: "/v1/entitlements/reserve",
    id: "reserveUse",
    tag,
    summary: "Set so much of a meter apart, for work of unknown size",
    description:
      "It counts as used until it is finalized or released, or lapses after `holdsFor` (`PT15M` unless stated, at most a day). Under concurrency no quota that blocks is ever exceeded.",
    access: "write",
    headers: [idempotencyKey],
    body: json(component("ReserveRequest", reserveRequestShape), {
      customer: "c-1",
      meter: "calls",
      quantity: 50,
      id: "job-7",
    }),
    answers: [
      { status: 201, description: "Set apart.", content: json(reserveAnswer, reserved) },
      {
        status: 200,
        description: "Not allowed, and `reservation` is null; or set apart before.",
        content: json(reserveAnswer),
      },
    ],
    problems: [...bodyProblems, ...onceProblems, "already-exists"],
  },
  {
    method: "POST",
    url: "/v1/entitlements/renew",
    id: "renewReservation",
    tag,
    summary: "Let a reservation hold on, for more or less where stated",
    description:
      "It holds anew from now on. What it is to hold beyond what it holds is decided as a reservation is; where that is not allowed, it stays as it was. Less is given back at once.",
    access: "write",
    headers: [idempotencyKey],
    body: json(component("RenewRequest", renewRequestShape), {
      reservation: "job-7",
      quantity: 80,
      holdsFor: "PT1M",
    }),
    answers: [
      {
        status: 200,
        description: "Renewed, or not allowed.",
        content: json(reserveAnswer, {
          ...reserved,
          reservation: { ...reserved.reservation, quantity: "80" },
        }),
      },
    ],
    problems: [...bodyProblems, ...onceProblems, "not-found"],
  },
  {
    method: "POST",
    url: "/v1/entitlements/finalize",
    id: "finalizeUse",
    tag,
    summary: "Say what was used of a reservation",
    description:
      "Stores it as usage events of source `reservations` and closes the reservation. What goes beyond it, or all of one that lapsed, and what its events add to other quotas is decided anew: where that is not allowed, nothing is stored. With `happened` it is stored all the same, as a usage event that is sent, and `allowed` only says whether the quotas would have let it.",
    access: "write",
    headers: [idempotencyKey],
    body: json(component("FinalizeRequest", finalizeRequestShape), {
      reservation: "job-7",
      quantity: 42,
    }),
    answers: [
      {
        status: 200,
        description: "Stored, or not allowed.",
        content: json(reserveAnswer, {
          ...reserved,
          quota: null,
          reservation: { ...reserved.reservation, state: "finalized", used: "42" },
        }),
      },
    ],
    problems: [...bodyProblems, ...onceProblems, "not-found", "event-conflict"],
  },
  {
    method: "POST",
    url: "/v1/entitlements/release",
    id: "releaseUse",
    tag,
    summary: "Give a reservation back unused",
    access: "write",
    headers: [idempotencyKey],
    body: json(component("ReleaseRequest", releaseRequestShape), { reservation: "job-7" }),
    answers: [{ status: 200, description: "It holds nothing.", content: json(reserveAnswer) }],
    problems: [...bodyProblems, ...onceProblems, "not-found"],
  },
  {
    method: "POST",
    url: "/v1/entitlements/track",
    id: "trackUse",
    tag,
    summary: "Store a usage event where every quota allows it",
    description:
      "One step for a check and an event: it happens as it comes in, and is stored or `refused`. The same identity again is answered as a `duplicate`, whatever the quotas say. Under concurrency no quota that blocks is ever exceeded.",
    access: "write",
    headers: [idempotencyKey],
    body: json(component("TrackRequest", trackRequestShape), {
      id: "e-9",
      type: "call",
      customer: "c-1",
    }),
    answers: [
      {
        status: 200,
        description: "Stored or refused.",
        content: json(answerComponent("TrackAnswer", trackAnswerShape), {
          status: "accepted",
          ...decided,
        }),
      },
    ],
    problems: [...bodyProblems, ...onceProblems],
  },
];
