import type { UnbilledReason } from "../account/usage-ledger.ts";
import type { CorrectionAnswer } from "../metering/correct-events.ts";
import type { CheckReplaced } from "../metering/correction-book.ts";
import type { EventVerdict } from "../metering/dedup.ts";
import type {
  EventCorrection,
  EventIdentity,
  ReceivedCorrection,
} from "../metering/event-correction.ts";
import type { EventHistory, EventVersion } from "../metering/event-history.ts";
import type { EventFold } from "../metering/fold-events.ts";
import type { UsageEvent } from "../metering/usage-event.ts";
import type { Filter, Meter } from "../model/meter.ts";
import type { Decimal } from "../money/decimal.ts";
import type { Instant } from "../time/instant.ts";
import type { Pool } from "./connection.ts";
import type { EventEngine } from "./event-engine.ts";
import type { RollingUp, StoredMonth } from "./stored-month.ts";
import type { Tx } from "./tenant.ts";
import type { BrokenInvariant } from "./verify-invoices.ts";

/** Asks what a meter or a charge came to for one customer in one period. */
export interface UsageQuery {
  /** Names the answer; unique among the queries of one call. */
  readonly key: string;
  readonly customer: string;
  readonly meter: Meter;
  /** Half-open, by the event's time. */
  readonly from: Instant;
  readonly to: Instant;
  /** Only what was known before this instant: events received and not withdrawn. What stands now where absent. */
  readonly receivedBefore?: Instant;
  /** Dimensions to keep apart: the partial is then the one of `groupFold`. */
  readonly groupBy?: readonly string[];
  /** Folds events in place of the meter, for a price of each event; the partial is then this fold's own. */
  readonly fold?: EventFold<unknown>;
}

/** What a query came to. */
export interface UsageAnswer {
  /** The partial of the meter, of its groups, or of the query's own fold: `finish` makes it a quantity. */
  readonly partial: unknown;
  /** When the last of its events was received: none is late to an answer given after that. */
  readonly lastReceivedAt: Instant;
}

/** Asks whether a closed period got an event, or lost one, since it was billed. */
export interface LateProbe {
  /** Names the answer; unique among the probes of one call. */
  readonly key: string;
  readonly customer: string;
  /** The event type that the period's meter reads. */
  readonly type: string;
  /** Half-open, by the event's time. */
  readonly from: Instant;
  readonly to: Instant;
  /** Half-open, by when the event was received or withdrawn. */
  readonly receivedSince: Instant;
  readonly receivedBefore: Instant;
}

/** What is known of an event: all that it said, and every correction of it in order. */
export interface StoredEventHistory {
  readonly history: EventHistory;
  readonly corrections: readonly ReceivedCorrection[];
}

/** Where a search goes on: after this, newest first. */
export interface EventPlace extends EventIdentity {
  readonly time: Instant;
  readonly receivedAt: Instant;
}

/** Which events to look for, withdrawn ones too; all of the tenant's where nothing is said. */
export interface EventSearch extends EventFilter {
  readonly source?: string;
  readonly id?: string;
  /** Of events that a meter with a filter counts: the filter, and the same as a function. */
  readonly filter?: Filter;
  readonly accepts?: (event: UsageEvent) => boolean;
  readonly after?: EventPlace;
  readonly limit: number;
}

/** Something that an event said, and what withdrew it; null while it stands. */
export interface FoundEvent {
  readonly version: EventVersion;
  readonly withdrawnBy: "void" | "replace" | null;
}

/** Which events to read; all of the tenant's where nothing is said. */
export interface EventFilter {
  readonly customer?: string;
  readonly types?: readonly string[];
  /** Half-open, by the event's time. */
  readonly from?: Instant;
  readonly to?: Instant;
}

/** Asks for a meter's quantity over consecutive windows: `boundaries` are the n + 1 edges of n windows, ascending. */
export interface UsageWindowsQuery {
  readonly meter: Meter;
  /** One customer; the sum over all customers where absent. */
  readonly customer?: string;
  readonly boundaries: readonly Instant[];
}

