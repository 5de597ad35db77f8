import type { Decimal } from "../money/decimal.ts";
import type { NotHeld } from "./call-decision.ts";
import type { PendingUse } from "./pending-use.ts";
import { type LeaseParts, type QuotaLease, quotaLease } from "./quota-lease.ts";

/** The leases of one customer, one for each meter. */
export interface CustomerLeases {
  /** Takes so much of each meter, one after the other; undefined where all of it is taken, else none of it is. */
  readonly take: (wanted: ReadonlyMap<string, Decimal | undefined>) => Promise<NotHeld | undefined>;
  readonly of: (meter: string) => QuotaLease | undefined;
  /** To be called once a second. */
  readonly tick: () => Promise<void>;
  /** What is held of each meter. */
  readonly held: () => ReadonlyMap<string, Decimal>;
  readonly isEmpty: () => boolean;
}

/** Leases of a customer whose use is counted by `pending`. */
export function customerLeases(
  customer: string,
  { desk, settling, monotonicMs }: Pick<LeaseParts, "desk" | "settling" | "monotonicMs">,
  pending: PendingUse,
): CustomerLeases {
  const leases = new Map<string, QuotaLease>();
  const leaseOf = (meter: string): QuotaLease => {
    const known = leases.get(meter);
    if (known !== undefined) return known;
    const outstanding = () => pending.outstanding(meter);
    const made = quotaLease({ customer, meter, desk, outstanding, settling, monotonicMs });
    leases.set(meter, made);
    return made;
  };
  return {
    take: async (wanted) => {
      const taken = new Map<string, Decimal>();
      const dropAll = () => pending.correct(taken, new Map());
      for (const [meter, quantity] of wanted) {
        const begin = (): void => {
          if (quantity === undefined) return;
          pending.begin(new Map([[meter, quantity]]));
          taken.set(meter, quantity);
        };
        try {
          const refused = await leaseOf(meter).take(quantity, begin);
          if (refused === undefined) continue;
          dropAll();
          return refused;
        } catch (error) {
          dropAll();
          throw error;
        }
      }
      return undefined;
    },
    of: (meter) => leases.get(meter),
    tick: async () => {
      for (const [meter, lease] of leases) {
        await lease.tick();
        if (lease.isOver()) leases.delete(meter);
      }
    },
    held: () => new Map([...leases].map(([meter, lease]) => [meter, lease.held()])),
    isEmpty: () => leases.size === 0,
  };
}
