import { randomUUID } from "node:crypto";
import type { Store } from "../../store/store.ts";
import type { Tx } from "../../store/tenant.ts";
import { listTenants } from "../../store/tenants.ts";
import { type StoredEndpoint, webhookEndpoints } from "../../store/webhook-endpoints.ts";
import {
  claimLanes,
  closeLane,
  type FreeSlots,
  type LaneHead,
  laneHeads,
  webhookWork,
} from "../../store/webhook-lanes.ts";
import { pruneEvents } from "../../store/webhook-outbox.ts";
import { DAY_MS, HOUR_MS, type Instant, MINUTE_MS } from "../../time/instant.ts";
import { signatureHeaders } from "../../webhook/signature.ts";
import { version } from "../software-version.ts";
import { type FinishedAttempt, finishAttempt } from "./finish-attempt.ts";
import type { Sender, SendOutcome } from "./send-message.ts";
import { sortEvents } from "./sort-events.ts";
import { hmacSha256, type WebhookSecrets } from "./webhook-secrets.ts";

/** What sending stands on. */
export interface DispatchParts {
  readonly store: Store;
  /** Real time. */
  readonly now: () => Instant;
  /** From 0 to below 1, for the spread of retries. */
  readonly chance: () => number;
  readonly secrets: WebhookSecrets;
  readonly sender: Sender;
  /** Told of an endpoint that was disabled because nothing gets through. */
  readonly onDisabled?: (tenant: string, endpoint: string, reason: string) => void;
}

/** Sends what waits. */
export interface Dispatcher {
  /** Sorts what is new and begins to send what is due, as far as there is room; answers how many lanes were taken. */
  readonly round: () => Promise<number>;
  /** Waits until nothing is under way. */
  readonly settled: () => Promise<void>;
}

/** How much one server process has under way at most: of all tenants, of one, and of one endpoint. */
export const roomFor = { all: 64, tenant: 16, endpoint: 4 } as const;

/** How long a process has its lanes to itself: longer than an attempt may take, so only the lanes of a dead one are taken over. */
export const leaseMs = MINUTE_MS;

/** How long events, deliveries and attempts are kept. */
export const keptForMs = 30 * DAY_MS;

/** Deliveries that one lane has in a row before others of the endpoint have their turn. */
const inARow = 20;
const pruneEveryMs = HOUR_MS;
const prunedAtOnce = 1_000;

