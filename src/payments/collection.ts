import type { Payment } from "../model/payment.ts";
import type { Instant } from "../time/instant.ts";
import { serviceDayAt, startOfDayNumber, type Zone } from "../time/zone.ts";
import { type CustomerMethod, orderOfMethods } from "./customer-method.ts";
import type { Decline } from "./decline.ts";

/** A charge of one debt that we started, and how it stands. */
export interface CollectionTry {
  /** The customer's method, by our id. */
  readonly method: string;
  readonly at: Instant;
  readonly outcome:
    | { readonly kind: "under-way" }
    | { readonly kind: "received" }
    | { readonly kind: "failed"; readonly decline: Decline };
}

/** What to do next to collect a debt. */
export type NextCharge =
  | { readonly kind: "charge"; readonly method: CustomerMethod; readonly at: Instant }
  /** A charge may still succeed; another one could pay twice. */
  | { readonly kind: "wait" }
  | { readonly kind: "received" }
  /** Only the customer can go on: to authenticate a payment, on the provider's page. */
  | { readonly kind: "ask-customer" }
  | { readonly kind: "stop"; readonly reason: "no-usable-method" | "retries-exhausted" };

/** A debt that is collected automatically. */
export interface Collection {
  readonly payment: Payment;
  readonly methods: readonly CustomerMethod[];
  /** Oldest first. */
  readonly tries: readonly CollectionTry[];
  readonly currency: string;
  /** The customer's zone. */
  readonly zone: Zone;
}

/**
 * When a debt is tried again: the first moment of the local days that lie `payment.retryDays` after the day of the first
 * try, ascending, each once.
 */
export function retrySchedule(
  firstTryAt: Instant,
  retryDays: readonly number[],
  zone: Zone,
): readonly Instant[] {
  const first = serviceDayAt(zone, firstTryAt);
  const days = [...new Set(retryDays)].toSorted((left, right) => left - right);
  return days.map((day) => startOfDayNumber(zone, first + day));
}

/**
 * The next charge of a debt. A round tries each method once, in order, one after the other; the first round begins with
 * the first try, the others on the days of {@link retrySchedule}. A method that failed for good, or that waits for its
 * customer, is left out until it is changed. A method that is new or changed is tried at once, also after the last round.
 */
export function nextCharge(collection: Collection, now: Instant): NextCharge {
  const { payment, tries, zone } = collection;
  if (tries.some(({ outcome }) => outcome.kind === "received")) return { kind: "received" };
  if (tries.some(({ outcome }) => outcome.kind === "under-way")) return { kind: "wait" };
  const [first] = tries;
  const rounds = first === undefined ? [] : retrySchedule(first.at, payment.retryDays ?? [], zone);
  const roundStart = rounds.findLast((at) => at <= now) ?? first?.at ?? now;
  const untried = usable(collection, now).find(
    (method) => !triesOf(collection, method).some(({ at }) => at >= roundStart),
  );
  if (untried !== undefined) return { kind: "charge", method: untried, at: now };
  const next = rounds.find((at) => at > now);
  const [again] = usable(collection, next ?? now);
  if (again !== undefined)
    return next === undefined
      ? { kind: "stop", reason: "retries-exhausted" }
      : { kind: "charge", method: again, at: next };
  return waitsForCustomer(collection, now)
    ? { kind: "ask-customer" }
    : { kind: "stop", reason: "no-usable-method" };
}

/** The methods that can be charged at a moment and did not fail in a way that trying again does not mend. */
const usable = (collection: Collection, at: Instant): readonly CustomerMethod[] =>
  inOrder(collection, at).filter((method) =>
    triesOf(collection, method).every((one) => declineClass(one) === "retryable"),
  );

const inOrder = ({ methods, payment, currency, zone }: Collection, at: Instant) =>
  orderOfMethods(methods, payment, { currency, at, zone });

/** The tries of a method since it last changed. */
const triesOf = ({ tries }: Collection, method: CustomerMethod): readonly CollectionTry[] =>
  tries.filter((one) => one.method === method.id && one.at >= method.changedAt);

const declineClass = ({ outcome }: CollectionTry) =>
  outcome.kind === "failed" ? outcome.decline.class : undefined;

const waitsForCustomer = (collection: Collection, at: Instant): boolean =>
  inOrder(collection, at).some((method) =>
    triesOf(collection, method).some((one) => declineClass(one) === "needs-action"),
  );
