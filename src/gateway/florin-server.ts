import type {
  Entitlements,
  EventAnswer,
  KeyHolder,
  Quota,
  ReserveAnswer,
} from "../client/answers.ts";
import { FlorinProblem, noProblemDocument, serverCall } from "../client/server-call.ts";
import { plansAmong } from "../entitlement/entitlement-source.ts";
import type { Fault } from "../fault/fault.ts";
import { add, type Decimal } from "../money/decimal.ts";
import { parseQuantity, type Quantity } from "../money/quantity.ts";
import type { CustomerQuota, CustomerStanding } from "./call-decision.ts";
import type { GatewayEvent } from "./call-events.ts";
import type { HealthReport } from "./health/health-book.ts";
import type { LeaseAnswer, LeaseDesk } from "./quota-lease.ts";
import type { ServerClock } from "./server-clock.ts";

/** What a gateway asks of a Florin server. What does not answer in time, or not with what was asked for, throws. */
export interface FlorinServer {
  readonly holder: (key: string) => Promise<string | undefined>;
  /** Undefined for a customer that the server does not know. */
  readonly standing: (customer: string) => Promise<CustomerStanding | undefined>;
  readonly post: (events: readonly GatewayEvent[]) => Promise<PostedEvents>;
  readonly leases: LeaseDesk;
}

/** Where a gateway tells how its APIs are. */
export interface HealthServer {
  /** Returns once the server has them; answers how many it will never take. */
  readonly measured: (reports: readonly HealthReport[]) => Promise<number>;
}

/** What a server made of some events. */
export interface PostedEvents {
  /** Those that it will never take, and why. */
  readonly refused: readonly { readonly id: string; readonly faults: readonly Fault[] }[];
}

/** A server that cannot be asked now. */
export class ServerAway extends Error {
  /** How long it asks to be left alone, in milliseconds; undefined where it does not say. */
  readonly retryAfterMs: number | undefined;
  constructor(message: string, retryAfterMs?: number) {
    super(message);
    this.retryAfterMs = retryAfterMs;
  }
}

/** How long a server asks to be left alone, in milliseconds, where an error says so. */
export const askedToWaitMs = (error: unknown): number | undefined =>
  error instanceof ServerAway ? error.retryAfterMs : undefined;

/** Asks a server over HTTP, with a key that may write; `clock` hears what time it is there. */
export function florinServer(
  url: string,
  key: string,
  answerMsMax: number,
  clock?: Pick<ServerClock, "asking">,
): FlorinServer & HealthServer {
  const call = serverCall({ url, key, timeoutMs: answerMsMax });
  /** Undefined where the server does not know what is asked about, or says that it is closed. */
  const ask = async (path: string, body?: unknown): Promise<unknown> => {
    try {
      return await call<unknown>(body === undefined ? "GET" : "POST", path, body);
    } catch (error) {
      if (!(error instanceof FlorinProblem)) throw new ServerAway(`${path}: ${String(error)}`);
      const { status, code, message, retryAfter } = error;
      // Another 404 is of something that stands before the server, and says nothing of what it knows.
      if (status === 404 && code !== noProblemDocument) return undefined;
      if (code === "reservation-closed") return undefined;
      const waitMs = retryAfter === undefined ? undefined : retryAfter * 1000;
      throw new ServerAway(`${path}: ${status} ${code} ${message}`, waitMs);
    }
  };
  return {
    holder: async (given) => {
      const answer = await ask("/v1/customer-keys/holder", { key: given });
      return (answer as KeyHolder | undefined)?.customer ?? undefined;
    },
    standing: async (customer) => {
      const heard = clock?.asking();
      const answer = await ask(`/v1/customers/${encodeURIComponent(customer)}/entitlements`);
      if (answer === undefined) return undefined;
      const entitlements = answer as Entitlements;
      heard?.(Date.parse(entitlements.at));
      return standingOf(entitlements);
    },
    post: async (events) => {
      const answer = await ask("/v1/events", events);
      if (answer === undefined) throw new ServerAway("/v1/events: not found");
      return {
        refused: itemsOf(answer).flatMap((item) =>
          isRefused(item) ? [{ id: item.id ?? "", faults: item.errors ?? [] }] : [],
        ),
      };
    },
    measured: async (reports) => {
      const answer = await ask("/v1/apis/measurements", { items: reports });
      if (answer === undefined) throw new ServerAway("/v1/apis/measurements: not found");
      return itemsOf(answer).filter(isRefused).length;
    },
    leases: leasesOf(ask),
  };
}

/** How long a lease holds: what a gateway held that is gone is free again after it. */
const leaseMs = 60_000;

/** Slices of quotas, as reservations of the server. */
function leasesOf(ask: (path: string, body: unknown) => Promise<unknown>): LeaseDesk {
  const path = "/v1/entitlements";
  const holdsFor = `PT${leaseMs / 1000}S`;
  return {
    holdsForMs: leaseMs,
    reserve: async (customer, meter, quantity) => {
      const asked = { customer, meter, quantity, holdsFor };
      const answer = await ask(`${path}/reserve`, asked);
      if (answer === undefined) throw new ServerAway(`${path}/reserve: not found`);
      return leaseAnswerOf(answer as ReserveAnswer);
    },
    renew: async (reservation, quantity) => {
      const answer = await ask(`${path}/renew`, { reservation, quantity, holdsFor });
      return answer === undefined ? undefined : leaseAnswerOf(answer as ReserveAnswer);
    },
    release: async (reservation) => {
      await ask(`${path}/release`, { reservation });
    },
  };
}

const leaseAnswerOf = ({ allowed, reason, quota, reservation }: ReserveAnswer): LeaseAnswer => ({
  id: allowed ? reservation?.id : undefined,
  refusal: allowed
    ? undefined
    : reason === "suspended" || reason === "not-subscribed"
      ? reason
      : "quota",
  quota: quota === null ? undefined : quotaOf(quota),
});

const isRefused = ({ status }: Pick<EventAnswer, "status">): boolean =>
  status === "rejected" || status === "conflict";

const itemsOf = (answer: unknown): readonly EventAnswer[] => {
  const { items = [] } = answer as { items?: readonly EventAnswer[] };
  return items;
};

function decimal(text: string): Decimal {
  const read = parseQuantity(text as Quantity);
  if (!read.ok) throw new ServerAway(`the server said "${text}" where a quantity was to be`);
  return read.value;
}

/** What the server says of a customer, for decisions. */
export const standingOf = (answer: Entitlements): CustomerStanding => ({
  served: answer.served,
  suspended: answer.suspendedSince !== null,
  plans: plansAmong(answer.servedBy),
  features: new Map(answer.features.map(({ id, value }) => [id, value])),
  quotas: answer.quotas.map(quotaOf),
});

const quotaOf = (one: Quota): CustomerQuota => ({
  id: one.id,
  meter: one.meter,
  per: one.per,
  overage: one.overage,
  allowance: one.allowance === null ? undefined : decimal(one.allowance),
  grace: decimal(one.grace),
  taken: add(decimal(one.used), decimal(one.reserved)),
  resetsAtMs: one.resetsAt === null ? undefined : Date.parse(one.resetsAt),
  windowMs: Date.parse(one.to) - Date.parse(one.from),
});

/** Who is not known has bought nothing. */
export const nobody: CustomerStanding = {
  served: false,
  suspended: false,
  plans: [],
  features: new Map(),
  quotas: [],
};
