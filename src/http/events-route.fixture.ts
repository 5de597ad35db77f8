import cookies from "@fastify/cookie";
import Fastify, { type FastifyInstance } from "fastify";
import { everyAction, everyReading } from "../access/roles.ts";
import { expectOk } from "../fault/fault.ts";
import { compileMeter } from "../metering/meter-fold.ts";
import { manualClock } from "../services/clock.ts";
import { createIngest } from "../services/ingest.ts";
import { sharedClock } from "../services/tenant-clocks.ts";
import { parseInstant } from "../time/instant.ts";
import { authenticateRequests } from "./authenticate.ts";
import { acceptBodies, bodyBytesMax } from "./bodies.ts";
import { handleErrors } from "./error-handler.ts";
import type { FrontDoorParts } from "./front-door.ts";
import { eventRoutes, type Ingest } from "./routes/events.ts";

const now = parseInstant("2026-01-31T00:00:00Z");
/** The headers of an API key. */
export const key = { authorization: "Bearer good-key" };
/** An event that the server takes. */
export const event = {
  id: "e1",
  type: "inference",
  customer: "c-1",
  time: "2026-01-05T10:00:00Z",
  data: { operations: 1200 },
};

/** Counts inferences, but not those of a test run. */
const counted = expectOk(
  compileMeter({
    name: "Inferences",
    event: "inference",
    aggregation: { kind: "count" },
    unit: "inference",
    filter: {
      any: [
        { property: "mode", exists: false },
        { property: "mode", notEquals: "test" },
      ],
    },
  }),
);

/** A server with the event route, the ids that it stored, and what a door in front of it needs. */
export interface EventServer extends Pick<FrontDoorParts, "byKey"> {
  readonly ingest: Ingest;
  readonly app: FastifyInstance;
  readonly stored: string[];
}

/** Opened by `good-key`, for writing, and by `reading-key`. */
const byKey: FrontDoorParts["byKey"] = async (given) =>
  given === "good-key" || given === "reading-key"
    ? {
        tenant: "t",
        credential: "k",
        kind: "key",
        allowed: given === "good-key" ? everyAction : everyReading,
      }
    : undefined;

/** The event route on an ingest that remembers identities, as the store does. */
export async function serverWith(ingest?: Ingest): Promise<EventServer> {
  const stored: string[] = [];
  const seen = new Map<string, string>();
  const remembering = createIngest({
    clock: sharedClock(manualClock(now.ok ? now.value : 0)),
    append: async (_tenant, events) =>
      events.map(({ id, source, data }) => {
        const before = seen.get(`${source}/${id}`);
        const content = JSON.stringify(data);
        if (before !== undefined) return before === content ? "duplicate" : "conflict";
        seen.set(`${source}/${id}`, content);
        stored.push(id);
        return "accepted";
      }),
    meters: async () => new Map([["inference", [counted]]]),
    knownCustomers: async () => new Set(["c-1"]),
  });
  const app = Fastify({ bodyLimit: bodyBytesMax });
  handleErrors(app);
  acceptBodies(app);
  await app.register(cookies);
  authenticateRequests(app, {
    byKey,
    bySession: async (token) =>
      token === "session"
        ? { tenant: "t", credential: "s", kind: "session", allowed: everyReading }
        : undefined,
  });
  const unasked = (what: string) => async () => {
    throw new Error(`no request here ${what}`);
  };
  eventRoutes(app, ingest ?? remembering, unasked("has a key"), unasked("is a dry run"));
  return { app, stored, byKey, ingest: ingest ?? remembering };
}

/** Posts a body as an API key would; lines are answered as a list. */
export async function post(
  app: FastifyInstance,
  payload: string | Buffer,
  headers: Record<string, string> = {},
) {
  const answer = await app.inject({
    method: "POST",
    url: "/v1/events",
    payload,
    headers: { "content-type": "application/json", ...key, ...headers },
  });
  const isLines = String(answer.headers["content-type"]).includes("ndjson");
  const body = isLines
    ? answer.body
        .trim()
        .split("\n")
        .map((line) => JSON.parse(line))
    : JSON.parse(answer.body || "null");
  return { status: answer.statusCode, body, headers: answer.headers };
}
