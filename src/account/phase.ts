import type { Instant } from "../time/instant.ts";
import type { PhaseEnd, PhaseState, SubscriptionState } from "./account.ts";
import type { UnderContract } from "./contracts/contract-state.ts";
import type { SubscriptionFact } from "./fact.ts";

/** A phase of which nothing is billed yet. `anchor` is null where its periods keep the first paid day. */
export const openPhase = (
  key: string,
  fact: SubscriptionFact,
  held: {
    readonly model: string;
    readonly knownSince: Instant;
    readonly under?: UnderContract | undefined;
  },
  anchor: string | null,
): PhaseState => ({
  key,
  fact,
  model: held.model,
  ...(held.under === undefined ? {} : { under: held.under }),
  knownSince: held.knownSince,
  cutSince: null,
  anchor,
  refundsUnused: false,
  nextRecurring: 0,
  paid: [],
  nextUsage: {},
  billed: {},
});

/**
 * When the usage of a phase's last period falls due: at its end, or when a change told of that end afterwards. Undefined
 * while it is open.
 */
export const closingOf = (
  { cutSince }: Pick<PhaseState, "cutSince">,
  endsAt: Instant | undefined,
): Instant | undefined => (endsAt === undefined ? undefined : Math.max(endsAt, cutSince ?? endsAt));

/** The keys of a subscription's phases. */
export const keysOf = ({ phases }: SubscriptionState): readonly string[] =>
  phases.map(({ key }) => key);

/** The phase that comes last. */
export const lastPhase = ({ phases }: SubscriptionState): PhaseState => {
  const last = phases.at(-1);
  if (last === undefined) throw new Error("broken invariant: a subscription has a phase");
  return last;
};

/** The phase with another end. */
export function withEnd(phase: PhaseState, { end, cutSince, refundsUnused }: PhaseEnd): PhaseState {
  const { end: _, ...open } = phase.fact;
  return { ...phase, fact: end === null ? open : { ...open, end }, cutSince, refundsUnused };
}
