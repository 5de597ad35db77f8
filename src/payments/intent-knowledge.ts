import type { CurrencyCode } from "../money/currency.ts";
import type { Instant } from "../time/instant.ts";
import type { Decline } from "./decline.ts";
import type {
  DisputeReport,
  IntentReport,
  PaymentReport,
  RefundReport,
  TryStatus,
} from "./provider-report.ts";

/** What is known of one try of a payment. */
export interface TryFact {
  readonly id: string;
  readonly payment: string;
  readonly status: TryStatus;
  readonly amount: string;
  readonly currency: CurrencyCode;
  /** The earliest time that any report of it bore. */
  readonly since: Instant;
  /** The earliest time at which it was reported to stand as it does. */
  readonly statusAt: Instant;
  readonly decline?: Decline;
}

/** What is known of one refund. `doneAt` stays when it failed later: the money had left, and came back. */
export interface RefundFact {
  readonly id: string;
  readonly payment: string;
  readonly amount: string;
  readonly currency: CurrencyCode;
  readonly since: Instant;
  readonly doneAt: Instant | null;
  readonly failedAt: Instant | null;
  readonly reason?: string;
}

/** A dispute's step, as the provider told it. */
export interface DisputeStep {
  readonly at: Instant;
  readonly amount: string;
  readonly currency: CurrencyCode;
  readonly fee: string;
  readonly feeCurrency: CurrencyCode;
  readonly reason?: string;
}

/** What is known of one dispute; each step is null until it was reported. */
export interface DisputeFact {
  readonly id: string;
  readonly payment: string;
  readonly opened: DisputeStep | null;
  readonly won: DisputeStep | null;
  readonly lost: DisputeStep | null;
}

/**
 * All that a provider ever told us about an intent, as a join: a report only adds, two reports of one thing become the
 * later stage of it, and neither order nor repetition changes the result. State and effects are worked out from it.
 * Lists are in alphabetical order of their ids, so equal knowledge is equal text.
 */
export interface IntentKnowledge {
  readonly tries: readonly TryFact[];
  /** Payments that can no longer succeed. */
  readonly withdrawn: readonly string[];
  /** Of a refund intent its own; of a charge intent those that others made. */
  readonly refunds: readonly RefundFact[];
  readonly disputes: readonly DisputeFact[];
}

/** Nothing was reported yet. */
export const knowsNothing: IntentKnowledge = {
  tries: [],
  withdrawn: [],
  refunds: [],
  disputes: [],
};

/** The knowledge with one more report. Associative, commutative and idempotent over reports. */
export function learn(knowledge: IntentKnowledge, report: IntentReport): IntentKnowledge {
  switch (report.kind) {
    case "payment":
      return { ...knowledge, tries: joinInto(knowledge.tries, tryFact(report), joinTries) };
    case "payment-withdrawn":
      return { ...knowledge, withdrawn: withText(knowledge.withdrawn, report.payment) };
    case "refund":
      return {
        ...knowledge,
        refunds: joinInto(knowledge.refunds, refundFact(report), joinRefunds),
      };
    case "dispute":
      return {
        ...knowledge,
        disputes: joinInto(knowledge.disputes, disputeFact(report), joinDisputes),
      };
  }
}

/** A sorted list of texts with one more, once. */
export const withText = (texts: readonly string[], text: string): readonly string[] =>
  texts.includes(text) ? texts : [...texts, text].sort(byText);

const byText = (left: string, right: string): number => (left < right ? -1 : left > right ? 1 : 0);

function joinInto<F extends { readonly id: string }>(
  facts: readonly F[],
  fact: F,
  join: (left: F, right: F) => F,
): readonly F[] {
  const known = facts.find(({ id }) => id === fact.id);
  return known === undefined
    ? [...facts, fact].sort((left, right) => byText(left.id, right.id))
    : facts.map((one) => (one === known ? join(known, fact) : one));
}

const tryFact = (report: PaymentReport): TryFact => ({
  id: report.try,
  payment: report.payment,
  status: report.status,
  amount: report.amount,
  currency: report.currency,
  since: report.at,
  statusAt: report.at,
  ...(report.decline === undefined ? {} : { decline: report.decline }),
});

/** Later stages of a try outrank earlier ones, so a message that comes late never takes it back. */
const rank: Readonly<Record<TryStatus, number>> = {
  "needs-action": 0,
  pending: 1,
  failed: 2,
  succeeded: 3,
};

function joinTries(left: TryFact, right: TryFact): TryFact {
  const since = Math.min(left.since, right.since);
  if (rank[left.status] > rank[right.status]) return { ...left, since };
  if (rank[left.status] < rank[right.status]) return { ...right, since };
  const statusAt = Math.min(left.statusAt, right.statusAt);
  return smaller({ ...left, since, statusAt }, { ...right, since, statusAt });
}

const refundFact = ({ refund, payment, amount, currency, status, at, reason }: RefundReport) => ({
  id: refund,
  payment,
  amount,
  currency,
  since: at,
  doneAt: status === "succeeded" ? at : null,
  failedAt: status === "failed" ? at : null,
  ...(reason === undefined ? {} : { reason }),
});

function joinRefunds(left: RefundFact, right: RefundFact): RefundFact {
  const { reason: leftReason, ...leftRest } = left;
  const { reason: rightReason, ...rightRest } = right;
  const times = joinedTimes(left, right);
  const reason = [leftReason, rightReason].filter((one) => one !== undefined).sort(byText)[0];
  return {
    ...smaller({ ...leftRest, ...times }, { ...rightRest, ...times }),
    ...(reason === undefined ? {} : { reason }),
  };
}

const joinedTimes = (left: RefundFact, right: RefundFact) => ({
  since: Math.min(left.since, right.since),
  doneAt: earliest(left.doneAt, right.doneAt),
  failedAt: earliest(left.failedAt, right.failedAt),
});

const earliest = (left: Instant | null, right: Instant | null): Instant | null =>
  left === null ? right : right === null ? left : Math.min(left, right);

function disputeFact(report: DisputeReport): DisputeFact {
  const { dispute, payment, status, at, amount, currency, fee, feeCurrency, reason } = report;
  const step: DisputeStep = {
    at,
    amount,
    currency,
    fee,
    feeCurrency,
    ...(reason === undefined ? {} : { reason }),
  };
  return { id: dispute, payment, opened: null, won: null, lost: null, [status]: step };
}

const joinDisputes = (left: DisputeFact, right: DisputeFact): DisputeFact => ({
  ...left,
  opened: joinSteps(left.opened, right.opened),
  won: joinSteps(left.won, right.won),
  lost: joinSteps(left.lost, right.lost),
});

const joinSteps = (left: DisputeStep | null, right: DisputeStep | null): DisputeStep | null =>
  left === null
    ? right
    : right === null || left.at < right.at
      ? left
      : right.at < left.at
        ? right
        : smaller(left, right);

/** Where a provider words the same thing in two ways, one of them is taken, whichever came first. */
const smaller = <T>(left: T, right: T): T =>
  canonicalText(left) <= canonicalText(right) ? left : right;

/** JSON with its keys in order: stored values come back with their keys in another. */
const canonicalText = (value: unknown): string =>
  JSON.stringify(value, (_, part: unknown) =>
    typeof part === "object" && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([left], [right]) => byText(left, right)))
      : part,
  );
