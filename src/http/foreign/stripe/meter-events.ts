import { randomUUID } from "node:crypto";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { Fault } from "../../../fault/fault.ts";
import type { Services } from "../../../services/services.ts";
import { formatInstant, type Instant } from "../../../time/instant.ts";
import { writer } from "../../authenticate.ts";
import { formType, mediaType, unsupportedMediaType } from "../../bodies.ts";
import { bytesOf, sendStored } from "../../idempotency.ts";
import { refusalOf } from "../../problem.ts";
import { noQuery } from "../../query.ts";
import { accept, strictBody } from "../../read-body.ts";
import { isRecord } from "../../record.ts";
import { decodeUtf8 } from "../../strict-json.ts";
import { storeTogether } from "../store-together.ts";
import { parseForm } from "./form.ts";

/** Where an event comes from that came this way; its identifier is unique within. */
export const meterEventSource = "stripe";

/** How the two versions of the API differ: in how a body is written, and an instant. */
interface Version {
  readonly object: string;
  readonly read: (request: FastifyRequest) => unknown;
  /** An instant as RFC 3339; what is none stays, for the event check to name. */
  readonly timeOf: (given: unknown) => unknown;
  /** A timestamp that was sent, as it is answered. */
  readonly shown: (given: unknown) => unknown;
  readonly written: (instant: Instant) => unknown;
}

const first: Version = {
  object: "billing.meter_event",
  read: formBody,
  timeOf: (given) =>
    typeof given === "string" && /^\d{1,11}$/.test(given)
      ? formatInstant(Number(given) * 1_000)
      : given,
  shown: Number,
  written: (instant) => Math.floor(instant / 1_000),
};

const second: Version = {
  object: "v2.billing.meter_event",
  read: strictBody,
  timeOf: (given) => given,
  shown: (given) => given,
  written: formatInstant,
};

/**
 * `POST /v1/billing/meter_events` and `/v2/…`: one event, of which `event_name` is the type, `payload.stripe_customer_id` the
 * customer, and the rest of the payload the data. Its identifier keeps it from being counted twice; the Idempotency-Key that
 * the SDK sends keeps the answer, also of an event to which an identifier was given here.
 */
export function meterEventRoutes(app: FastifyInstance, services: Services): void {
  app.addContentTypeParser(formType, { parseAs: "buffer" }, (_request, body, done) =>
    done(null, body),
  );
  app.post("/v1/billing/meter_events", (request, reply) => take(first, services, request, reply));
  app.post("/v2/billing/meter_events", (request, reply) => take(second, services, request, reply));
}

async function take(
  version: Version,
  services: Services,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const { tenant } = writer(request);
  noQuery(request);
  const given = fieldsOf(version.read(request));
  const now = services.clock.now(tenant);
  const { event_name, payload, identifier = randomUUID(), timestamp } = given;
  const time = timestamp === undefined ? formatInstant(now) : version.timeOf(timestamp);
  const { stripe_customer_id, ...data } = payload;
  const event = {
    id: identifier,
    source: meterEventSource,
    type: event_name,
    customer: stripe_customer_id,
    time,
    data,
  };
  const body = JSON.stringify({
    object: version.object,
    created: version.written(now),
    event_name,
    identifier,
    livemode: services.clock.mode(tenant) === "real",
    payload,
    timestamp: timestamp === undefined ? version.written(now) : version.shown(timestamp),
  });
  const answer = { status: 200, body };
  return sendStored(reply, await storeTogether(services, tenant, request, [event], answer));
}

/** The fields of a form; refuses a body of another type. */
export function formBody(request: FastifyRequest): unknown {
  if (mediaType(request) !== formType) throw unsupportedMediaType(request);
  return accept(parseForm(accept(decodeUtf8(bytesOf(request.body)))));
}

const known = ["event_name", "payload", "identifier", "timestamp", "expand"];

interface Fields {
  readonly event_name: unknown;
  readonly payload: Readonly<Record<string, unknown>>;
  readonly identifier?: unknown;
  readonly timestamp?: unknown;
}

function fieldsOf(body: unknown): Fields {
  const fields = isRecord(body) ? body : {};
  const { event_name, payload, identifier, timestamp } = fields;
  const faults: Fault[] = Object.keys(fields)
    .filter((name) => !known.includes(name))
    .map((name) => ({
      code: "unknown-field",
      path: `/${name.slice(0, 60)}`,
      message: "a meter event has no such parameter",
    }));
  if (!isRecord(payload)) faults.push(payloadMissing);
  if (!isRecord(payload) || faults.length > 0) throw refusalOf(faults);
  return {
    event_name,
    payload,
    ...(identifier === undefined ? {} : { identifier }),
    ...(timestamp === undefined ? {} : { timestamp }),
  };
}

const payloadMissing: Fault = {
  code: "missing-field",
  path: "/data",
  message: "a meter event needs a payload",
  suggestion: "send stripe_customer_id and what is metered",
};
