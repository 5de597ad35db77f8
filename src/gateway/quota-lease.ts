import {
  add,
  compare,
  type Decimal,
  format,
  isPositive,
  isZero,
  max,
  min,
  multiply,
  one,
  subtract,
  sum,
  trim,
  zero,
} from "../money/decimal.ts";
import { round } from "../money/rounding.ts";
import type { CustomerQuota, NotHeld } from "./call-decision.ts";

/** What a server said to what was to be held. */
export interface LeaseAnswer {
  /** The reservation that holds it; undefined where it is refused. */
  readonly id: string | undefined;
  readonly refusal: NotHeld["refusal"] | undefined;
  /** The quota that decides, as it stood before; undefined where none does. */
  readonly quota: CustomerQuota | undefined;
}

/** Where slices of quotas are asked for. Quantities are decimal texts; what does not answer throws. */
export interface LeaseDesk {
  readonly reserve: (customer: string, meter: string, quantity: string) => Promise<LeaseAnswer>;
  /** Undefined where it holds nothing any more. */
  readonly renew: (id: string, quantity: string) => Promise<LeaseAnswer | undefined>;
  readonly release: (id: string) => Promise<void>;
  /** How long each holds, in milliseconds. */
  readonly holdsForMs: number;
}

/** What a lease stands on. */
export interface LeaseParts {
  readonly customer: string;
  readonly meter: string;
  readonly desk: LeaseDesk;
  /** What was let through and is not posted yet. */
  readonly outstanding: () => Decimal;
  /** Over when what is being posted is settled: until then the server may count it twice. Undefined while nothing is being posted. */
  readonly settling: () => Promise<void> | undefined;
  readonly monotonicMs: () => number;
}

/**
 * What this gateway holds of a customer's quotas on a meter. The server sets apart what was let through and not posted, and a slice to be
 * let through without asking; so gateways together never let through more than there is.
 */
export interface QuotaLease {
  /**
   * Takes so much, asking for more where it is not held; a quantity of undefined is known only at the end, and needs that something is left.
   * Calls `begin` in the moment in which it is taken. Undefined where it was; throws where the server does not answer.
   */
  readonly take: (
    quantity: Decimal | undefined,
    begin: () => void,
  ) => Promise<NotHeld | undefined> | undefined;
  /** What a call came to that was to use so much. */
  readonly came: (asked: Decimal, came: Decimal) => void;
  /** The server counts so much of what was let through. */
  readonly settled: (amount: Decimal) => void;
  /** To be called once a second: gives back what nobody needs, and keeps up what is held. */
  readonly tick: () => Promise<void>;
  /** What the server holds for it. */
  readonly held: () => Decimal;
  /** Whether it holds nothing and is asked for nothing. */
  readonly isOver: () => boolean;
}

interface Waiter {
  readonly quantity: Decimal | undefined;
  readonly begin: () => void;
  readonly resolve: (refused: NotHeld | undefined) => void;
  readonly reject: (error: unknown) => void;
}

/** A slice is at most this part of what is left, so that other gateways find some too. */
const sliceShare: Decimal = { coefficient: 125, scale: 3 };
/** A lease is used no longer than this part of the time for which it holds, for the way to the server. */
const usedShare = 0.9;

/** What is left of a quota beyond what is taken and set apart, with its grace: below zero where that is more; undefined for no end of it. */
function roomIn({ allowance, grace, taken, overage }: CustomerQuota): Decimal | undefined {
  if (allowance === undefined || overage === "bill") return undefined;
  return subtract(add(allowance, grace), taken);
}

