import { ok, type Result, refuse } from "../../fault/fault.ts";
import { noteChange } from "../../store/act.ts";
import type { Store } from "../../store/store.ts";
import type { Tx } from "../../store/tenant.ts";
import {
  attemptsOf,
  type DeliveryQuery,
  findDelivery,
  listDeliveries,
} from "../../store/webhook-deliveries.ts";
import {
  deleteEndpoint,
  lockedEndpoint,
  type StoredEndpoint,
  saveEndpoint,
  webhookEndpoints,
} from "../../store/webhook-endpoints.ts";
import { addDeliveries, wakeLanes } from "../../store/webhook-lanes.ts";
import {
  eventsToReplay,
  keepEvents,
  keptEvent,
  markEventsSorted,
} from "../../store/webhook-outbox.ts";
import { DAY_MS, formatInstant, type Instant } from "../../time/instant.ts";
import type { AddressRange } from "../../webhook/address-rules.ts";
import { messageText, namedEvent } from "../../webhook/event.ts";
import { sha256 } from "../journal-writer.ts";
import { randomText } from "../key-secrets.ts";
import { pageOrThrow } from "../report-parts.ts";
import type { Page } from "../reports.ts";
import { endpointFaults, eventFaults } from "./endpoint-faults.ts";
import { asksFor, newDeliveryId } from "./sort-events.ts";
import type { WebhookSecrets } from "./webhook-secrets.ts";
import {
  type DeliveryDetail,
  type DeliveryView,
  deliveryView,
  type EndpointRequest,
  type EndpointView,
  endpointView,
  type Replayed,
  type ReplayRequest,
  type SecretView,
} from "./webhook-views.ts";

/** Where events are sent to, and what became of them. */
export interface WebhookDesk {
  /** Oldest first. */
  readonly endpoints: (tenant: string) => Promise<readonly EndpointView[]>;
  /** Refuses `not-found`, as everything that names an endpoint or a delivery. */
  readonly endpoint: (tenant: string, id: string) => Promise<Result<EndpointView>>;
  /** Refuses `invalid-url`, `address-refused`, `unknown-event-type`, `too-many-endpoints`. The answer alone has the secret. */
  readonly add: (tenant: string, request: EndpointRequest) => Promise<Result<SecretView>>;
  readonly change: (
    tenant: string,
    id: string,
    request: EndpointRequest,
  ) => Promise<Result<EndpointView>>;
  /** Takes an endpoint out with its log; what waits for it is not sent. */
  readonly remove: (tenant: string, id: string) => Promise<Result<EndpointView>>;
  /** Messages are sent, or wait. What waits is sent at once where it is enabled. */
  readonly enable: (tenant: string, id: string, enabled: boolean) => Promise<Result<EndpointView>>;
  /** Makes a new secret; for a day messages are signed with the one before it as well. */
  readonly rotate: (tenant: string, id: string) => Promise<Result<SecretView>>;
  /** Sends an event of type `webhook.test`, whatever the endpoint asks for. */
  readonly test: (tenant: string, id: string) => Promise<Result<DeliveryView>>;
  /** Sends the events of a time again. Refuses `range-too-large` where there are more than 10,000. */
  readonly replayRange: (
    tenant: string,
    id: string,
    request: ReplayRequest,
  ) => Promise<Result<Replayed>>;
  /** The newest first. */
  readonly deliveries: (tenant: string, query: DeliveryQuery) => Promise<Page<DeliveryView>>;
  readonly delivery: (tenant: string, id: string) => Promise<Result<DeliveryDetail>>;
  /** Sends the event of a delivery again, to the same endpoint. Refuses `delivery-waiting` where it is to be sent anyway. */
  readonly replay: (tenant: string, id: string) => Promise<Result<DeliveryView>>;
}

/** What the desk stands on. */
export interface DeskParts {
  readonly store: Store;
  /** Real time. */
  readonly now: () => Instant;
  readonly secrets: WebhookSecrets;
  /** Ranges of addresses that the settings open. */
  readonly allowed: readonly AddressRange[];
  /** Told of the first endpoint of a tenant, from which on there is somebody to tell. */
  readonly onFirst: (tx: Tx) => Promise<void>;
}

/** How long messages are signed with the secret before the last rotation as well. */
export const overlapMs = DAY_MS;