/** A quantity and the number of events that it is made of. */
export interface UsageReading {
  readonly quantity: Decimal;
  readonly events: number;
}

/** One window of {@link UsageWindowsQuery}. */
export interface UsageWindow extends UsageReading {
  readonly from: Instant;
  readonly to: Instant;
}

/** Asks which customers used most of a meter. */
export interface TopUsageQuery {
  readonly meter: Meter;
  readonly from: Instant;
  readonly to: Instant;
  readonly limit: number;
}

/** A customer and what it used. */
export interface CustomerUsage extends UsageReading {
  readonly customer: string;
}

/** Where an unbilled list goes on: after this event. */
export interface UnbilledPosition {
  readonly time: Instant;
  readonly id: string;
  readonly source: string;
}

/** Which events may have come in too late for any invoice. */
export interface LateUsageRule {
  /** The shortest grace window: no event is too late that was received within it of its time. */
  readonly graceMs: number;
  /** Longer than this between an event and the grace window before its receipt, and invoices may not look back to it. */
  readonly lookBackMs: number;
}

/** What makes an event billable. */
export interface UnbilledScope {
  /** The event types that the model's meters read, each with the products whose charges read it, `acme@1/team`. */
  readonly metered: ReadonlyMap<string, readonly string[]>;
  /**
   * The types of which only the meters can tell whether an event counts: by product, the filter that an event surely
   * passes when the product's charges read it; none for a product whose charges read every event of the type.
   */
  readonly judged: ReadonlyMap<string, ReadonlyMap<string, Filter>>;
  readonly late: LateUsageRule;
  /**
   * Decides for each of these events, which may be late or which no charge may read: why it is on no line, or undefined
   * where one charges for it.
   */
  readonly judge: (
    events: readonly UsageEvent[],
  ) => Promise<readonly (UnbilledReason | undefined)[]>;
}

/** Asks for events that no invoice will charge for. */
export interface UnbilledQuery extends UnbilledScope {
  readonly limit: number;
  readonly after?: UnbilledPosition;
}

/** An event that no invoice will charge for, and why. */
export interface UnbilledEvent extends UnbilledPosition {
  readonly type: string;
  readonly customer: string;
  readonly reason: UnbilledReason;
}

/** Asks whether the closed periods of a customer may have got an event since somebody looked. */
export interface LateLook {
  readonly customer: string;
  /** Everything received before this instant was looked at. */
  readonly receivedSince: Instant;
  /** When the last of the closed periods ended. */
  readonly before: Instant;
}

/** Usage that is settled up to an instant: what is stored later changes none of these answers about what was received before it. */
export interface SettledUsage {
  /** As {@link EventStore.aggregate}. */
  readonly aggregate: (queries: readonly UsageQuery[]) => Promise<ReadonlyMap<string, UsageAnswer>>;
  /** As {@link EventStore.findLate}. */
  readonly findLate: (probes: readonly LateProbe[]) => Promise<ReadonlySet<string>>;
  /** The customers whose closed periods may have got an event; the others surely got none: a cheap question about many. */
  readonly customersWithLate: (looks: readonly LateLook[]) => Promise<ReadonlySet<string>>;
}

/** What events that lie outside of the tenant's tables say of a person. Sees what was committed before. */
export interface PersonalEvents {
  /** A customer's events, the first of them in the order of time, and how many there are. */
  readonly recordsOf: (
    tx: Tx,
    customer: string,
    max: number,
  ) => Promise<{ readonly count: number; readonly rows: readonly unknown[] }>;
  /** Puts new texts where old ones stood in the properties of a customer's events, for good; answers of how many events. */
  readonly erase: (
    tx: Tx,
    customer: string,
    texts: { readonly olds: readonly string[]; readonly news: readonly string[] },
  ) => Promise<number>;
}

