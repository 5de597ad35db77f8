import type { PhaseState, RecordedChange, SubscriptionState } from "./account.ts";
import { brokenAddons } from "./addon-invariants.ts";
import { brokenRules } from "./broken-rules.ts";
import type { Standing } from "./standing.ts";

/** What must hold of an account's subscriptions after every step and does not, each in words that begin with its id. */
export const brokenSubscriptions = (states: readonly SubscriptionState[]): readonly string[] => [
  ...states.flatMap((one) => brokenSubscription(one).map((words) => `${one.fact.id}: ${words}`)),
  ...brokenAddons(states),
];

/**
 * What must hold of a subscription after every step and does not, in words; an empty list where all does. Says again, from
 * the state alone, what the rules of a change make sure of one at a time.
 */
export const brokenSubscription = (state: SubscriptionState): readonly string[] => [
  ...brokenOrder(state),
  ...brokenChanges(state),
  ...brokenHistory(state),
  ...(isToldInOrder(state) ? brokenTelling(state) : []),
  ...state.phases.flatMap((phase) => brokenPhase(phase).map((words) => `${phase.key}: ${words}`)),
];

/** What nobody told (the steps of a ramp, what an add-on follows) is made again after what was told later. */
const isToldInOrder = ({ fact, changes }: SubscriptionState): boolean =>
  fact.of === undefined && changes.every(({ by }) => by === undefined);

/** What is told later comes later. */
function brokenTelling({ phases, changes }: SubscriptionState): readonly string[] {
  return brokenRules(
    [isSorted(phases, ({ knownSince }) => knownSince), "a phase became known before the last"],
    [isSorted(changes, ({ knownSince }) => knownSince), "a change became known before the last"],
    [
      phases.every(({ cutSince, knownSince }) => cutSince === null || cutSince >= knownSince),
      "a phase was cut before it was known",
    ],
  );
}

const isSorted = <T>(of: readonly T[], by: (one: T) => string | number): boolean =>
  of.every((one, place) => {
    const next = of[place + 1];
    return next === undefined || by(one) <= by(next);
  });

/** Phases follow each other: none overlaps the next, and only the last may be open. */
function brokenOrder({ fact, phases, changes }: SubscriptionState): readonly string[] {
  const keys = new Set(phases.map(({ key }) => key));
  const begun = changes.filter(({ fact: { fact: kind }, undone }) => !undone && begins.has(kind));
  const inOrder = phases.every((phase, place) => {
    const next = phases[place + 1];
    if (next === undefined) return true;
    const { end } = phase.fact;
    return end !== undefined && end <= next.fact.start;
  });
  return brokenRules(
    [phases[0]?.key === fact.id, "the first phase is not named by the subscription"],
    [phases[0]?.fact.start === fact.start, "the first phase does not begin with the purchase"],
    [keys.size === phases.length, "two phases have one key"],
    [phases.every(({ fact: { id } }) => id === fact.id), "a phase is of another subscription"],
    [
      fact.of !== undefined ||
        phases.every(({ anchor, fact: { start } }, place) =>
          anchor === null ? start === fact.start : place > 0,
        ),
      "an anchor is missing",
    ],
    [phases.length === 1 + begun.length, "phases and changes do not match"],
    [inOrder, "two phases overlap"],
  );
}

const begins: ReadonlySet<string> = new Set(["change", "resume", "reactivate"]);

/** Changes are for days in the order of time, and a fee is billed for what holds alone. */
function brokenChanges({ fact: bought, changes }: SubscriptionState): readonly string[] {
  const standing = changes.filter(({ undone }) => !undone);
  const ids = new Set(changes.map(({ fact: { id } }) => id));
  return brokenRules(
    [ids.size === changes.length, "two changes have one id"],
    [changes.every(({ fact }) => fact.subscription === bought.id), "a change is of another"],
    [changes.every(({ fact }) => fact.fact !== "undo"), "an undoing is kept as a change"],
    [isSorted(standing, ({ day }) => day), "a change holds before the last"],
    [
      changes.every((one) => one.feeBilled === null || hasFee(one)),
      "a fee is billed that nobody owes",
    ],
    [changes.every((one) => one.feeBilled !== null || !hasFee(one)), "a fee is owed and forgotten"],
    [changes.every((one) => !(one.undone && one.feeBilled === true)), "an undone fee is billed"],
  );
}

const hasFee = ({ fact, leaving }: RecordedChange): boolean =>
  fact.fact === "cancel" && (fact.fee !== undefined || leaving !== undefined);

/** What each change needs and leads to; free days count as active, and a change before the beginning holds from its day. */
const moves: Readonly<Record<string, readonly [from: readonly Standing[], to: Standing]>> = {
  change: [["active"], "active"],
  cancel: [["active", "paused"], "ended"],
  pause: [["active"], "paused"],
  resume: [["paused"], "active"],
  reactivate: [["ended"], "active"],
};

/** Each change was made in a standing that allows it, in the history that the changes before it make. */
function brokenHistory({ fact, phases, changes }: SubscriptionState): readonly string[] {
  const found: string[] = [];
  let standing: Standing = "active";
  let pausedTo: string | null = null;
  let begun = 0;
  for (const { fact: told, day, undone, before } of changes) {
    if (undone) continue;
    if (day < fact.start) found.push(`${told.id} is of a day before the first`);
    const over = standing === "paused" ? pausedTo : before.end;
    if (standing !== "ended" && over !== null && over <= day) standing = "ended";
    const [from, to] = moves[told.fact] ?? [[], "ended"];
    if (!from.includes(standing)) found.push(`${told.id}: a ${told.fact} while ${standing}`);
    standing = to;
    pausedTo = told.fact === "pause" ? before.end : null;
    if (!begins.has(told.fact)) continue;
    begun += 1;
    if (phases[begun]?.fact.start !== day) found.push(`${told.id} begins no phase on its day`);
  }
  return found;
}

const isNothing = (amount: string): boolean => /^-?0(?:\.0+)?$/.test(amount);

/** A phase does not end before it begins, and is billed no further than it was served or paid for. */
function brokenPhase(phase: PhaseState): readonly string[] {
  const { fact, cutSince, refundsUnused, nextRecurring, paid, nextUsage, billed } = phase;
  const { start, end } = fact;
  const rising = (indices: readonly number[]): boolean =>
    indices.every((index, place) => index >= 0 && index > (indices[place - 1] ?? -1));
  return brokenRules(
    [end === undefined || end >= start, "ends before it begins"],
    [cutSince === null || end !== undefined, "is cut and open"],
    [cutSince !== null || !refundsUnused, "gives back without a cut"],
    [rising(paid.map(({ index }) => index)), "has paid periods out of order"],
    [paid.every(({ index }) => index < nextRecurring), "has paid a period that comes next"],
    [
      // What is free, or was agreed at nothing, has a period and no line.
      paid.every(({ invoices, gross }) => invoices.length > 0 || isNothing(gross)),
      "has paid a period on no invoice",
    ],
    [
      paid.every(({ paidTo }, place) => paidTo > (paid[place - 1]?.paidTo ?? 0)),
      "has paid one time twice",
    ],
    [
      Object.entries(billed).every(
        ([charge, periods]) =>
          rising(periods.map(({ index }) => index)) &&
          periods.every(
            ({ index, soFar }) => index < (nextUsage[charge] ?? 0) + Number(soFar !== undefined),
          ),
      ),
      "has billed usage of a period that comes next",
    ],
  );
}