/** A lease that holds nothing yet. */
export function quotaLease(parts: LeaseParts): QuotaLease {
  const { customer, meter, desk, outstanding, settling, monotonicMs } = parts;
  let id: string | undefined;
  let held = zero;
  /** What the server counts as used and the reservation holds still: it is counted twice, and can be taken by nobody. */
  let spent = zero;
  let endsAtMs = 0;
  let renewAtMs = 0;
  let room = zero;
  /** What was taken in this second, and in the one before. */
  let taken = zero;
  let takenBefore = zero;
  let largest = one;
  /** How often something was settled. */
  let settlements = 0;
  let waiters: Waiter[] = [];
  let isAsking = false;

  const forget = (): void => {
    id = undefined;
    held = zero;
    spent = zero;
  };
  const free = (): Decimal => {
    if (id !== undefined && monotonicMs() >= endsAtMs) forget();
    return subtract(held, add(spent, outstanding()));
  };
  const fits = (quantity: Decimal | undefined): boolean =>
    quantity === undefined ? isPositive(free()) : compare(free(), quantity) >= 0;
  const give = ({ quantity = zero, begin }: Pick<Waiter, "quantity" | "begin">): void => {
    begin();
    taken = add(taken, quantity);
  };
  const serve = (): void => {
    waiters = waiters.filter((one) => {
      if (!fits(one.quantity)) return true;
      give(one);
      one.resolve(undefined);
      return false;
    });
  };
  const holds = (quantity: Decimal, askedAtMs: number, { quota }: LeaseAnswer): void => {
    const left = quota === undefined ? undefined : roomIn(quota);
    room = left === undefined ? zero : max(zero, subtract(left, subtract(quantity, held)));
    held = quantity;
    endsAtMs = askedAtMs + desk.holdsForMs * usedShare;
    renewAtMs = askedAtMs + desk.holdsForMs / 2;
  };
  /** Asks that the reservation holds so much, and no longer what was spent before; undefined where there is none any more. */
  const renew = async (quantity: Decimal, dropped: Decimal): Promise<LeaseAnswer | undefined> => {
    const askedAtMs = monotonicMs();
    const asked = id;
    const answer =
      asked === undefined ? undefined : await desk.renew(asked, format(trim(quantity)));
    if (answer === undefined || asked !== id) {
      forget();
      return undefined;
    }
    if (answer.refusal !== undefined) return answer;
    holds(quantity, askedAtMs, answer);
    spent = subtract(spent, dropped);
    return answer;
  };
  const reserve = async (quantity: Decimal): Promise<LeaseAnswer> => {
    const askedAtMs = monotonicMs();
    const spentBefore = spent;
    const answer = await desk.reserve(customer, meter, format(trim(quantity)));
    if (answer.refusal !== undefined) return answer;
    holds(quantity, askedAtMs, answer);
    id = answer.id;
    // What was spent since is part of what was asked for.
    spent = subtract(spent, spentBefore);
    return answer;
  };
  /**
   * Asks for so much more; where nothing is held, for so much in all. What is spent stays held meanwhile: only what goes beyond what a
   * reservation holds is decided, so what it held before is never taken twice.
   */
  const grow = async (more: Decimal, all: Decimal): Promise<LeaseAnswer> =>
    (await renew(add(held, more), zero)) ?? (await reserve(all));
  /** Gives back what is spent, and so much more; what is less is always allowed. Answers with what was spent. */
  const shrink = async (more: Decimal = zero): Promise<Decimal> => {
    const dropped = spent;
    // Not taken any more from here on: whether the server heard of it stays unknown where its answer gets lost.
    held = subtract(held, more);
    const left = subtract(held, dropped);
    if (isPositive(left)) await renew(left, dropped);
    else await giveBack();
    return dropped;
  };
  const giveBack = async (): Promise<void> => {
    const gone = id;
    forget();
    if (gone !== undefined) await desk.release(gone);
  };
  /** Gets what those who wait need, or refuses them. */
  const fill = async (): Promise<void> => {
    let hasWaited = false;
    for (serve(); waiters.length > 0; serve()) {
      const need = sum(waiters.map(({ quantity = largest }) => quantity));
      const slice = round(multiply(room, sliceShare), 0, "down");
      const settlementsBefore = settlements;
      const wanted = add(need, min(max(taken, takenBefore), max(zero, slice)));
      const more = subtract(wanted, free());
      const answer = await grow(more, add(outstanding(), wanted));
      const { refusal, quota } = answer;
      if (refusal === undefined) continue;
      const dropped = isPositive(spent) ? await shrink() : zero;
      const left = add(dropped, quota === undefined ? zero : (roomIn(quota) ?? zero));
      const usable = add(free(), left);
      const helps = waiters.some(({ quantity }) =>
        quantity === undefined ? isPositive(usable) : compare(usable, quantity) >= 0,
      );
      if (isPositive(left) && helps) await grow(min(more, left), left);
      serve();
      // What the server counted twice when it refused, it may not any more.
      if (settlements > settlementsBefore) continue;
      const over: Promise<void> | undefined =
        hasWaited || !isPositive(outstanding()) ? undefined : settling();
      hasWaited = over !== undefined;
      if (over === undefined) for (const one of waiters.splice(0)) one.resolve({ refusal, quota });
      else await over;
    }
  };
  const ask = async (): Promise<void> => {
    isAsking = true;
    try {
      await fill();
    } catch (error) {
      for (const one of waiters.splice(0)) one.reject(error);
    } finally {
      isAsking = false;
      if (waiters.length > 0) void ask();
    }
  };
  const keepUp = async (): Promise<void> => {
    const surplus = max(zero, subtract(free(), takenBefore));
    if (id === undefined) return;
    const isOld = monotonicMs() >= renewAtMs;
    const isBusy = isPositive(takenBefore) && compare(add(spent, spent), held) < 0;
    const isRight = isZero(surplus) && isZero(spent);
    if (isOld || !(isBusy || isRight)) await shrink(surplus);
  };

  return {
    take: (quantity, begin) => {
      if (waiters.length === 0 && fits(quantity)) {
        give({ quantity, begin });
        return undefined;
      }
      return new Promise((resolve, reject) => {
        waiters.push({ quantity, begin, resolve, reject });
        if (!isAsking) void ask();
      });
    },
    came: (asked, came) => {
      largest = max(largest, came);
      taken = add(taken, max(zero, subtract(came, asked)));
    },
    settled: (amount) => {
      settlements += 1;
      spent = add(spent, amount);
    },
    tick: async () => {
      takenBefore = taken;
      taken = zero;
      if (isAsking) return;
      isAsking = true;
      try {
        await keepUp();
      } finally {
        isAsking = false;
        if (waiters.length > 0) void ask();
      }
    },
    held: () => held,
    isOver: () => id === undefined && waiters.length === 0 && !isAsking && isZero(outstanding()),
  };
}
