import type { FastifyReply, FastifyRequest } from "fastify";
import type { Services } from "../../../services/services.ts";
import { formatInstant, type Instant } from "../../../time/instant.ts";
import { writer } from "../../authenticate.ts";
import { sendStored } from "../../idempotency.ts";
import { noQuery } from "../../query.ts";
import { withinLimits } from "../../routes/events.ts";
import { storeTogether } from "../store-together.ts";
import { type Fields, fieldsOf, textIn } from "./fields.ts";
import { noSuch } from "./lago-error.ts";

/** What the event routes stand on. */
export type EventParts = Pick<Services, "ingest" | "ingestOnce" | "told" | "clock">;

const names = {
  read: ["transaction_id", "external_subscription_id", "code", "timestamp", "properties"],
  passedOver: ["external_customer_id"],
};

/**
 * Stores Lago's events, all or none, and answers with `wrap` of them. `code` is the type, the subscription says whose they are,
 * and a `transaction_id` is unique within its subscription. Refuses events of a subscription that is not known: whose they are
 * could not be told later either.
 */
export async function takeEvents(
  parts: EventParts,
  request: FastifyRequest,
  reply: FastifyReply,
  given: readonly unknown[],
  wrap: (events: readonly object[]) => object,
): Promise<FastifyReply> {
  const { tenant } = writer(request);
  noQuery(request);
  withinLimits(given.length);
  const places = given.map((_, index) => (given.length === 1 ? "" : `/${index}`));
  const read = given.map((event, index) => fieldsOf(event, names, places[index]));
  const subscriptions = new Set(read.flatMap((event) => textIn(event, subscriptionName) ?? []));
  const subscribers = await parts.told.subscribers(tenant, subscriptions);
  if ([...subscriptions].some((subscription) => !subscribers.has(subscription)))
    throw noSuch("subscription");
  const now = parts.clock.now(tenant);
  const customerOf = (event: Fields): string | undefined =>
    subscribers.get(textIn(event, subscriptionName) ?? "");
  const items = read.map((event) => usageEvent(event, customerOf(event), now));
  const events = read.map((event, index) => shown(event, customerOf(event), items[index]?.time));
  const answer = { status: 200, body: JSON.stringify(wrap(events)) };
  return sendStored(reply, await storeTogether(parts, tenant, request, items, answer));
}

const subscriptionName = "external_subscription_id";

function usageEvent(event: Fields, customer: string | undefined, now: Instant) {
  const { transaction_id, code, timestamp, properties = {} } = event;
  return {
    id: transaction_id,
    source: `lago/${textIn(event, subscriptionName) ?? ""}`,
    type: code,
    customer,
    time: timestamp === undefined ? formatInstant(now) : timeOf(timestamp),
    data: properties,
  };
}

/** Lago takes seconds since 1970, as a number or a text and to the millisecond, and RFC 3339. */
function timeOf(timestamp: unknown): unknown {
  const text = typeof timestamp === "number" ? String(timestamp) : timestamp;
  if (typeof text !== "string" || !/^\d{1,11}(?:\.\d+)?$/.test(text)) return timestamp;
  return formatInstant(Math.floor(Number(text) * 1_000));
}

const shown = (event: Fields, customer: string | undefined, time: unknown): object => ({
  lago_id: event.transaction_id,
  transaction_id: event.transaction_id,
  lago_customer_id: customer,
  code: event.code,
  timestamp: time,
  properties: event.properties ?? {},
  lago_subscription_id: event.external_subscription_id,
  external_subscription_id: event.external_subscription_id,
});
