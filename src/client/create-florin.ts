import { expectOk } from "../fault/fault.ts";
import { parseDuration } from "../time/duration.ts";
import type {
  Decision,
  Entitlements,
  EventAnswer,
  KeyHolder,
  ReserveAnswer,
  TrackAnswer,
} from "./answers.ts";
import { createEntitlementCache } from "./entitlement-cache.ts";
import { createEventBatches, type UsageEvent } from "./event-batches.ts";
import type { EventSpool, Recorded, SendEvents } from "./kept-events.ts";
import { type Lease, leaseOf } from "./lease.ts";
import type { Question } from "./local-decision.ts";
import { type ServerOptions, serverCall } from "./server-call.ts";

/** How a client works. */
export interface FlorinClientOptions extends ServerOptions {
  /** How long what the server said of a customer is believed, in ms. Default 10 seconds; 0 asks it every time. */
  readonly boundMs?: number;
  /** A clock that only measures how much time passed. Default: the platform's own. */
  readonly monotonicMs?: () => number;
  /** Waits. Default: a timer. */
  readonly pause?: (ms: number) => Promise<void>;
  /** Where recorded events are kept until the server has them. Default: in memory. */
  readonly spool?: EventSpool;
}

type Data = Readonly<Record<string, string | number | boolean>>;

/** A quantity that is to be set apart. `holdsFor` is ISO 8601, `PT15M` unless stated. */
export interface ReserveQuestion {
  readonly customer: string;
  readonly meter: string;
  readonly quantity: string | number;
  readonly id?: string;
  readonly holdsFor?: string;
}

/** How a reservation is to hold on: from now, `PT15M` unless stated. */
export interface RenewQuestion {
  readonly reservation: string;
  /** Default: what it holds. */
  readonly quantity?: string | number;
  readonly holdsFor?: string;
}

interface FinalizeQuestion {
  readonly reservation: string;
  readonly quantity: string | number | undefined;
  readonly data: Data | undefined;
  readonly happened?: boolean;
}

/** Speaks to one server. Every call throws `FlorinProblem` where it is refused for what it says. */
export interface FlorinClient {
  /** Whether a customer may use something: from here for `boundMs`, in which it may lag behind the server. */
  readonly check: (question: Question) => Promise<Decision>;
  /** The same at once, for loops that cannot wait; undefined where the server has to be asked, which `check` does. */
  readonly checkKnown: (question: Question) => Decision | undefined;
  /** Everything that a customer may use, asked of the server. */
  readonly entitlements: (customer: string) => Promise<Entitlements>;
  /** Stores an event where every quota allows it: exact. */
  readonly track: (event: Omit<UsageEvent, "time">) => Promise<TrackAnswer>;
  /**
   * Sends an event that happened, in batches; again and again until the server has it. Resolves with its answer, or as `kept` once the
   * event is in the spool, where there is one: it is not lost then, whatever becomes of this process.
   */
  readonly record: (event: UsageEvent) => Promise<Recorded>;
  /** Resolves when all that was recorded is answered. */
  readonly flush: () => Promise<void>;
  /** Lets go of the spool; what is left in it is sent by the next run. Without one there is nothing to close. */
  readonly close: () => Promise<void>;
  readonly reserve: (question: ReserveQuestion) => Promise<ReserveAnswer>;
  /** Lets a reservation hold on, for another quantity where one is stated. */
  readonly renew: (question: RenewQuestion) => Promise<ReserveAnswer>;
  readonly finalize: (
    reservation: string,
    quantity?: string | number,
    data?: Data,
  ) => Promise<ReserveAnswer>;
  readonly release: (reservation: string) => Promise<ReserveAnswer>;
  /** A slice of a quota to be used up here, without asking and exact, and renewed until it is closed; undefined where it is not allowed. */
  readonly lease: (question: ReserveQuestion) => Promise<Lease | undefined>;
  /** Whom a customer's key stands for. */
  readonly holder: (key: string) => Promise<KeyHolder>;
}

const boundDefaultMs = 10_000;
const holdsForDefault = "PT15M";
const batchMax = 500;
const queueMax = 50_000;
const path = "/v1/entitlements";

/** Waits, and keeps no process alive for it. */
const pauseIdly = (ms: number): Promise<void> =>
  new Promise((resolve) => {
    const timer: unknown = setTimeout(resolve, ms);
    // A browser's timer is a number, and ends with its page.
    if (typeof timer === "object" && timer !== null && "unref" in timer)
      (timer as { readonly unref: () => void }).unref();
  });

/** A client of a server. */
export function createFlorin(options: FlorinClientOptions): FlorinClient {
  const call = serverCall(options);
  const {
    boundMs = boundDefaultMs,
    monotonicMs = () => performance.now(),
    pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
    spool,
  } = options;
  const entitlements = (customer: string): Promise<Entitlements> =>
    call("GET", `/v1/customers/${encodeURIComponent(customer)}/entitlements`);
  const ask = (question: Question): Promise<Decision> => call("POST", `${path}/check`, question);
  const cache = createEntitlementCache({ read: entitlements, check: ask, boundMs, monotonicMs });
  const send: SendEvents = async (events) => {
    const { items } = await call<{ items: readonly EventAnswer[] }>("POST", "/v1/events", events);
    return items;
  };
  const batches = createEventBatches({ send, pause, batchMax, queueMax });
  spool?.sendBy(send);
  const finalize = (used: FinalizeQuestion): Promise<ReserveAnswer> =>
    call("POST", `${path}/finalize`, used);
  const renew: FlorinClient["renew"] = (question) => call("POST", `${path}/renew`, question);
  const reserve: FlorinClient["reserve"] = async (question) => {
    const answer = await call<ReserveAnswer>("POST", `${path}/reserve`, question);
    cache.forget(question.customer);
    return answer;
  };
  return {
    check: boundMs > 0 ? cache.check : ask,
    checkKnown: cache.checkKnown,
    entitlements,
    track: async (event) => {
      const answer = await call<TrackAnswer>("POST", `${path}/track`, event);
      cache.forget(event.customer);
      return answer;
    },
    record:
      spool === undefined
        ? batches.record
        : async (event) => {
            await spool.keep(event);
            return { id: event.id, status: "kept" };
          },
    flush: spool?.flush ?? batches.flush,
    close: async () => {
      await spool?.close();
    },
    reserve,
    renew,
    finalize: (reservation, quantity, data) => finalize({ reservation, quantity, data }),
    release: (reservation) => call("POST", `${path}/release`, { reservation }),
    lease: async (question) => {
      const askedAt = monotonicMs();
      const { reservation } = await reserve(question);
      if (reservation === null) return undefined;
      const { holdsFor = holdsForDefault } = question;
      return leaseOf(reservation, {
        // It was used while it was held, so it counts though the lease may have lapsed since.
        finalize: (id, quantity, data) =>
          finalize({ reservation: id, quantity, data, happened: true }),
        renew: async (id) => (await renew({ reservation: id, holdsFor })).allowed,
        holdsForMs: expectOk(parseDuration(holdsFor)),
        askedAt,
        monotonicMs,
        pause: options.pause ?? pauseIdly,
      });
    },
    holder: (key) => call("POST", "/v1/customer-keys/holder", { key }),
  };
}