/** Endpoints that a tenant may have. */
export const endpointsMax = 20;

/** Events that one request sends again at most. */
export const replayMax = 10_000;

/** Opens the desk. */
export function createWebhookDesk({
  store,
  now,
  secrets,
  allowed,
  onFirst,
}: DeskParts): WebhookDesk {
  const reading = <T>(tenant: string, work: (tx: Tx) => Promise<T>): Promise<T> =>
    store.withTenant(tenant, work, { readOnly: true });
  const changing = <T>(
    tenant: string,
    id: string,
    work: (tx: Tx, endpoint: StoredEndpoint) => Promise<Result<T>>,
  ): Promise<Result<T>> =>
    store.withTenant(tenant, async (tx) => {
      const endpoint = await lockedEndpoint(tx, id);
      return endpoint === undefined ? nothing("endpoint", id) : work(tx, endpoint);
    });
  const saved = async (tx: Tx, endpoint: StoredEndpoint): Promise<Result<EndpointView>> => {
    await saveEndpoint(tx, endpoint);
    return ok(endpointView(endpoint, now()));
  };
  const sendTo = async (
    tx: Tx,
    endpoint: string,
    event: { readonly id: string; readonly type: string; readonly account: string },
    replayed: boolean,
  ): Promise<Result<DeliveryView>> => {
    const { id, type, account } = event;
    const delivery = newDeliveryId();
    const made = { id: delivery, endpoint, event: id, type, account, replayed };
    await addDeliveries(tx, [made], now());
    const stored = await findDelivery(tx, delivery);
    return stored === undefined ? nothing("delivery", delivery) : ok(deliveryView(stored));
  };
  return {
    endpoints: (tenant) =>
      reading(tenant, async (tx) =>
        (await webhookEndpoints(tx)).map((one) => endpointView(one, now())),
      ),
    endpoint: (tenant, id) =>
      reading(tenant, async (tx) => {
        const found = (await webhookEndpoints(tx)).find((one) => one.id === id);
        return found === undefined ? nothing("endpoint", id) : ok(endpointView(found, now()));
      }),
    add: async (tenant, request) => {
      const faults = endpointFaults(request, allowed);
      if (faults.length > 0) return { ok: false, faults };
      const id = `ep_${randomText(12)}`;
      const secret = secrets.make();
      return store.withTenant(tenant, async (tx) => {
        const known = await webhookEndpoints(tx);
        if (known.length >= endpointsMax) return tooMany;
        if (known.length === 0) await onFirst(tx);
        const endpoint: StoredEndpoint = {
          id,
          ...requested(request),
          enabled: true,
          disabledBecause: null,
          secret: secrets.seal(tenant, id, secret),
          previousSecret: null,
          previousUntil: null,
          failingSince: null,
          createdAt: now(),
          changedAt: now(),
        };
        await saveEndpoint(tx, endpoint);
        noteChange({ subject: `/v1/webhook-endpoints/${id}` });
        return ok({ ...endpointView(endpoint, now()), secret });
      });
    },
    change: async (tenant, id, request) => {
      const faults = endpointFaults(request, allowed);
      if (faults.length > 0) return { ok: false, faults };
      return changing(tenant, id, (tx, endpoint) => {
        noteChange({ before: requested(endpoint) });
        return saved(tx, { ...endpoint, ...requested(request), changedAt: now() });
      });
    },
    remove: (tenant, id) =>
      changing(tenant, id, async (tx, endpoint) => {
        noteChange({ before: requested(endpoint), after: null });
        await deleteEndpoint(tx, id);
        return ok(endpointView({ ...endpoint, enabled: false }, now()));
      }),
    enable: (tenant, id, enabled) =>
      changing(tenant, id, async (tx, endpoint) => {
        if (endpoint.enabled === enabled) return ok(endpointView(endpoint, now()));
        noteChange({ before: { enabled: endpoint.enabled }, after: { enabled } });
        if (enabled) await wakeLanes(tx, id, now());
        const failingSince = enabled ? null : endpoint.failingSince;
        const changed = { enabled, disabledBecause: null, failingSince, changedAt: now() };
        return saved(tx, { ...endpoint, ...changed });
      }),
    rotate: (tenant, id) =>
      changing(tenant, id, async (tx, endpoint) => {
        const secret = secrets.make();
        const rotated = {
          ...endpoint,
          secret: secrets.seal(tenant, id, secret),
          previousSecret: endpoint.secret,
          previousUntil: now() + overlapMs,
          changedAt: now(),
        };
        await saveEndpoint(tx, rotated);
        return ok({ ...endpointView(rotated, now()), secret });
      }),
    test: (tenant, id) =>
      changing(tenant, id, async (tx, { id: endpoint, enabled }) => {
        if (!enabled) return refuse(restingFault(id));
        const key = randomText(20);
        const data = { endpoint, message: "This is a test." };
        const type = "webhook.test";
        // A lane of its own: what waits for the endpoint does not hold a test back.
        const event = namedEvent({ type, key, account: "", at: now(), data }, sha256);
        await keepEvents(tx, [{ ...event, message: messageText(event) }]);
        await markEventsSorted(tx, [event.id]);
        return sendTo(tx, endpoint, { ...event, account: event.id }, false);
      }),
    replayRange: (tenant, id, request) =>
      changing(tenant, id, async (tx, endpoint) => {
        if (!endpoint.enabled) return refuse(restingFault(id));
        const faults = request.events.flatMap(eventFaults);
        if (faults.length > 0) return { ok: false, faults };
        const { from, to = now() + DAY_MS, missedOnly } = request;
        const asked = [endpoint.events, request.events];
        const range = { endpoint: id, from, to, missedOnly, asked, limit: replayMax + 1 };
        const events = (await eventsToReplay(tx, range)).filter(({ type }) =>
          asksFor(endpoint, type),
        );
        if (events.length > replayMax) return tooLarge;
        const deliveries = events.map(({ id: event, type, account }) => ({
          id: newDeliveryId(),
          endpoint: id,
          event,
          type,
          account,
          replayed: true,
        }));
        await addDeliveries(tx, deliveries, now());
        return ok({ deliveries: deliveries.length });
      }),
    deliveries: (tenant, query) =>
      reading(tenant, async (tx) => {
        const { items, next } = pageOrThrow(await listDeliveries(tx, query));
        return { items: items.map(deliveryView), next };
      }),
    delivery: (tenant, id) =>
      reading(tenant, async (tx) => {
        const found = await findDelivery(tx, id);
        const event = found === undefined ? undefined : await keptEvent(tx, found.event);
        if (found === undefined || event === undefined) return nothing("delivery", id);
        const tried = (await attemptsOf(tx, id)).map(({ at, ...attempt }) => ({
          ...attempt,
          at: formatInstant(at),
        }));
        return ok({ ...deliveryView(found), message: event.message, tried });
      }),
    replay: (tenant, id) =>
      store.withTenant(tenant, async (tx) => {
        const found = await findDelivery(tx, id);
        if (found === undefined) return nothing("delivery", id);
        const endpoint = await lockedEndpoint(tx, found.endpoint);
        if (endpoint === undefined) return nothing("endpoint", found.endpoint);
        if (!endpoint.enabled) return refuse(restingFault(endpoint.id));
        if (found.state === "waiting") return refuse(waitingFault(id));
        const { event, type, account } = found;
        return sendTo(tx, endpoint.id, { id: event, type, account }, true);
      }),
  };
}

const requested = ({ url, description = "", events = [] }: EndpointRequest) => ({
  url,
  description,
  events,
});

const nothing = (what: "endpoint" | "delivery", id: string): Result<never> =>
  refuse({
    code: "not-found",
    path: "/id",
    message: `there is no such ${what}`,
    value: id,
  });

const restingFault = (id: string) => ({
  code: "endpoint-disabled",
  path: "/id",
  message: "nothing is sent to an endpoint that is disabled",
  value: id,
  suggestion: "enable it first",
});

const waitingFault = (id: string) => ({
  code: "delivery-waiting",
  path: "/id",
  message: "it has not ended: it is sent anyway",
  value: id,
  suggestion: "wait for its next attempt",
});

const tooMany: Result<never> = refuse({
  code: "too-many-endpoints",
  path: "",
  message: `there are at most ${endpointsMax} endpoints`,
  suggestion: "delete one that is not needed",
});

const tooLarge: Result<never> = refuse({
  code: "range-too-large",
  path: "/from",
  message: `at most ${replayMax.toLocaleString("en")} events are sent again at once`,
  suggestion: "name a shorter time",
});