/** Opens the dispatcher of a process; any number of processes may share a database. */
export function createDispatcher(parts: DispatchParts): Dispatcher {
  const { store, now } = parts;
  const running = new Set<Promise<void>>();
  const busy = new Map<string, number>();
  const prunedAt = new Map<string, Instant>();
  let turn = 0;

  const used = (key: string): number => busy.get(key) ?? 0;
  const occupy = (key: string, by: 1 | -1): void => {
    const left = used(key) + by;
    if (left === 0) busy.delete(key);
    else busy.set(key, left);
  };

  /** Room of each endpoint, shared so that none takes what the others of its tenant need. */
  const slotsOf = (tenant: string, endpoints: readonly StoredEndpoint[]): readonly FreeSlots[] => {
    let left = Math.min(roomFor.tenant - used(tenant), roomFor.all - running.size);
    const fair = Math.max(1, Math.ceil(left / Math.max(1, endpoints.length)));
    return endpoints.flatMap(({ id: endpoint }) => {
      const free = Math.min(roomFor.endpoint - used(`${tenant}/${endpoint}`), fair, left);
      if (free <= 0) return [];
      left -= free;
      return [{ endpoint, free }];
    });
  };

  const begin = (tenant: string, endpoint: StoredEndpoint, head: LaneHead, token: string): void => {
    const keys = [tenant, `${tenant}/${endpoint.id}`];
    for (const key of keys) occupy(key, 1);
    // What fails here is the database: the lease lapses, and the lane is taken again.
    const sending = sendLane(parts, tenant, endpoint, head, token).catch(() => {});
    const ended = sending.then(() => {
      running.delete(ended);
      for (const key of keys) occupy(key, -1);
    });
    running.add(ended);
  };

  const takeDue = (tenant: string): Promise<number> => {
    const token = randomUUID();
    const taken = async (tx: Tx) => {
      const enabled = (await webhookEndpoints(tx)).filter((one) => one.enabled);
      const slots = slotsOf(tenant, enabled);
      if (slots.length === 0) return [];
      const lanes = await claimLanes(tx, slots, now(), { token, until: now() + leaseMs });
      const heads = await laneHeads(tx, lanes);
      for (const lane of lanes)
        if (!heads.some((head) => head.endpoint === lane.endpoint && head.account === lane.account))
          await closeLane(tx, lane);
      return heads.flatMap((head) => {
        const endpoint = enabled.find(({ id }) => id === head.endpoint);
        return endpoint === undefined ? [] : [{ endpoint, head }];
      });
    };
    return store.withTenant(tenant, taken).then((heads) => {
      for (const { endpoint, head } of heads) begin(tenant, endpoint, head, token);
      return heads.length;
    });
  };

  const forgetOld = async (tenant: string): Promise<void> => {
    const last = prunedAt.get(tenant);
    if (last !== undefined && now() < last + pruneEveryMs) return;
    prunedAt.set(tenant, now());
    const before = now() - keptForMs;
    const prune = (tx: Tx): Promise<number> => pruneEvents(tx, before, prunedAtOnce);
    while ((await store.withTenant(tenant, prune)) === prunedAtOnce);
  };

  const serve = async (tenant: string): Promise<number> => {
    const work = await store.withTenant(tenant, (tx) => webhookWork(tx, now()), { readOnly: true });
    if (work.unsorted) while (await store.withTenant(tenant, (tx) => sortEvents(tx, now())));
    if (!work.unsorted && !work.due) return 0;
    if (running.size >= roomFor.all || used(tenant) >= roomFor.tenant) return 0;
    return takeDue(tenant);
  };

  return {
    round: async () => {
      const tenants = await listTenants(store.pool);
      // Another one begins each time, so that none always finds the room taken.
      turn += 1;
      const start = turn % Math.max(1, tenants.length);
      let begun = 0;
      for (const { id } of [...tenants.slice(start), ...tenants.slice(0, start)]) {
        begun += await serve(id);
        await forgetOld(id);
      }
      return begun;
    },
    settled: async () => {
      while (running.size > 0) await Promise.all(running);
    },
  };
}

/** Sends what waits in a lane, one after another, until something has to wait or others shall have their turn. */
async function sendLane(
  parts: DispatchParts,
  tenant: string,
  from: StoredEndpoint,
  first: LaneHead,
  token: string,
): Promise<void> {
  let next: { readonly endpoint: StoredEndpoint; readonly head: LaneHead } | undefined = {
    endpoint: from,
    head: first,
  };
  for (let sent = 1; next !== undefined; sent += 1) {
    const { endpoint, head } = next;
    const at = parts.now();
    const sending = await attempt(parts, tenant, endpoint, head, at);
    const attempted = { ...sending, at, endedAt: parts.now() };
    const { store, chance, onDisabled } = parts;
    const finished: FinishedAttempt = await store.withTenant(tenant, (tx) =>
      finishAttempt(tx, head, attempted, {
        token,
        chance: chance(),
        mayGoOn: sent < inARow,
        leaseMs,
      }),
    );
    if (finished.disabled !== undefined) onDisabled?.(tenant, endpoint.id, finished.disabled);
    next = finished.next;
  }
}

async function attempt(
  { secrets, sender }: DispatchParts,
  tenant: string,
  endpoint: StoredEndpoint,
  { event, message }: LaneHead,
  sentAt: Instant,
): Promise<SendOutcome> {
  const signing = secrets.of(tenant, endpoint, sentAt);
  if (signing === undefined)
    return {
      outcome: "secret-lost",
      status: null,
      detail: "the secret was sealed by another installation: rotate it",
    };
  const headers = {
    "content-type": "application/json",
    "user-agent": `Florin/${version} (webhooks)`,
    ...signatureHeaders({ id: event, sentAt, body: message }, signing, hmacSha256),
  };
  return sender.send({ url: endpoint.url, headers, body: message });
}
