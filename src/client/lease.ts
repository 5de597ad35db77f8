import { add, compare, type Decimal, decimalOf, format, subtract, zero } from "../money/decimal.ts";
import type { Reservation, ReserveAnswer } from "./answers.ts";
import { FlorinProblem, mayPass } from "./server-call.ts";

/** A slice of a quota that this process may use up without asking: exact, whatever others do. It is renewed until it is closed. */
export interface Lease {
  readonly id: string;
  /** Takes so much of it where so much is left and it has not lapsed. */
  readonly take: (quantity?: string | number) => boolean;
  /** What is left, decimal text. */
  readonly left: () => string;
  /**
   * Tells the server what was used, which counts also where the lease has lapsed since; the rest goes back. Nothing can be taken afterwards.
   * Throws where the server has not stored it: closed again it is told again, and counts once.
   */
  readonly close: (data?: Readonly<Record<string, string | number | boolean>>) => Promise<void>;
}

/** What a lease stands on. */
export interface LeaseParts {
  /** Stores what was used, whatever the quotas say. */
  readonly finalize: (
    reservation: string,
    quantity: string,
    data?: Readonly<Record<string, string | number | boolean>>,
  ) => Promise<Pick<ReserveAnswer, "reason" | "reservation">>;
  /** Lets the reservation hold on for as long again; false where it holds nothing any more. Throws where the server does not answer. */
  readonly renew: (reservation: string) => Promise<boolean>;
  /** How long it may be used, from before it was asked for. */
  readonly holdsForMs: number;
  readonly askedAt: number;
  /** A clock that only measures how much time passed. */
  readonly monotonicMs: () => number;
  readonly pause: (ms: number) => Promise<void>;
}

/** Leases are given up this much before they lapse, for the way to the server. */
const marginShare = 10;

/**
 * A lease on what a reservation holds. It ends a tenth before the reservation lapses, so that it never uses what went back; until it is
 * closed it is renewed at half of its time, and where the server does not answer again each tenth.
 */
export function leaseOf({ id, quantity }: Reservation, parts: LeaseParts): Lease {
  const { holdsForMs, askedAt, monotonicMs, finalize } = parts;
  const whole = decimalOf(quantity);
  const endOf = (asked: number): number => asked + holdsForMs - holdsForMs / marginShare;
  let endsAt = endOf(askedAt);
  let used: Decimal = zero;
  let closed = false;
  const isOver = (): boolean => closed || monotonicMs() >= endsAt;

  const keepUp = async (): Promise<void> => {
    await parts.pause(holdsForMs / 2);
    while (!isOver()) {
      const asked = monotonicMs();
      const renewed = await parts.renew(id).catch(refusedForGood);
      if (renewed === false) return;
      if (renewed) endsAt = endOf(asked);
      await parts.pause(renewed ? holdsForMs / 2 : holdsForMs / marginShare);
    }
  };
  void keepUp();

  return {
    id,
    take: (asked = 1) => {
      const wanted = add(used, decimalOf(asked));
      if (isOver() || compare(wanted, whole) > 0) return false;
      used = wanted;
      return true;
    },
    left: () => format(closed ? zero : subtract(whole, used)),
    close: async (data) => {
      closed = true;
      const quantity = format(used);
      const { reason, reservation } = await finalize(id, quantity, data);
      if (reservation?.state === "finalized") return;
      const lost = `what was used of the lease is not stored: ${quantity}`;
      throw new FlorinProblem(409, reason, lost, undefined);
    },
  };
}

/** Of a renewal that failed: false where the server refused it, undefined where it may answer another time. */
const refusedForGood = (error: unknown): false | undefined => (mayPass(error) ? undefined : false);
