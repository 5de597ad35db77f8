import { add, compare, type Decimal, decimalOf, subtract, sum, zero } from "../money/decimal.ts";
import type { CustomerQuota, CustomerStanding } from "./call-decision.ts";
import { type FlorinServer, ServerAway } from "./florin-server.ts";
import type { LeaseAnswer } from "./quota-lease.ts";

const holdsForMs = 60_000;

/** A server in memory that counts each event once, with a quota of so many calls of which slices can be held. */
export function countingServer(limit: number, nowMs: () => number = () => 0) {
  const stored = new Set<string>();
  const reservations = new Map<string, { quantity: Decimal; endsAt: number }>();
  let made = 0;
  let isAway = false;
  let losesNext = false;
  const answering = async () => {
    if (isAway) throw new ServerAway("away");
    await Promise.resolve();
  };
  /** What is answered; an answer that is lost was acted upon all the same. */
  const told = <T>(answer: T): T => {
    if (!losesNext) return answer;
    losesNext = false;
    throw new ServerAway("lost");
  };
  const isOpen = ({ endsAt }: { readonly endsAt: number }): boolean => endsAt > nowMs();
  const quota = (): CustomerQuota => ({
    id: "calls",
    meter: "calls",
    per: "month",
    overage: "block",
    allowance: decimalOf(limit),
    grace: zero,
    taken: add(
      decimalOf(stored.size),
      sum([...reservations.values()].filter(isOpen).map(({ quantity }) => quantity)),
    ),
    resetsAtMs: undefined,
    windowMs: 1,
  });
  const decided = (id: string, quantity: Decimal, held: Decimal): LeaseAnswer => {
    const before = quota();
    const more = subtract(quantity, held);
    const isMore = compare(more, zero) > 0;
    if (isMore && compare(add(before.taken, more), decimalOf(limit)) > 0)
      return { id: undefined, refusal: "quota", quota: before };
    reservations.set(id, { quantity, endsAt: nowMs() + holdsForMs });
    return { id, refusal: undefined, quota: before };
  };
  const server: FlorinServer = {
    holder: async (key) => (key === "good" ? "acme" : undefined),
    standing: async () => {
      if (isAway) throw new ServerAway("away");
      const answer: CustomerStanding = {
        served: true,
        suspended: false,
        plans: [],
        features: new Map(),
        quotas: [quota()],
      };
      await Promise.resolve();
      return answer;
    },
    post: async (events) => {
      for (const { id } of events) stored.add(id);
      return { refused: [] };
    },
    leases: {
      holdsForMs,
      reserve: async (_, __, quantity) => {
        await answering();
        made += 1;
        return told(decided(`r-${made}`, decimalOf(quantity), zero));
      },
      renew: async (id, quantity) => {
        await answering();
        const found = reservations.get(id);
        if (found === undefined || !isOpen(found)) return undefined;
        return told(decided(id, decimalOf(quantity), found.quantity));
      },
      release: async (id) => {
        await answering();
        reservations.delete(id);
        told(undefined);
      },
    },
  };
  return {
    server,
    stored,
    held: (): Decimal => subtract(quota().taken, decimalOf(stored.size)),
    /** Its next answer about a slice gets lost on the way. */
    loseNext: (is: boolean) => {
      losesNext = is;
    },
    away: (is: boolean) => {
      isAway = is;
    },
  };
}
