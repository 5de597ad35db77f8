import { add, compare, type Decimal, decimalOf, format, subtract, zero } from "../money/decimal.ts";
import type { Reservation } from "./answers.ts";

/** A slice of a quota that this process may use up without asking: exact, whatever others do. */
export interface Lease {
  readonly id: string;
  /** Takes so much of it where so much is left and it has not lapsed. */
  readonly take: (quantity?: string | number) => boolean;
  /** What is left, decimal text. */
  readonly left: () => string;
  /** Tells the server what was used; the rest goes back. Nothing can be taken afterwards. */
  readonly close: (data?: Readonly<Record<string, string | number | boolean>>) => Promise<void>;
}

/** What a lease stands on. */
export interface LeaseParts {
  readonly finalize: (
    reservation: string,
    quantity: string,
    data?: Readonly<Record<string, string | number | boolean>>,
  ) => Promise<unknown>;
  /** How long it may be used, from before it was asked for. */
  readonly holdsForMs: number;
  readonly askedAt: number;
  /** A clock that only measures how much time passed. */
  readonly monotonicMs: () => number;
}

/** Leases are given up this much before they lapse, for the way to the server. */
const marginShare = 10;

/** A lease on what a reservation holds. It ends a tenth before the reservation lapses, so that it never uses what went back. */
export function leaseOf({ id, quantity }: Reservation, parts: LeaseParts): Lease {
  const { holdsForMs, askedAt, monotonicMs, finalize } = parts;
  const whole = decimalOf(quantity);
  const endsAt = askedAt + holdsForMs - holdsForMs / marginShare;
  let used: Decimal = zero;
  let closed = false;
  return {
    id,
    take: (asked = 1) => {
      const wanted = add(used, decimalOf(asked));
      if (closed || monotonicMs() >= endsAt || compare(wanted, whole) > 0) return false;
      used = wanted;
      return true;
    },
    left: () => format(closed ? zero : subtract(whole, used)),
    close: async (data) => {
      closed = true;
      await finalize(id, format(used), data);
    },
  };
}
