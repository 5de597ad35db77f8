import { expectOk } from "../fault/fault.ts";
import { parseCivilDate } from "../time/calendar.ts";
import type { Instant } from "../time/instant.ts";
import { startOfDay } from "../time/zone.ts";
import type { Account, PhaseState, SubscriptionState } from "./account.ts";
import type { SubscriptionFact } from "./fact.ts";
import type { PriceBooks } from "./price-book.ts";
import { termsOf } from "./terms.ts";

/** What comes after a stretch of a subscription: other terms, a pause, its end; nothing yet where it is open. */
export type Sequel = "change" | "pause" | "end";

/** A stretch of a subscription on unchanged terms, as it is known now. */
export interface Stretch {
  readonly subscription: string;
  /** 1 for the first. */
  readonly phase: number;
  readonly terms: SubscriptionFact;
  /** `id@version` whose prices hold in it. */
  readonly model: string;
  /** First instant of service, free days included. UTC, as `to`. */
  readonly from: Instant;
  /** First instant that is paid for, where free days come before it. UTC. */
  readonly trialUntil: Instant | null;
  /** First instant that is no longer served; null while it is open. */
  readonly to: Instant | null;
  readonly sequel: Sequel | null;
  /** When the pause after it is over for good, unless it is resumed before: at the terms' end, or cancelled. */
  readonly pausedTo: Instant | null;
  /** The local day whose anniversaries its periods keep; null where that is its first paid day. */
  readonly anchor: string | null;
}

/** Every subscription of an account as stretches in the order of time; what ended before it began is left out. */
export const timelineOf = (account: Account, books: PriceBooks): readonly Stretch[] =>
  account.subscriptions.flatMap((subscription) =>
    stretchesOf(account, subscription, books).filter(isServed),
  );

/** The same for lists, in which every subscription is found: one that never began is a stretch of no length. */
export const listedTimeline = (account: Account, books: PriceBooks): readonly Stretch[] =>
  account.subscriptions.flatMap((subscription) => {
    const all = stretchesOf(account, subscription, books);
    const served = all.filter(isServed);
    const last = all.at(-1);
    if (served.length > 0 || last === undefined) return served;
    return [{ ...last, trialUntil: null, to: last.from, sequel: "end", pausedTo: null }];
  });

const stretchesOf = (
  account: Account,
  subscription: SubscriptionState,
  books: PriceBooks,
): readonly Stretch[] =>
  subscription.phases.map((phase, place) => stretchOf(account, subscription, phase, place, books));

const isServed = ({ from, to }: Stretch): boolean => to === null || to > from;

function stretchOf(
  account: Account,
  subscription: SubscriptionState,
  phase: PhaseState,
  place: number,
  books: PriceBooks,
): Stretch {
  const { zone, startsAt, endsAt } = termsOf(phase, account.customer, books.find(phase.model));
  const sequel = sequelOf(subscription, phase, subscription.phases[place + 1]);
  const pauseEnd = sequel === "pause" ? pauseEndOf(subscription, phase) : undefined;
  const dayStart = (day: string): Instant => startOfDay(zone, expectOk(parseCivilDate(day)));
  const from = dayStart(phase.fact.start);
  return {
    subscription: subscription.fact.id,
    phase: place + 1,
    terms: phase.fact,
    model: phase.model,
    from,
    trialUntil: startsAt > from ? startsAt : null,
    to: endsAt ?? null,
    sequel,
    pausedTo: pauseEnd === undefined ? null : dayStart(pauseEnd),
    anchor: phase.anchor,
  };
}

function sequelOf(
  { changes }: SubscriptionState,
  { fact: { end } }: PhaseState,
  next: PhaseState | undefined,
): Sequel | null {
  if (end === undefined) return null;
  if (next !== undefined && next.fact.start <= end) return "change";
  const ending = changes.findLast(({ undone, day }) => !undone && day === end);
  return ending?.fact.fact === "pause" ? "pause" : "end";
}

/** The first day on which a pause can no longer be ended: that of its cancellation, else of the end that the terms had. */
function pauseEndOf({ changes }: SubscriptionState, { fact: { end } }: PhaseState) {
  const known = changes.filter(({ undone }) => !undone);
  const place = known.findLastIndex(({ fact, day }) => fact.fact === "pause" && day === end);
  const next = known[place + 1];
  return next?.fact.fact === "cancel" ? next.day : (known[place]?.before.end ?? undefined);
}
