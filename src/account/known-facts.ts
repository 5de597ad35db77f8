import type { Fault } from "../fault/fault.ts";
import { parseCivilDate } from "../time/calendar.ts";
import { type Instant, parseInstant } from "../time/instant.ts";
import { startOfDay, type Zone } from "../time/zone.ts";
import type { AccountFact } from "./fact.ts";

/** A fact that could not be applied, and why. */
export interface RefusedFact {
  readonly fact: AccountFact;
  readonly faults: readonly Fault[];
}

/** Facts of one kind as they come, each once however often it is told. */
export interface KnownFacts<F extends AccountFact> {
  readonly add: (fact: F) => void;
  /**
   * One fact for each id: the one that `rank` puts first, then the first by its text, so that the order in which facts
   * came decides nothing. Others of that id with other content are refused.
   */
  readonly settle: (rank: (fact: F) => number) => {
    readonly facts: readonly F[];
    readonly refused: readonly RefusedFact[];
  };
}

/** Nothing known yet. Identity is the fact's kind and id, unless `nameOf` says it closer. */
export function knownFacts<F extends AccountFact>(
  nameOf: (fact: F) => string = ({ id }) => id,
): KnownFacts<F> {
  const versions = new Map<string, F[]>();
  return {
    add: (fact) => {
      const identity = `${fact.fact}\n${nameOf(fact)}`;
      const known = versions.get(identity);
      if (known === undefined) {
        versions.set(identity, [fact]);
        return;
      }
      const text = canonicalText(fact);
      if (known.every((other) => canonicalText(other) !== text)) known.push(fact);
    },
    settle: (rank) => {
      const facts: F[] = [];
      const refused: RefusedFact[] = [];
      for (const identity of [...versions.keys()].sort()) {
        const [first, ...others] = inOrder(versions.get(identity) ?? [], rank);
        if (first === undefined) continue;
        facts.push(first);
        for (const other of others) if (!saysTheSame(first, other)) refused.push(conflict(other));
      }
      return { facts, refused };
    },
  };
}

function inOrder<F extends AccountFact>(facts: readonly F[], rank: (fact: F) => number): F[] {
  if (facts.length < 2) return [...facts];
  return [...facts].sort((left, right) => {
    const difference = rank(left) - rank(right);
    if (difference !== 0) return difference;
    return canonicalText(left) < canonicalText(right) ? -1 : 1;
  });
}

/** When a fact was recorded does not belong to what it says. */
const saysTheSame = (left: AccountFact, right: AccountFact): boolean =>
  canonicalText({ ...left, recordedAt: "" }) === canonicalText({ ...right, recordedAt: "" });

const conflict = (fact: AccountFact): RefusedFact => ({
  fact,
  faults: [
    {
      code: "fact-conflict",
      path: "/id",
      message: `another ${fact.fact} fact has this id and says something else`,
      value: fact.id,
      suggestion: "give each its own id, or remove the wrong one",
    },
  ],
});

/** The fact as text that is equal for equal facts, whatever the order of their fields. */
const canonicalText = (fact: AccountFact): string => JSON.stringify(sorted(fact));

function sorted(value: unknown): unknown {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
  const entries = Object.entries(value).map(([key, inner]) => [key, sorted(inner)] as const);
  return Object.fromEntries(entries.sort(([left], [right]) => (left < right ? -1 : 1)));
}

/**
 * When a fact became known: as recorded, else at the first instant of the day it speaks of, in the customer's zone.
 * The fact's shape must have been checked; a date or time that cannot be read counts as the beginning of time.
 */
export function knownSince(fact: AccountFact, zone: Zone): Instant {
  const told = fact.recordedAt ?? (fact.fact === "vat-check" ? fact.checkedAt : undefined);
  if (told !== undefined) {
    const recorded = parseInstant(told);
    return recorded.ok ? recorded.value : 0;
  }
  const date = parseCivilDate(dayOf(fact) ?? "");
  return date.ok ? startOfDay(zone, date.value) : 0;
}

function dayOf(fact: AccountFact): string | undefined {
  switch (fact.fact) {
    case "subscription":
    case "licence":
    case "bundle":
    case "contract":
      return fact.start;
    case "sale":
    case "grant":
    case "void-grant":
    case "adjust-grant":
    case "top-up-rule":
    case "sla-claim":
      return fact.date;
    case "tax-decision":
      return fact.from;
    case "change":
    case "cancel":
    case "pause":
    case "resume":
    case "reactivate":
    case "coupon":
    case "milestone":
    case "amendment":
      return fact.on;
    default:
      return undefined;
  }
}