/** What looks after stored events asks of an event store; the transactions are those of a tenant. */
export interface EventUpkeep {
  /** What events say of persons; absent where they lie in the tenant's own tables, which are searched with all others. */
  readonly personal?: PersonalEvents;
  /**
   * What does not hold of events and their identities, which are one to one; it reads all of them.
   *
   * @param keysSince since when identities are kept; those of older events may have been pruned
   */
  readonly verify: (tx: Tx, keysSince: Instant) => Promise<readonly BrokenInvariant[]>;
  /** When the first event that is stored happened; undefined where none is. */
  readonly firstTime: (tx: Tx) => Promise<Instant | undefined>;
  /**
   * What all events that stand come to for a count or a sum, by customer in the order of bytes, then time; page by page, without
   * quarter-hours that come to zero. Sees what was committed before.
   */
  readonly quarterHours: (tx: Tx, meter: Meter) => AsyncIterable<readonly UsedQuarterHour[]>;
  /**
   * What the events of a time that stand come to by quarter-hours, for a meter that the database aggregates; page by page, only where
   * an event has a value that can be read.
   */
  readonly usedIn: (tx: Tx, meter: Meter, span: UsedSpan) => AsyncIterable<readonly UsedPart[]>;
  /** When the last event of a stretch of time was received, of those received until an instant where one is given; 1970 where there is none. */
  readonly newestReceipt: (
    tx: Tx,
    from: Instant,
    to: Instant,
    receivedUntil?: Instant,
  ) => Promise<Instant>;
  /** What is stored of a stretch of time. */
  readonly storedMonth: (tx: Tx, from: Instant, to: Instant) => Promise<StoredMonth>;
  /** Mends what an interrupted dropping left behind. */
  readonly mendMonths: (owner: Pool, tenants: readonly string[]) => Promise<void>;
  /**
   * Drops the usage of whole months, of every tenant, says so in `dropped_months` of those that were rolled up, and answers the months:
   * `2025-01`. For usage that is billed for good. One of which anything else is stored by then than was rolled up stays.
   *
   * @param owner connections as the owner of the tables; the application may not drop anything
   * @param before months that end by then go
   */
  readonly dropMonths: (
    owner: Pool,
    before: Instant,
    rollUp: RollingUp,
  ) => Promise<readonly string[]>;
}

/** Events as a part of a transaction that reads or writes more. */
export interface EventsWithin {
  /** Stores events; as {@link EventStore.append}. */
  readonly append: (events: readonly UsageEvent[]) => Promise<readonly EventVerdict[]>;
  /** Corrects events; as {@link EventStore.correct}. */
  readonly correct: (
    corrections: readonly EventCorrection[],
    check: CheckReplaced,
  ) => Promise<readonly CorrectionAnswer[]>;
  /**
   * As {@link EventStore.aggregate}, of all that was committed before; what the transaction itself has stored may be missing. It
   * settles nothing, so it is for queries without `receivedBefore`.
   */
  readonly aggregate: (queries: readonly UsageQuery[]) => Promise<ReadonlyMap<string, UsageAnswer>>;
  /** Whoever an event was received of since an instant, known or not. */
  readonly customersHeardOf: (since: Instant) => Promise<readonly string[]>;
  /** Events that stand, by time; of the transaction's snapshot where the engine has a part in it. */
  readonly read: () => AsyncIterable<UsageEvent>;
}

/** What a meter that is a plain sum came to in a quarter-hour of a customer. */
export interface UsedQuarterHour {
  readonly customer: string;
  readonly from: Instant;
  readonly quantity: Decimal;
}

/** What a meter came to in a quarter-hour of a customer, of all its events there or of those with one value of a dimension. */
export interface UsedPart extends UsageReading {
  readonly customer: string;
  readonly from: Instant;
  /** Of the dimension that was asked for, as events have it; null where one has none, or none was asked for. */
  readonly value: string | number | boolean | null;
}

/** Of which time to read a meter, and apart by the values of which dimension. */
export interface UsedSpan {
  /** Half-open, by the event's time. */
  readonly from: Instant;
  readonly to: Instant;
  readonly dimension?: string;
}

/** An event store, as far as whoever bills needs it. */
export type SettlesUsage = Pick<EventStore, "settle">;

/**
 * Keeps usage events: each once, for good, and answered before it is acknowledged.
 *
 * Identity is (tenant, source, id); the same identity with another time is a duplicate, with another content a
 * conflict, and the first stays. What stays can be corrected by {@link EventStore.correct}; readings leave out what was
 * withdrawn, they do not subtract it. Every answer is exact and equal to what the folds of src/metering give for the same
 * events; another engine behind this interface must pass the same suite.
 */
export interface EventStore {
  /**
   * Stores events durably; one verdict for each, in their order. Safe to repeat after a failure.
   *
   * They are received when they are stored, by the store's own clock, whatever they say: so no event can be received
   * before a moment that an invoice has already counted to.
   */
  append(tenant: string, events: readonly UsageEvent[]): Promise<readonly EventVerdict[]>;
  /**
   * Runs a transaction of which storing or correcting events is a part: all of it is one commit. It may be done again from the
   * start, in a new transaction, also where it is unknown whether it happened: what else it writes must be safe to repeat.
   *
   * @param times when the events that it may store happen
   */
  transact<T>(
    tenant: string,
    times: readonly Pick<UsageEvent, "time">[],
    work: (tx: Tx, events: EventsWithin) => Promise<T>,
  ): Promise<T>;
  /** Events as a part of a transaction that stores none. */
  within(tx: Tx): Pick<EventsWithin, "aggregate" | "customersHeardOf" | "read">;
  /** The same for events that keep when they were received: for history of another system, before it is billed. */
  importHistory(tenant: string, events: readonly UsageEvent[]): Promise<readonly EventVerdict[]>;
  /** What {@link append} would answer now; stores nothing. */
  verdicts(tenant: string, events: readonly UsageEvent[]): Promise<readonly EventVerdict[]>;
  /**
   * Corrects events durably; one answer for each correction, in their order. Safe to repeat after a failure, for a correction
   * has an id. It is in force for every reading of what was received before a later moment, by the store's own clock.
   *
   * @param check what is wrong with what a replacement makes of its event; asked before anything is stored
   */
  correct(
    tenant: string,
    corrections: readonly EventCorrection[],
    check: CheckReplaced,
  ): Promise<readonly CorrectionAnswer[]>;
  /** All that an event ever said and every correction of it; undefined where its identity is not known. */
  history(tenant: string, identity: EventIdentity): Promise<StoredEventHistory | undefined>;
  /** Everything that events said, newest first by time, then id, source and receipt. */
  search(tenant: string, search: EventSearch): Promise<readonly FoundEvent[]>;
  /** Answers by key; a query without events has none. Hundreds of queries cost a few statements. */
  aggregate(
    tenant: string,
    queries: readonly UsageQuery[],
  ): Promise<ReadonlyMap<string, UsageAnswer>>;
  /** The keys of the probes whose period got an event or lost one. */
  findLate(tenant: string, probes: readonly LateProbe[]): Promise<ReadonlySet<string>>;
  /**
   * Waits for the appends that are under way: once this has resolved, no event is stored as received before `now`, by any
   * process. The transaction must be read committed.
   *
   * @param now the clock of whoever asks, read before
   */
  settle(tx: Tx, now: Instant): Promise<SettledUsage>;
  /** Events that stand, by time, then id; one snapshot, read page by page. */
  read(tenant: string, filter?: EventFilter): AsyncIterable<UsageEvent>;
  /** One reading for each window, empty ones included. */
  windows(tenant: string, query: UsageWindowsQuery): Promise<readonly UsageWindow[]>;
  /** The largest quantities first; equal ones by customer id. */
  top(tenant: string, query: TopUsageQuery): Promise<readonly CustomerUsage[]>;
  /** By time, then id. */
  unbilled(tenant: string, query: UnbilledQuery): Promise<readonly UnbilledEvent[]>;
  /** How many events {@link unbilled} would list in all. */
  countUnbilled(tenant: string, scope: UnbilledScope): Promise<number>;
  /** How many events were accepted; those that were corrected since count once. */
  countEvents(tenant: string): Promise<number>;
  readonly upkeep: EventUpkeep;
  /** Where events are kept. */
  readonly engine: EventEngine;
}
